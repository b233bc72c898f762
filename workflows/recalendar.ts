/**
 * One workflow for the installation, while the calendar changes: takes the change to every running complaint, a page at a time.
 * How far it has come stands in the records, so a newer change is simply gone on with, and a crash costs a page.
 */
import {
  continueAsNew,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import type { Activities, CalendarProgress } from './activities.ts'
import { aPage } from './pages.ts'

const { takeCalendarOn } = proxyActivities<Activities>(aPage)

export async function recalendar(): Promise<void> {
  // A change that is stored while the last page of another is under way is not left lying.
  let isAsked = true
  setHandler(defineSignal('changed'), () => void (isAsked = true))
  while (!workflowInfo().continueAsNewSuggested) {
    isAsked = false
    const progress = await takeCalendarOn()
    if (progress) setCurrentDetails(inWords(progress))
    else if (!isAsked) return
  }
  await continueAsNew<typeof recalendar>()
}

function inWords({ change, visited, total, unanswered, isDone }: CalendarProgress): string {
  const waiting = unanswered > 0 ? ` ${unanswered} do not answer and will take it when they can.` : ''
  return `Change ${change} of the calendar${isDone ? ', done' : ''}: taken to ${visited} of ${total} running complaints.${waiting}`
}
