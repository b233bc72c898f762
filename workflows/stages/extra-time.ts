/** A resident who needs more time has it wherever the time is theirs: to ask for stage 2, to answer what is asked of them (HO Code 5.10). Pure. */
import type { LocalDate } from '../policy/calendar.ts'
import { count } from '../policy/counting.ts'
import { dayNumber } from '../policy/day-number.ts'
import type { Span } from '../policy/policy.ts'
import type { State } from '../state.ts'

/** A time of the resident's own from that day, with as many working days more as were agreed. */
export function withExtraTime(state: Pick<State, 'extraDays' | 'calendar'>, from: LocalDate, span: Span): Span {
  const { extraDays: number = 0, calendar } = state
  if (number === 0) return span
  if (span.unit === 'working-days') return { ...span, number: span.number + number }
  const { due } = count(calendar, count(calendar, from, span).due, { number, unit: 'working-days' })
  return { number: dayNumber(due) - dayNumber(from), unit: 'calendar-days' }
}
