/**
 * A deadline of one complaint: opened by a clock of the policy, extended, met, missed. Pure: `nowMs` is always given.
 * Its trail of days (why this date?) follows from `from`, `counts` and the calendar, so it is not kept here.
 */
import {
  addDays,
  dayInWords,
  endOfDay,
  localDate,
  localTimestamp,
  startOfDay,
  withoutClosures,
  type Calendar,
  type LocalDate,
} from './calendar.ts'
import { count, type TrailDay } from './counting.ts'
import { clockFor, type ClockName, type DeadlineName } from './deadline-rules.ts'
import type { CountedFrom, Policy, Span, StageId, Unit } from './policy.ts'

export type DeadlineStatus =
  /** counting, not yet passed */
  | 'running'
  /** done in time, a valid extension included */
  | 'met'
  /** done after it */
  | 'late'
  /** passed and not yet done */
  | 'missed'
  /** the duty ended before the deadline passed: the complaint was withdrawn, say */
  | 'ended'

export interface Deadline {
  name: DeadlineName
  /** Deadlines of one name are numbered from 1, as updates to the resident recur. */
  number: number
  stage: StageId
  clause?: string
  counts: {
    from: CountedFrom | DutyFrom
    number: number
    unit: Unit
    /** Of what is due at `dueAtMs`: so many hours before that it began. Only a statute counts in them, and no policy. */
    hours?: number
    /** The council's own closure days count: the law that it is of knows bank holidays alone. */
    despiteClosures?: true
  }
  /** The day of the event that it counts from. */
  from: LocalDate
  due: LocalDate
  /** The very instant, of what is due within hours. Epoch milliseconds. */
  dueAtMs?: number
  /** The day by which the council itself aims to be done, beside what it promises. */
  aim?: LocalDate
  /** The last extension. */
  extension?: Extension
  status: DeadlineStatus
  metOn?: LocalDate
  /** The timeline entry whose letter did the duty: where it went by post, the day of its posting counts. */
  metBy?: number
  /** The first day that was over and nothing done, where it was put off only after that: no later day makes it in time again. */
  firstMissed?: LocalDate
  /** The exceptional circumstances in which it ran out, by their number in the records. */
  incident?: number
  /** The moments before it that are seen to, such as reminders. */
  seenTo: string[]
}

/** What a duty beside the answers counts from: a day that people named, or an event of its own. */
export const dutyFrom = [
  'agreement',
  'asking',
  'closing',
  'challenge',
  'awareness',
  'investigation',
  'determination',
] as const
export type DutyFrom = (typeof dutyFrom)[number]

export interface Extension {
  to: LocalDate
  from: LocalDate
  /** The timeline entry of its notice. */
  notice: number
  /** The one that it came after, which holds again where this one is void. */
  before?: Extension
}

export interface Clock {
  policy: Policy
  calendar: Calendar
  area: string
}

/** Opens a deadline of the policy from the day of its event; `span` replaces the policy's where something else was agreed. */
export function openDeadline(
  clock: Clock,
  opening: { name: ClockName; number?: number; stage: StageId; from: LocalDate; span?: Span; aim?: LocalDate },
): Deadline {
  const rule = clockFor(clock.policy, opening.name, clock.area)
  const span = opening.span ?? rule.span
  return {
    name: opening.name,
    number: opening.number ?? 1,
    stage: opening.stage,
    ...(rule.clause !== undefined && { clause: rule.clause }),
    counts: { from: rule.from, number: span.number, unit: span.unit },
    from: opening.from,
    due: count(clock.calendar, opening.from, span).due,
    ...(opening.aim !== undefined && { aim: opening.aim }),
    status: 'running',
    seenTo: [],
  }
}

/** The last day on which it is still in time, a valid extension included. */
export function lastDay(deadline: Deadline): LocalDate {
  return deadline.extension?.to ?? deadline.due
}

/** The instant it is due: 23:59:59 of its last day, unless it is due within hours. Epoch milliseconds. */
export function dueAt(deadline: Deadline): number {
  return deadline.dueAtMs ?? endOfDay(lastDay(deadline))
}

/** The first instant at which it is passed: the midnight that ends its last day, or its hour. Epoch milliseconds. */
export function passesAt(deadline: Deadline): number {
  return deadline.dueAtMs ?? startOfDay(addDays(lastDay(deadline), 1))
}

export function isPassed(deadline: Deadline, nowMs: number): boolean {
  return nowMs >= passesAt(deadline)
}

/** What is still to be done, in time or not. */
export const openStatuses: DeadlineStatus[] = ['running', 'missed']

export function isOpen(deadline: Pick<Deadline, 'status'>): boolean {
  return openStatuses.includes(deadline.status)
}

/** A day of it is over, be it one that another was put in the place of when it was. */
function isLate(deadline: Deadline, nowMs: number): boolean {
  return deadline.firstMissed !== undefined || isPassed(deadline, nowMs)
}

/** The duty is done now: in time, or late. */
export function settled<D extends Deadline>(deadline: D, nowMs: number): D {
  return { ...deadline, status: isLate(deadline, nowMs) ? 'late' : 'met', metOn: localDate(nowMs) }
}

/** The duty has gone. What was missed stays missed; what is the resident's to do is never missed. */
export function ended<D extends Deadline>(deadline: D, nowMs: number): D {
  if (deadline.status !== 'running') return deadline
  if (deadline.name === 'request-stage-2') return { ...deadline, status: 'ended' }
  return { ...deadline, status: isLate(deadline, nowMs) ? 'missed' : 'ended' }
}

/** The days counted and skipped, with why: the answer to "why this date?". */
export function trailOf(
  { from, due, dueAtMs, counts }: Pick<Deadline, 'from' | 'due' | 'dueAtMs' | 'counts'>,
  calendar: Calendar,
): TrailDay[] {
  const { hours, despiteClosures } = counts
  if (hours === undefined) return count(despiteClosures ? withoutClosures(calendar) : calendar, from, counts).trail
  const beganMs = (dueAtMs ?? endOfDay(due)) - hours * 3_600_000
  const [day = from, time = ''] = localTimestamp(beganMs).split('T')
  return [{ date: due, counted: true, why: `${hours} hours after ${time.slice(0, 5)} on ${dayInWords(day)}` }]
}
