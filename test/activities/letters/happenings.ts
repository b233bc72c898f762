/** What happens in the invented complaint's life, for every kind of letter: said in activities/letters/preview, where the previews take it. */
import { happeningsUnder } from '../../../activities/letters/preview/happenings.ts'
import { policy } from './invented.ts'

export const happenings = happeningsUnder(policy)
