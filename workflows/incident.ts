/**
 * One workflow for each time of exceptional circumstances (HO Code 8.5), for as long as they last: tells every running complaint that they
 * began, each new day of return, and their end; and once that day is over, reminds the managers every working day that they have not
 * ended them. Who knows stands in the records, so a crash costs a page.
 */
import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineSignal,
  defineUpdate,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import type { Activities, IncidentPage, IncidentProgress, Reminded } from './activities.ts'
import { aPage } from './pages.ts'
import { spreadAfter } from './moment.ts'
import { addDays, atTime, dayInShort, localDate, type LocalDate } from './policy/calendar.ts'

const { tellOfIncident } = proxyActivities<Activities>(aPage)
const { beginTelling, endTelling, remindOfIncident } = proxyActivities<Activities>({
  startToCloseTimeout: '2m',
  retry: { initialInterval: '1s', maximumInterval: '1m' },
})

/** When managers are reminded, and whoever came in meanwhile without being told is told. */
const eachMorning = '09:00'

/** @returns what came of it, for whoever looks at it in Temporal's UI */
export async function incident(id: number): Promise<string> {
  // What is stored while a page is under way is not left lying.
  let [asked, taken] = [1, 0]
  const ask = () => ++asked
  setHandler(defineSignal('changed'), () => void ask())
  setHandler(defineUpdate<void>('changed'), async () => {
    const mine = ask()
    await condition(() => taken >= mine)
  })
  let reminded: Reminded = { line: '', again: false }
  while (!workflowInfo().continueAsNewSuggested) {
    const upTo = asked
    const { progress, unanswered } = await tellAll(id)
    taken = upTo
    const isAsked = () => asked > upTo
    await condition(() => isAsked() || allHandlersFinished())
    if (isAsked()) continue
    if (progress.ended && unanswered === 0) return inWords(id, progress, unanswered)
    setCurrentDetails(`${inWords(id, progress, unanswered)}\n\n${reminded.line}`)
    const { ms, summary } = nextLook(id, progress, unanswered, reminded)
    const isChanged = await condition(isAsked, ms, { summary })
    if (!isChanged && unanswered === 0) reminded = await remindOfIncident(id)
  }
  await condition(allHandlersFinished)
  return continueAsNew<typeof incident>(id)
}

/** Goes through all that do not know yet, from the first. */
async function tellAll(id: number): Promise<{ progress: IncidentProgress; unanswered: number }> {
  const begun = await beginTelling(id)
  setCurrentDetails(inWords(id, begun, 0))
  let unanswered = 0
  let after: string | null = null
  do {
    const page: IncidentPage = await tellOfIncident(id, after)
    unanswered += page.unanswered
    after = page.next
  } while (after !== null)
  const progress = unanswered === 0 ? await endTelling(id, begun.change) : begun
  return { progress, unanswered }
}

/** When it looks again, unless something is stored before. */
function nextLook(
  id: number,
  { returnOn }: IncidentProgress,
  unanswered: number,
  { again }: Reminded,
): { ms: number; summary: string } {
  if (unanswered > 0) return { ms: 60_000, summary: `Asks ${unanswered} complaints again` }
  if (again) return { ms: 600_000, summary: 'Sends the reminder to the managers again' }
  const today = localDate(Date.now())
  const morning = (day: LocalDate) => spreadAfter(atTime(day, eachMorning), `incident ${id}`)
  const ms = (morning(today) > Date.now() ? morning(today) : morning(addDays(today, 1))) - Date.now()
  const expected = dayInShort(returnOn)
  return today >= returnOn
    ? {
        ms,
        summary: `Not ended, with ${expected} as the day of return: managers are reminded each working day after it`,
      }
    : { ms, summary: `Return expected on ${expected}. Each morning whoever does not know yet is told` }
}

function inWords(id: number, { returnOn, ended, told }: IncidentProgress, unanswered: number): string {
  const what = ended ? 'ended' : `return expected on ${dayInShort(returnOn)}`
  const waiting = unanswered > 0 ? ` ${unanswered} do not answer, and are asked again every minute.` : ''
  return `Incident ${id}, ${what}. Residents of ${told} complaints were told of it.${waiting}`
}
