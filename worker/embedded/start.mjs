// `npm start`: makes the checkout ready, then runs main.ts in this same process. One process and no child of it in between,
// so that a signal arrives once and nothing can be orphaned. Plain JavaScript: on a fresh clone tsx is not there yet.
import { prepare } from './prepare.mjs'

await prepare()
const { register } = await import('tsx/esm/api')
register()
await import('./main.ts')
