/**
 * Takes a change of the calendar to the running complaints, a page at each call: in the order of their references, some at once,
 * each by an Update that answers when its timeline is written. Done twice it changes nothing.
 */
import { ApplicationFailure, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client'
import { changeUnderWay, countRunning, isRunning, noteProgress, runningAfter } from '../prisma/calendar-change.ts'
import type { CalendarProgress } from '../workflows/activities.ts'
import { workflowIdOf } from '../workflows/reference.ts'
import type { CalendarMessage, CalendarTaken } from '../workflows/taking-calendars.ts'
import { inTurns } from './in-turns.ts'
import { startFromFile, type SweepDeps } from './sweep.ts'

/** Complaints of a page, and how many of them are asked at once: what a change needs of memory, however many there are. */
const pageSize = 50
const atOnce = 10
/** A complaint that has not answered by then is sent a Signal. */
const answerMs = 10_000

/** Undefined where no change is under way. Throws where the records or Temporal are away: the page is then done again. */
export async function takeCalendarOn(deps: SweepDeps, nowMs: number): Promise<CalendarProgress | undefined> {
  const { records } = deps
  const change = await changeUnderWay(records)
  if (!change) return undefined
  const { id, organisationId, version, cursor } = change
  const total = change.total ?? (await countRunning(records, organisationId))
  const refs = await runningAfter(records, organisationId, cursor, pageSize)
  const taken = await inTurns(refs, atOnce, (ref) => take(deps, ref, { change: id, version }, nowMs))
  const before = { change: id, total, visited: change.visited, unanswered: change.unanswered, isDone: false }
  if (taken.includes('superseded')) return before
  const progress = {
    total,
    visited: before.visited + refs.length,
    unanswered: before.unanswered + taken.filter((one) => one === 'unanswered').length,
  }
  const isDone = refs.length < pageSize
  await noteProgress(records, id, { ...progress, cursor: refs.at(-1) ?? cursor, doneAtMs: isDone ? nowMs : undefined })
  return { ...progress, change: id, isDone }
}

type Taken =
  /** It has this calendar now, or needs none any more. */
  | 'taken'
  /** It takes it when its workflow works again. */
  | 'unanswered'
  /** A newer change came meanwhile, and goes to all of them itself. */
  | 'superseded'

async function take(deps: SweepDeps, ref: string, message: CalendarMessage, nowMs: number): Promise<Taken> {
  const answer = await ask(deps, ref, message)
  if (answer !== 'not-running') return answer
  if (!(await isRunning(deps.records, ref))) return 'taken'
  // Filed and not started yet: whoever starts it now may have read the closures before the change.
  await startFromFile(deps, ref, nowMs)
  const again = await ask(deps, ref, message)
  if (again !== 'not-running') return again
  return (await isRunning(deps.records, ref)) ? 'unanswered' : 'taken'
}

async function ask({ client }: SweepDeps, ref: string, message: CalendarMessage): Promise<Taken | 'not-running'> {
  const handle = client.workflow.getHandle(workflowIdOf(ref))
  const update = { args: [message] as [CalendarMessage], updateId: `calendar-${message.change}` }
  try {
    await client.withDeadline(Date.now() + answerMs, () =>
      handle.executeUpdate<CalendarTaken, [CalendarMessage]>('recalendar', update),
    )
    return 'taken'
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError) return refusalIn(error)
    if (error instanceof WorkflowNotFoundError) return 'not-running'
  }
  try {
    // It waits in the history. Throws where Temporal itself is away.
    await handle.signal<[CalendarMessage]>('recalendar', message)
    return 'unanswered'
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'not-running'
    throw error
  }
}

function refusalIn(error: WorkflowUpdateFailedError): Taken {
  const type = error.cause instanceof ApplicationFailure ? error.cause.type : undefined
  if (type === 'UpToDate') return 'taken'
  if (type === 'Refused') return 'superseded'
  throw error
}
