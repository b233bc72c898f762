import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill/implementation'
import { describe, expect, it } from 'vitest'
import { calendarOf } from '../../workflows/policy/bank-holidays.ts'
import {
  addDays,
  atTime,
  dayInShort,
  dayInWords,
  endOfDay,
  isWorkingDay,
  localDate,
  localTimestamp,
  parseWhen,
  startOfDay,
  whyOff,
} from '../../workflows/policy/calendar.ts'

const ZONE = 'Europe/London'
const clocksGoForward = '2027-03-28'
const clocksGoBack = '2027-10-31'
const goodFriday = '2027-03-26'
const maundyThursday = '2027-03-25'
const leapDay = '2028-02-29'

const utc = (text: string) => Date.parse(`${text}Z`)

/** Independent of this machine's zone and of the code under test. */
const theirDate = (atMs: number) =>
  Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(ZONE).toPlainDate().toString()

describe('the zone this test runs in', () => {
  it('is the one that was asked for', () => {
    const asked = process.env['ZONE_UNDER_TEST']
    if (asked) expect(new Intl.DateTimeFormat('en-GB').resolvedOptions().timeZone).toBe(asked)
  })
})

describe('a day in London', () => {
  it.each([
    ['winter', '2027-01-15T23:30', '2027-01-15'],
    ['summer, an hour ahead of GMT', '2027-07-15T23:30', '2027-07-16'],
    ['the last second of GMT', '2027-03-28T00:59:59', clocksGoForward],
    ['half past eleven at night when clocks go forward', '2027-03-28T22:30', clocksGoForward],
    ['half past midnight the next day', '2027-03-28T23:30', '2027-03-29'],
    ['half past midnight when clocks go back', '2027-10-30T23:30', clocksGoBack],
    ['half past eleven that night', '2027-10-31T23:30', clocksGoBack],
    ['the last second of the year', '2027-12-31T23:59:59', '2027-12-31'],
    ['the leap day', '2028-02-29T12:00', leapDay],
    ['before 1970', '1969-12-31T12:00', '1969-12-31'],
  ])('%s', (_, at, day) => expect(localDate(utc(at))).toBe(day))

  it.each([
    ['has 24 hours in winter', '2027-01-15', 24],
    ['has 23 hours when clocks go forward', clocksGoForward, 23],
    ['has 25 hours when clocks go back', clocksGoBack, 25],
  ])('%s', (_, day, hours) => {
    expect(startOfDay(addDays(day, 1)) - startOfDay(day)).toBe(hours * 3_600_000)
    expect(endOfDay(day)).toBe(startOfDay(addDays(day, 1)) - 1000)
    expect(localTimestamp(endOfDay(day)).slice(0, 19)).toBe(`${day}T23:59:59`)
  })

  it('agrees with the time zone database at every midnight and change from 1996 to 2099', () => {
    const last = addDays('2099-12-31', 0)
    for (let day = '1996-01-01'; day <= last; day = addDays(day, 1)) {
      const theirs = Temporal.PlainDate.from(day).toZonedDateTime(ZONE).epochMilliseconds
      if (startOfDay(day) !== theirs) expect.fail(`${day} starts at ${theirs}, not ${startOfDay(day)}`)
    }
  }, 60_000)

  it('agrees with the time zone database at any hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: utc('1996-01-01T00:00'), max: utc('2099-12-31T00:00') }), (atMs) => {
        expect(localDate(atMs)).toBe(theirDate(atMs))
        expect(parseWhen(localTimestamp(atMs))).toBe(Math.floor(atMs / 1000) * 1000)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a time of day', () => {
  it.each([
    ['in winter', '2027-01-15', '09:00', '2027-01-15T09:00:00+00:00'],
    ['in summer', '2027-07-15', '09:00', '2027-07-15T09:00:00+01:00'],
    ['skipped by summer time is an hour on', clocksGoForward, '01:30', '2027-03-28T02:30:00+01:00'],
    ['that comes twice is the first', clocksGoBack, '01:30', '2027-10-31T01:30:00+01:00'],
  ])('%s', (_, day, time, expected) => expect(localTimestamp(atTime(day, time))).toBe(expected))

  it('agrees with the time zone database on the days of change', () => {
    for (const day of [clocksGoForward, clocksGoBack]) {
      for (let minute = 0; minute < 24 * 60; minute += 10) {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
        const theirs = Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(ZONE).epochMilliseconds
        expect(atTime(day, time)).toBe(theirs)
      }
    }
  })
})

describe('a moment as people write it', () => {
  it.each([
    ['2027-03-22', '2027-03-22T00:00:00+00:00'],
    ['2027-03-22T10:00', '2027-03-22T10:00:00+00:00'],
    ['2027-07-22T10:00:05', '2027-07-22T10:00:05+01:00'],
    ['2027-07-22T10:00Z', '2027-07-22T11:00:00+01:00'],
    ['2027-07-22T10:00:00+12:00', '2027-07-21T23:00:00+01:00'],
    ['2027-07-22 10:00', '2027-07-22T10:00:00+01:00'],
    ['2027-10-31T01:30', '2027-10-31T01:30:00+01:00'],
    ['2027-10-31T01:30+00:00', '2027-10-31T01:30:00+00:00'],
    ['2028-02-29', '2028-02-29T00:00:00+00:00'],
  ])('%s', (text, expected) => expect(localTimestamp(parseWhen(text))).toBe(expected))

  it.each([
    ['2027-02-30', 'February 2027 has days 01 to 28'],
    ['2027-13-01', 'months 01 to 12'],
    ['2027-02-29T10:00', 'days 01 to 28'],
    ['2027-03-28T01:30', 'clocks in London went forward'],
    ['2027-03-22T24:00', 'no time of day'],
    ['2027-03-22T10:60', 'no time of day'],
    ['2027-03-22T10:00+15:00', 'no offset'],
    ['22/03/2027', 'write 2027-03-22'],
    ['', 'no date or time'],
  ])('refuses %s', (text, why) => {
    expect(() => parseWhen(text)).toThrow(RangeError)
    expect(() => parseWhen(text)).toThrow(why)
  })

  it('gives back the day for a day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), (days) => {
        const day = addDays('1996-01-01', days)
        expect(localDate(parseWhen(day))).toBe(day)
        expect(addDays(day, -days)).toBe('1996-01-01')
      }),
    )
  })
})

describe('days for people', () => {
  it('are written in full and short', () => {
    expect(dayInWords('2027-04-09')).toBe('Friday 9 April 2027')
    expect(dayInShort('2027-04-09')).toBe('Fri 9 Apr 2027')
    expect(() => dayInWords('2027-02-30')).toThrow(RangeError)
  })

  it('say why the office is closed', () => {
    const calendar = calendarOf([{ date: '2027-12-29', name: 'Christmas' }])
    expect(whyOff(calendar, goodFriday)).toBe('Good Friday, bank holiday')
    expect(whyOff(calendar, '2027-03-27')).toBe('Saturday')
    expect(whyOff(calendar, '2027-12-29')).toBe('Council closed: Christmas')
    expect(whyOff(calendar, '2027-12-28')).toBe('Boxing Day (substitute day), bank holiday')
    expect(whyOff(calendar, maundyThursday)).toBeUndefined()
    expect(isWorkingDay(calendar, maundyThursday)).toBe(true)
  })
})
