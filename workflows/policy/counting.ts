/**
 * How a length of time is counted from a day. Day 1 is the first day of the unit's kind after the event, so a complaint
 * that comes in on Monday has its fifth working day on the next Monday.
 */
import { dayInWords, isWorkingDay, whyDayOff, type Calendar } from './calendar.ts'
import { dateOf, dayNumber, daysInMonth, numberOf, partsOf, type LocalDate } from './day-number.ts'
import type { Span } from './policy.ts'

export interface TrailDay {
  date: LocalDate
  /** Whether the day counted towards the span. */
  counted: boolean
  /** "working day 3", "Saturday", "Easter Monday, bank holiday", "calendar day 3", "one calendar month after Sunday 31 January 2027" */
  why: string
}

export interface Counted {
  due: LocalDate
  /** Every day from the one after the event to the due day; of calendar months, the due day alone. */
  trail: TrailDay[]
}

/** Throws RangeError for what is no day. */
export function count(calendar: Calendar, from: LocalDate, span: Span): Counted {
  if (span.unit === 'calendar-months') return countMonths(from, span.number)
  const trail: TrailDay[] = []
  let counted = 0
  let day = dayNumber(from)
  let due = from
  while (counted < span.number) {
    due = dateOf(++day)
    const off = span.unit === 'working-days' ? whyDayOff(calendar, day, due) : undefined
    if (off === undefined) counted++
    trail.push({ date: due, counted: off === undefined, why: off ?? `${NAMES[span.unit]} ${counted}` })
  }
  return { due, trail }
}

/** The day so long before `from`, for reminders: day 1 is the first day of the unit's kind before it. */
export function countBack(calendar: Calendar, from: LocalDate, span: Span): LocalDate {
  if (span.unit === 'calendar-months') return monthsAfter(from, -span.number)
  let day = dayNumber(from)
  if (span.unit === 'calendar-days') return dateOf(day - span.number)
  for (let left = span.number; left > 0;) {
    day--
    if (whyDayOff(calendar, day, dateOf(day)) === undefined) left--
  }
  return dateOf(day)
}

/** Working days after `from` up to and including `to`; 0 when `to` is not after `from`. */
export function workingDaysBetween(calendar: Calendar, from: LocalDate, to: LocalDate): number {
  const last = dayNumber(to)
  let found = 0
  for (let day = dayNumber(from) + 1; day <= last; day++) {
    if (isWorkingDay(calendar, dateOf(day))) found++
  }
  return found
}

const NAMES = { 'working-days': 'working day', 'calendar-days': 'calendar day' } as const

const NUMBERS = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ')

function countMonths(from: LocalDate, months: number): Counted {
  const due = monthsAfter(from, months)
  const why = `${NUMBERS[months] ?? months} calendar ${months === 1 ? 'month' : 'months'} after ${dayInWords(from)}`
  return { due, trail: [{ date: due, counted: true, why }] }
}

/** The same day of a later month, or that month's last day where it is shorter. */
function monthsAfter(from: LocalDate, months: number): LocalDate {
  const { year, month, day } = partsOf(from)
  const inAll = year * 12 + month - 1 + months
  const then = { year: Math.floor(inAll / 12), month: (((inAll % 12) + 12) % 12) + 1 }
  return dateOf(numberOf({ ...then, day: Math.min(day, daysInMonth(then.year, then.month)) }))
}
