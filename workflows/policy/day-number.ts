/**
 * Days as whole numbers, so that counting a deadline is integer arithmetic: no clock, no time zone, no library.
 *
 * A day number is the count of days since 1 January 1970, in the Gregorian calendar.
 */

/** "2027-03-22", a day in Europe/London. */
export type LocalDate = string

export interface DayParts {
  year: number
  month: number
  day: number
}

export const MONTHS = 'January February March April May June July August September October November December'.split(' ')

export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

export function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && leap ? 29 : (MONTH_LENGTHS[month - 1] ?? 0)
}

const DATE = /^\d{4}-\d\d-\d\d$/

/** Year, month 1-12 and day of the month. Throws RangeError, in plain words, for what is no day. */
export function partsOf(date: LocalDate): DayParts {
  if (!DATE.test(date)) throw new RangeError(`"${date}" is no day: write it like 2027-03-22`)
  const year = Number(date.slice(0, 4))
  const month = Number(date.slice(5, 7))
  const day = Number(date.slice(8, 10))
  if (month < 1 || month > 12) throw new RangeError(`"${date}" is no day: a year has months 01 to 12`)
  const length = daysInMonth(year, month)
  if (day < 1 || day > length) {
    throw new RangeError(`"${date}" is no day: ${MONTHS[month - 1]} ${year} has days 01 to ${length}`)
  }
  return { year, month, day }
}

/** Years are counted from March, so that a leap day is the last of its year and months follow one formula. */
export function numberOf({ year, month, day }: DayParts): number {
  const marchYear = month > 2 ? year : year - 1
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The inverse of `numberOf`: 146,097 days are 400 years. */
export function partsOfNumber(number: number): DayParts {
  const shifted = number + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day }
}

/** Throws RangeError for what is no day. */
export function dayNumber(date: LocalDate): number {
  return numberOf(partsOf(date))
}

export function dateOf(number: number): LocalDate {
  return written(partsOfNumber(number))
}

export function written({ year, month, day }: DayParts): LocalDate {
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`
}

export function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}

/** 0 is Sunday, 6 is Saturday. 1 January 1970 was a Thursday. */
export function weekdayOf(number: number): number {
  return (((number + 4) % 7) + 7) % 7
}
