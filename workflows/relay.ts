/** One workflow for the installation, while complaints are given what others hand to them: the answer to a group, a merged complaint's points. */
import { continueAsNew, proxyActivities } from '@temporalio/workflow'
import type { Activities } from './activities.ts'
import { aPage } from './pages.ts'
import { inRounds, type Seen } from './rounds.ts'

const { tellRelayed } = proxyActivities<Activities>(aPage)

export async function relay(): Promise<void> {
  const ended = await inRounds<number>({ signal: 'asked', page: (after) => tellRelayed(after), inWords })
  if (ended === 'long') await continueAsNew<typeof relay>()
}

function inWords({ told, notTold, unanswered }: Seen): string {
  const refused =
    notTold > 0 ? ` ${notTold} did not take it: the lead complaint’s group says which, and by which rule.` : ''
  const waiting = unanswered > 0 ? ` ${unanswered} do not answer, and are asked again every minute.` : ''
  return `Given to ${told} complaints.${refused}${waiting}`
}
