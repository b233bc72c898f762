/**
 * One workflow for the installation, while posted letters are told to their complaints: a page at a time, and again those that did not
 * answer. Who knows stands in the records, so a crash costs a page.
 */
import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import type { Activities, PostingPlace } from './activities.ts'
import { aPage } from './pages.ts'

const { tellPosted } = proxyActivities<Activities>(aPage)

export async function posting(): Promise<void> {
  // A job that is marked while the last page of another is under way is not left lying.
  let isAsked = true
  setHandler(defineSignal('marked'), () => void (isAsked = true))
  const seen = { told: 0, notTold: 0, unanswered: 0 }
  let after: PostingPlace | undefined
  while (!workflowInfo().continueAsNewSuggested) {
    isAsked = false
    const page = await tellPosted(after)
    if (!page) {
      if (!isAsked) return
      continue
    }
    seen.told += page.told
    seen.notTold += page.notTold
    seen.unanswered = (after ? seen.unanswered : 0) + page.unanswered
    setCurrentDetails(inWords(seen))
    after = page.next ?? undefined
    if (!after && seen.unanswered > 0) await condition(() => isAsked, '1 minute')
  }
  await continueAsNew<typeof posting>()
}

function inWords({ told, notTold, unanswered }: { told: number; notTold: number; unanswered: number }): string {
  const refused = notTold > 0 ? ` ${notTold} complaints did not take it: the print job says which.` : ''
  const waiting = unanswered > 0 ? ` ${unanswered} do not answer, and are asked again every minute.` : ''
  return `Told ${told} complaints that a letter of theirs was posted.${refused}${waiting}`
}
