/**
 * The calendar has changed under a running complaint: a new bank holiday, or a closure day made or taken away. Every deadline that
 * still runs is counted again from its own day. Pure.
 *
 * - What is settled or passed is left as it is, and nothing moves to a day that is over.
 * - A day that was promised by an extension stands; only where the count now goes beyond it, it goes along.
 * - The resident's own time to ask for more is never made shorter.
 */
import type { Change } from '../change.ts'
import { localDate, type Calendar, type LocalDate } from '../policy/calendar.ts'
import { count } from '../policy/counting.ts'
import { isPassed, lastDay, type Deadline, type Extension } from '../policy/deadlines.ts'
import { currentStage, isOver, openDuties, withDeadline } from '../stage.ts'
import type { Fact, State } from '../state.ts'
import { windowFrom } from './escalation-window.ts'
import { aimOf } from './investigation.ts'
import { remindedAnew } from './reminders.ts'

/** The calendar after one change of it, numbered as in the records. */
export interface NewCalendar {
  change: number
  calendar: Calendar
}

/** A deadline that moved, as the timeline and the records tell it: its last day before and now. */
export interface Moved {
  deadline: string
  number: number
  clause: string | null
  from: LocalDate
  to: LocalDate
}

/** The same calendar again changes nothing. What it does not move leaves no line on the timeline; later deadlines count by it. */
export function recalendar(before: State, { change, calendar }: NewCalendar, nowMs: number): Change {
  if (calendar.version === before.calendar.version) return { state: before, entries: [] }
  const state = { ...before, calendar }
  if (isOver(before)) return { state, entries: [] }
  const counted = before.deadlines.map((deadline) => ({ deadline, now: recounted(state, deadline, nowMs) }))
  const after = counted.reduce((sum, { now }) => withDeadline(sum, now), state)
  const moved = counted.flatMap(({ deadline, now }) => movedFrom(deadline, now))
  const [first] = moved
  if (!first) return { state: after, entries: [] }
  const detail = { stage: currentStage(before).id, change, moved: moved.map((one): Fact => ({ ...one })) }
  const told = moved.some(({ deadline }) => isPromised(before, deadline))
  const entry = { event: 'calendar-changed', clause: first.clause ?? undefined, detail } as const
  return { state: after, entries: [{ ...entry, ...(told && { letter: { kind: 'update', to: 'resident' } }) }] }
}

/** The first day that anything still open is counted from: what its calendar must reach back to. */
export function countsFrom(state: State, today: LocalDate): LocalDate {
  const running = isOver(state) ? [] : state.deadlines.filter(({ status }) => status === 'running')
  const owed = openDuties(state).filter(({ counts }) => counts.unit === 'working-days')
  const stage = isOver(state) ? today : localDate(currentStage(state).openedAtMs)
  return [...running, ...owed].reduce((first, { from }) => (from < first ? from : first), stage)
}

/** The same deadline, itself where nothing changes. */
function recounted(state: State, deadline: Deadline, nowMs: number): Deadline {
  if (deadline.status !== 'running' || isPassed(deadline, nowMs)) return deadline
  const today = localDate(nowMs)
  const from = startOf(state, deadline)
  const { due } = count(state.calendar, from, deadline.counts)
  const counted: Deadline = {
    ...deadline,
    ...{ from, due },
    ...(deadline.extension && { extension: notBefore(due, deadline.extension) }),
    ...newAim(state, deadline, today),
  }
  const [old, now] = [lastDay(deadline), lastDay(counted)]
  const shorter = deadline.name === 'request-stage-2' && now < old
  if (now < today || shorter || isSame(deadline, counted)) return deadline
  return now > old ? remindedAnew(state, counted, nowMs) : counted
}

/** The day of its event. Where the time to ask counts from getting the answer, that is itself counted. */
function startOf(state: State, deadline: Deadline): LocalDate {
  const { answeredAtMs, answerPostedOn } = currentStage(state)
  if (deadline.name !== 'request-stage-2' || answeredAtMs === undefined) return deadline.from
  return windowFrom(state, answerPostedOn ?? localDate(answeredAtMs))
}

/** An explicit promise stands, as does the one before it; neither is left before the day that the time now runs to anyhow. */
function notBefore(due: LocalDate, extension: Extension): Extension {
  const { before } = extension
  return { ...extension, ...(extension.to < due && { to: due }), ...(before && { before: notBefore(due, before) }) }
}

/** What the council aims for beside it, unless that day is over. */
function newAim(state: State, deadline: Deadline, today: LocalDate): { aim?: LocalDate } {
  if (deadline.aim === undefined || deadline.aim < today) return {}
  const aim = aimOf(state, deadline.from)
  return aim === undefined || aim < today ? {} : { aim }
}

function isSame(one: Deadline, other: Deadline): boolean {
  const days = (deadline: Deadline) =>
    [deadline.from, deadline.due, deadline.aim, ...promises(deadline.extension)].join()
  return days(one) === days(other)
}

function promises(extension: Extension | undefined): LocalDate[] {
  return extension ? [extension.to, ...promises(extension.before)] : []
}

function movedFrom(deadline: Deadline, now: Deadline): Moved[] {
  const { name, number, clause = null } = deadline
  const [from, to] = [lastDay(deadline), lastDay(now)]
  return from === to ? [] : [{ deadline: name, number, clause, from, to }]
}

/** What a resident waits for on the day of a deadline, or may do until then, where a letter gives them the day. */
export function promisedDuty(name: string): PromisedDuty | undefined {
  return name.startsWith('respond-') ? 'answer' : promisedDuties[name]
}

export type PromisedDuty = 'answer' | 'news' | 'enquiry' | 'request'
const promisedDuties: Record<string, PromisedDuty> = {
  'update-resident': 'news',
  'resolve-urgent-enquiry': 'enquiry',
  'request-stage-2': 'request',
}

/** Whether the resident was given that day. The acknowledgement tells when the answer comes, so before it that is not. */
function isPromised(state: State, name: string): boolean {
  const duty = promisedDuty(name)
  if (duty === undefined || state.anonymous) return false
  return duty !== 'answer' || currentStage(state).acknowledgedAtMs !== undefined
}
