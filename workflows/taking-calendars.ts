/**
 * The calendar has changed, and every running complaint takes it up. Not a command: nobody in the office gives it, and the message
 * is a number and a fingerprint. The days themselves, and what closure days are called, come from the records alone, so that
 * nobody can send words or days of their own by Temporal's UI or CLI.
 *
 * The handlers run no activity: the desk fetches the calendar (`desk.ts`), between two writings.
 */
import { ApplicationFailure, condition, defineSignal, defineUpdate, log, setHandler } from '@temporalio/workflow'
import { count, matching, NotUnderstood, shape } from './commands/facts.ts'
import { refusedFailure } from './listening.ts'
import { localDate } from './policy/calendar.ts'
import type { Refusal } from './policy/refusal.ts'
import { readCalendar } from './records.ts'
import type { RunningComplaint } from './running-complaint.ts'
import { isOver } from './stage.ts'
import { countsFrom, recalendar } from './stages/calendar-change.ts'

/** `{"change": 7, "version": "61-0123456789abcdef"}` */
export interface CalendarMessage {
  /** The change's number in the records. */
  change: number
  /** Of the calendar after it: a complaint that has it already is left alone. */
  version: string
}

/** What the Update answers: the last line on the complaint's timeline then. */
export interface CalendarTaken {
  seq: number
}

/** A calendar that is still in the records. */
export interface AwaitedCalendar {
  message: CalendarMessage
  taken?: CalendarTaken | Refusal
}

const readMessage = shape({ change: count(1, 2_147_483_647), version: matching(/^\d{1,6}-[0-9a-f]{16}$/) })
const description =
  'The calendar of working days has changed: counts the running deadlines again. Sent by Redress itself.'

export function listenForCalendars(complaint: RunningComplaint): AwaitedCalendar[] {
  const awaited: AwaitedCalendar[] = []
  const take = async (message: CalendarMessage) => {
    const one: AwaitedCalendar = { message }
    // As a command does (`listening.ts`): what came in one task is looked at together.
    await Promise.resolve()
    awaited.push(one)
    await condition(() => one.taken !== undefined)
    awaited.splice(awaited.indexOf(one), 1)
    return one.taken ?? { seq: complaint.state.seq }
  }
  setHandler(
    defineUpdate<CalendarTaken, [CalendarMessage]>('recalendar'),
    async (message) => {
      const taken = await take(message)
      if ('rule' in taken) throw refusedFailure(taken)
      await condition(() => complaint.isRecorded(taken.seq))
      return taken
    },
    {
      description,
      // A refused Update leaves nothing in the history: the same change again costs a complaint nothing.
      validator(given) {
        const message = tryRead(given)
        if (message instanceof NotUnderstood) throw refusedFailure(notUnderstood(message))
        if (isUpToDate(complaint, message)) throw ApplicationFailure.nonRetryable('It has this calendar', 'UpToDate')
      },
    },
  )
  // The same, for a complaint that does not answer now and will take it when it can. Must never throw: that would fail the workflow.
  setHandler(
    defineSignal<[unknown]>('recalendar'),
    async (given) => {
      const message = tryRead(given)
      const taken = message instanceof NotUnderstood ? notUnderstood(message) : await take(message)
      if ('rule' in taken) log.warn(`A calendar was not taken up: ${taken.message}`)
    },
    { description },
  )
  return awaited
}

export function isCalendarAwaited(awaited: AwaitedCalendar[]): boolean {
  return awaited.some(({ taken }) => taken === undefined)
}

/** Fetches the first calendar that is awaited, and counts by it. */
export async function takeNextCalendar(complaint: RunningComplaint, awaited: AwaitedCalendar[]): Promise<void> {
  const next = awaited.find(({ taken }) => taken === undefined)
  if (!next) return
  const { change } = next.message
  if (isUpToDate(complaint, next.message)) return void (next.taken = { seq: complaint.state.seq })
  const from = countsFrom(complaint.state, localDate(Date.now()))
  const found = await readCalendar(change, complaint.state.organisation, from)
  if ('fault' in found) return void (next.taken = { rule, message: found.fault })
  complaint.doWhatIsDue()
  const counted = recalendar(complaint.state, { change, calendar: found.calendar }, Date.now())
  next.taken = { seq: complaint.commit(counted, found.by) }
}

function isUpToDate({ state }: RunningComplaint, { version }: CalendarMessage): boolean {
  return isOver(state) || state.calendar.version === version
}

function tryRead(given: unknown): CalendarMessage | NotUnderstood {
  try {
    return readMessage(given, '')
  } catch (error) {
    if (error instanceof NotUnderstood) return error
    throw error
  }
}

const rule = 'Redress: recalendar'

function notUnderstood({ message }: NotUnderstood): Refusal {
  return { rule, message: `${message}. Change closure days with PUT /v1/calendar/closures.` }
}
