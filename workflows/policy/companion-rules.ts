/**
 * A statutory clock that runs beside a complaint, as a running complaint carries it: which event sets which clock going, and which
 * one meets it. Codes, spans and clauses only. The words stay in its file (`companions/*.yaml`), for letters and pages.
 */
import { withoutClosures, type Calendar, type LocalDate } from './calendar.ts'
import { count } from './counting.ts'
import { dayNumber } from './day-number.ts'
import type { Deadline } from './deadlines.ts'
import { localDate } from './london-time.ts'
import type { Span } from './span.ts'

/** What every companion begins with: the organisation comes to know of it. */
export const aware = 'aware'

export const countedOf = ['awareness', 'investigation', 'request', 'asking', 'agreement'] as const
export type CountedOf = (typeof countedOf)[number]

export interface CompanionClock {
  id: string
  /** The events that set it going, and those that meet it. */
  from: string[]
  does: string[]
  /** What its first day is called where somebody asks why a date is what it is. */
  of: CountedOf
  within: Span | { hours: number }
  tracks: string[]
  clause?: string | undefined
  /** What was done before it would begin is not asked for again: a home that is safe already. */
  once?: boolean | undefined
}

export interface CompanionEvent {
  id: string
  /** What the step comes with in words, as the law asks that the tenant is told it. */
  needs: Need[]
  /** Clocks that nobody has to meet any more. */
  ends: string[]
  /** With it the companion is over, once none of its clocks is open. */
  closes: boolean
  /** The tenant gets a letter. */
  told: boolean
}

export const needs = ['found', 'work', 'when'] as const
export type Need = (typeof needs)[number]

export interface CompanionTrack {
  id: string
  /** Where it is taken up later, its clocks count from then, or still from when the organisation first knew. */
  counts: 'from-change' | 'from-start'
}

export interface CompanionRules {
  id: string
  short: string
  from: LocalDate
  to?: LocalDate | undefined
  /** The council's own closure days are working days under this law. */
  despiteClosures: boolean
  hazards: { id: string; tracks: string[] }[]
  tracks: CompanionTrack[]
  events: CompanionEvent[]
  clocks: CompanionClock[]
  /** The reasons for which it may be ended before that. */
  reasons: string[]
}

/** How a rule of it is cited in full: "Awaab's Law, reg 6". */
export function citeCompanion({ short }: Pick<CompanionRules, 'short'>, clause: string | undefined): string {
  return clause === undefined ? short : `${short}, ${clause}`
}

/** What a duty of it is called: "awaabs-law/investigate". */
export function kindOf({ id }: Pick<CompanionRules, 'id'>, clock: string): string {
  return `${id}/${clock}`
}

/** The companion and the clock that such a name is of; undefined for any other. */
export function clockIn(kind: string | undefined): { companion: string; clock: string } | undefined {
  const [companion, clock, ...rest] = (kind ?? '').split('/')
  return companion && clock && rest.length === 0 ? { companion, clock } : undefined
}

const HOUR = 3_600_000

/** As a duty is opened with it. */
export interface Counted {
  from: LocalDate
  due: LocalDate
  /** Of a span in hours: they count over nights, weekends and the change of the clocks alike. */
  dueAtMs?: number
  counts: Omit<Deadline['counts'], 'from'>
}

/** When what counts from that instant is due. */
export function dueFrom(
  { despiteClosures }: Pick<CompanionRules, 'despiteClosures'>,
  { within }: Pick<CompanionClock, 'within'>,
  calendar: Calendar,
  atMs: number,
): Counted {
  const from = localDate(atMs)
  if ('hours' in within) {
    const dueAtMs = atMs + within.hours * HOUR
    const due = localDate(dueAtMs)
    const days: Span = { number: dayNumber(due) - dayNumber(from), unit: 'calendar-days' }
    return { from, due, dueAtMs, counts: { ...days, hours: within.hours } }
  }
  const days = despiteClosures ? withoutClosures(calendar) : calendar
  const counts = { ...within, ...(despiteClosures && { despiteClosures: true as const }) }
  return { from, due: count(days, from, within).due, counts }
}
