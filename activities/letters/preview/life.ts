/** The days of an invented complaint's life, as its policy counts them. */
import { calendarOf } from '../../../workflows/policy/bank-holidays.ts'
import type { LocalDate } from '../../../workflows/policy/calendar.ts'
import { count, countBack } from '../../../workflows/policy/counting.ts'
import { clockFor, type ClockName } from '../../../workflows/policy/deadline-rules.ts'
import type { CountedFrom, Policy, Span } from '../../../workflows/policy/policy.ts'

export const REF = 'C-2027-0041-K'
export const AREA = 'repairs'
export const calendar = calendarOf([])

export const monday22March = '2027-03-22'
export const tuesday23March = '2027-03-23'
export const friday16April = '2027-04-16'
export const monday19April = '2027-04-19'
export const wednesday21April = '2027-04-21'
export const tuesday18May = '2027-05-18'

/** What its resident and an officer sent with it. */
export const files = [
  { number: 1, name: 'Photo of the damp wall.jpg', on: monday22March },
  { number: 2, name: 'Job sheet of 9 March.pdf', on: friday16April },
]

export const workingDays = (number: number): Span => ({ number, unit: 'working-days' })
export const after = (day: LocalDate, span: Span): LocalDate => count(calendar, day, span).due
export const before = (day: LocalDate, span: Span): LocalDate => countBack(calendar, day, span)

/** The day of the event that each clock of a stage counts from. */
const events: Record<'stage-1' | 'stage-2', Record<CountedFrom, LocalDate>> = {
  'stage-1': {
    receipt: monday22March,
    request: monday19April,
    acknowledgement: tuesday23March,
    response: friday16April,
    'last-update': friday16April,
  },
  'stage-2': {
    receipt: monday22March,
    request: monday19April,
    acknowledgement: wednesday21April,
    response: tuesday18May,
    'last-update': tuesday18May,
  },
}

export interface Promised {
  name: ClockName
  /** The day that it counts from. */
  from: LocalDate
  due: LocalDate
}

/** The deadline of that name, from the day of its own event. */
export function promisedBy(policy: Policy, name: ClockName): Promised {
  const clock = clockFor(policy, name, AREA)
  const from = events[name.endsWith('stage-1') ? 'stage-1' : 'stage-2'][clock.from]
  return { name, from, due: after(from, clock.span) }
}

/** How long a resident has for asking to go on, from the answer; none where there is no last day. */
export function askingTime({ escalation: { window, gotWithin } }: Policy): { name: ClockName; from: LocalDate }[] {
  if (window.limit === 'none') return []
  return [{ name: 'request-stage-2', from: gotWithin ? after(friday16April, gotWithin.within) : friday16April }]
}
