/**
 * The clock on the wall in London: instants (epoch ms) to local days and times, and back.
 *
 * Summer time is the law's own rule, not a look-up in the machine's time zone data: from 01:00 GMT on the last Sunday in
 * March to 01:00 GMT on the last Sunday in October (Summer Time Act 1972 s.1 as amended in 2002). So a running complaint
 * gets the same answer on every machine and on every replay, and a workflow need not load and keep a date library. The rule
 * holds from 1996; a test compares every day to 2099 with the machine's data and will tell when Parliament changes it.
 */
import { dateOf, dayNumber, numberOf, partsOfNumber, twoDigits, weekdayOf, type LocalDate } from './day-number.ts'

/** "09:00" or "09:00:00", on a clock in London. */
export type LocalTime = string

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

function lastSunday(year: number, month: 3 | 10): number {
  const last = numberOf({ year, month, day: 31 })
  return last - weekdayOf(last)
}

/** How far London is ahead of GMT at an instant: 0 ms or one hour. */
function aheadOfGmt(atMs: number): number {
  const { year, month } = partsOfNumber(Math.floor(atMs / DAY))
  if (month < 3 || month > 10) return 0
  if (month > 3 && month < 10) return HOUR
  const changes = lastSunday(year, month === 3 ? 3 : 10) * DAY + HOUR
  return atMs < changes === (month === 3) ? 0 : HOUR
}

/** The day in London at an instant. */
export function localDate(atMs: number): LocalDate {
  return dateOf(Math.floor((atMs + aheadOfGmt(atMs)) / DAY))
}

/** Epoch ms of 00:00 in London. Throws RangeError for what is no day. */
export function startOfDay(day: LocalDate): number {
  return instant(dayNumber(day) * DAY)
}

/** Epoch ms of 23:59:59 in London: the instant at which a deadline on that day is due. Throws RangeError for what is no day. */
export function endOfDay(day: LocalDate): number {
  return instant((dayNumber(day) + 1) * DAY) - SECOND
}

/**
 * Epoch ms of a time of day in London. A time that summer time skips (01:30 on 28 March 2027) is an hour later on the clock;
 * of a time that comes twice (01:30 on 31 October 2027) it is the first. Throws RangeError for what is no day or no time.
 */
export function atTime(day: LocalDate, time: LocalTime): number {
  return instant(dayNumber(day) * DAY + timeOfDay(time))
}

/** "2027-03-22T10:00:00+00:00": the clock in London with its offset, to the second below. */
export function localTimestamp(atMs: number): string {
  const ahead = aheadOfGmt(atMs)
  const wall = atMs + ahead
  const seconds = Math.floor((wall - Math.floor(wall / DAY) * DAY) / SECOND)
  const time = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits).join(':')
  return `${dateOf(Math.floor(wall / DAY))}T${time}+0${ahead / HOUR}:00`
}

const WHEN = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:\d\d)?)?$/

/**
 * A moment as people and programs write it: "2027-03-22" (its 00:00), "2027-03-22T10:00", with seconds, with an offset or Z.
 * Without an offset it is the clock in London. Gives epoch ms, fractions below a millisecond dropped.
 *
 * Throws RangeError in plain words for what cannot be: 2027-02-30, 25:00, or a time that summer time skips, as nobody can
 * have read it on a clock. Of a time that comes twice in October it takes the first; write the offset to mean the second.
 */
export function parseWhen(text: string): number {
  const [matched, day, time, offset] = WHEN.exec(text.trim()) ?? []
  if (matched === undefined || day === undefined) {
    throw new RangeError(
      `"${text}" is no date or time: write 2027-03-22, 2027-03-22T10:00 or 2027-03-22T10:00:00+01:00`,
    )
  }
  const wall = dayNumber(day) * DAY + (time === undefined ? 0 : timeOfDay(time))
  if (offset !== undefined) return wall - offsetMs(offset)
  const at = instant(wall)
  if (at + aheadOfGmt(at) === wall) return at
  throw new RangeError(`"${text}" never was: the clocks in London went forward from 01:00 to 02:00 that night`)
}

/** The instant at which a clock in London shows `wall`: the first of two, and past a gap by as much as it was in it. */
function instant(wall: number): number {
  const inSummer = wall - HOUR
  return aheadOfGmt(inSummer) === HOUR ? inSummer : wall
}

const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d+))?)?$/

function timeOfDay(time: LocalTime): number {
  const [matched, hours, minutes, seconds = '0', fraction = '0'] = TIME.exec(time) ?? []
  if (matched === undefined) throw new RangeError(`"${time}" is no time of day: write 00:00 to 23:59, like 09:30`)
  const thousandths = Number(fraction.padEnd(3, '0').slice(0, 3))
  return Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND + thousandths
}

function offsetMs(offset: string): number {
  if (offset === 'Z') return 0
  const hours = Number(offset.slice(1, 3))
  const minutes = Number(offset.slice(4, 6))
  // no place on Earth has been further from Greenwich than 14 hours since 1900
  if (minutes > 59 || hours * 60 + minutes > 14 * 60) {
    throw new RangeError(`"${offset}" is no offset from GMT: write -14:00 to +14:00, or Z`)
  }
  return (offset.startsWith('-') ? -1 : 1) * (hours * HOUR + minutes * MINUTE)
}
