/** Which days the office works, and how a day is written for people. */
import { dateOf, dayNumber, MONTHS, partsOfNumber, WEEKDAYS, weekdayOf, type LocalDate } from './day-number.ts'

export type { LocalDate } from './day-number.ts'
export * from './london-time.ts'

/**
 * Days on which the office is closed beside weekends, with why ("Good Friday, bank holiday", "Council closed: Christmas").
 * Plain JSON, small: it travels in a workflow's state.
 */
export interface Calendar {
  /** Changes when, and only when, a day off does. */
  version: string
  daysOff: Record<LocalDate, string>
  /** The last day that it knows of; it is fetched anew before that. Left out where it has no end. */
  upTo?: LocalDate
}

/** Throws RangeError for what is no day. */
export function addDays(day: LocalDate, days: number): LocalDate {
  return dateOf(dayNumber(day) + days)
}

/** "Saturday", "Good Friday, bank holiday" …; undefined on a working day. Throws RangeError for what is no day. */
export function whyOff(calendar: Calendar, day: LocalDate): string | undefined {
  return whyDayOff(calendar, dayNumber(day), day)
}

/** The same for who has the day's number at hand already. */
export function whyDayOff(calendar: Calendar, number: number, day: LocalDate): string | undefined {
  const weekday = weekdayOf(number)
  return weekday === 0 || weekday === 6 ? WEEKDAYS[weekday] : calendar.daysOff[day]
}

/** The same calendar, in which the council's own closure days are working days: some laws know bank holidays alone. */
export function withoutClosures(calendar: Calendar): Calendar {
  const daysOff = Object.entries(calendar.daysOff).filter(([, why]) => !why.startsWith(councilClosed))
  return { ...calendar, daysOff: Object.fromEntries(daysOff) }
}

/** How a closure day is told from a bank holiday. */
export const councilClosed = 'Council closed: '

export function isWorkingDay(calendar: Calendar, day: LocalDate): boolean {
  return whyOff(calendar, day) === undefined
}

/** "Friday 9 April 2027". Throws RangeError for what is no day. */
export function dayInWords(day: LocalDate): string {
  const [weekday, date, month, year] = words(day)
  return `${weekday} ${date} ${month} ${year}`
}

/** "Fri 9 Apr 2027". Throws RangeError for what is no day. */
export function dayInShort(day: LocalDate): string {
  const [weekday, date, month, year] = words(day)
  return `${weekday.slice(0, 3)} ${date} ${month.slice(0, 3)} ${year}`
}

function words(date: LocalDate): [weekday: string, day: number, month: string, year: number] {
  const number = dayNumber(date)
  const { year, month, day } = partsOfNumber(number)
  return [WEEKDAYS[weekdayOf(number)] ?? '', day, MONTHS[month - 1] ?? '', year]
}
