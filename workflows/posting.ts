/** One workflow for the installation, while posted letters are told to their complaints. */
import { continueAsNew, proxyActivities } from '@temporalio/workflow'
import type { Activities, PostingPlace } from './activities.ts'
import { aPage } from './pages.ts'
import { inRounds, type Seen } from './rounds.ts'

const { tellPosted } = proxyActivities<Activities>(aPage)

export async function posting(): Promise<void> {
  const ended = await inRounds<PostingPlace>({ signal: 'marked', page: (after) => tellPosted(after), inWords })
  if (ended === 'long') await continueAsNew<typeof posting>()
}

function inWords({ told, notTold, unanswered }: Seen): string {
  const refused = notTold > 0 ? ` ${notTold} complaints did not take it: the print job says which.` : ''
  const waiting = unanswered > 0 ? ` ${unanswered} do not answer, and are asked again every minute.` : ''
  return `Told ${told} complaints that a letter of theirs was posted.${refused}${waiting}`
}
