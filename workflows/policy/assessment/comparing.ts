/** The few ways in which two values of a rule compare. The first value is always the policy's, the second the Code's. */
import { calendarOf } from '../bank-holidays.ts'
import { count } from '../counting.ts'
import { dateOf, dayNumber } from '../day-number.ts'
import { inWords } from '../extension.ts'
import type { Span } from '../policy.ts'
import type { Compared } from './aspect.ts'

/** A time within which the organisation must do something. */
export function shorterIsBetter(policy: Span, code: Span): Compared {
  const { longer, shorter } = compareSpans(policy, code)
  if (longer) return { verdict: 'departs', how: `${shorter ? 'may be longer' : 'longer'} than ${inWords(code)}` }
  return shorter ? { verdict: 'stricter', how: `shorter than ${inWords(code)}` } : { verdict: 'complies' }
}

/** A time that the resident has for something. */
export function longerIsBetter(policy: Span, code: Span): Compared {
  const { longer, shorter } = compareSpans(policy, code)
  if (shorter) return { verdict: 'departs', how: `${longer ? 'may be shorter' : 'shorter'} than ${inWords(code)}` }
  return longer ? { verdict: 'stricter', how: `longer than ${inWords(code)}` } : { verdict: 'complies' }
}

/** Something that the Code forbids an organisation to ask for, or to do. */
export function mustNot(how: string): (policy: boolean, code: boolean) => Compared {
  return (policy, code) => {
    if (policy === code) return { verdict: 'complies' }
    return policy ? { verdict: 'departs', how } : { verdict: 'stricter' }
  }
}

/** What is in the first and not in the second. */
export function beyond<T>(these: readonly T[], those: readonly T[]): T[] {
  return these.filter((one) => !those.includes(one))
}

/**
 * Whether a span ever ends later than another, and whether it ever ends earlier. Spans of different units are counted from each
 * day of four years, one of them a leap year: 28 calendar days are never longer than a month, and 14 are at times longer than
 * 10 working days and at times shorter.
 */
export function compareSpans(one: Span, other: Span): { longer: boolean; shorter: boolean } {
  if (one.unit === other.unit) return { longer: one.number > other.number, shorter: one.number < other.number }
  const calendar = calendarOf([])
  const pairs = sampleDays.map((from) => [count(calendar, from, one).due, count(calendar, from, other).due] as const)
  return { longer: pairs.some(([a, b]) => a > b), shorter: pairs.some(([a, b]) => a < b) }
}

const first = dayNumber('2025-01-01')
const sampleDays = Array.from({ length: 4 * 365 + 1 }, (_, at) => dateOf(first + at))
