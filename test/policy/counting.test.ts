import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bankHolidays, calendarOf } from '../../workflows/policy/bank-holidays.ts'
import { addDays, isWorkingDay, localDate, parseWhen } from '../../workflows/policy/calendar.ts'
import { count, countBack, workingDaysBetween } from '../../workflows/policy/counting.ts'
import type { Span } from '../../workflows/policy/policy.ts'
import { oracleDue, statutory } from './calendar-oracle.ts'

const workingDays = (number: number): Span => ({ number, unit: 'working-days' })
const calendarDays = (number: number): Span => ({ number, unit: 'calendar-days' })
const months = (number: number): Span => ({ number, unit: 'calendar-months' })

const open = calendarOf([])
const closedAtChristmas = calendarOf(
  ['2027-12-29', '2027-12-30', '2027-12-31'].map((date) => ({ date, name: 'Christmas' })),
)

const mondayBeforeEaster = '2027-03-22'
const wednesdayBeforeEaster = '2027-03-24'
const maundyThursday = '2027-03-25'
const goodFriday = '2027-03-26'
const saturday = '2027-03-13'
const sunday = '2027-03-14'
const easterMonday = '2027-03-29'
const christmasEve = '2027-12-24'

describe('working days from a day', () => {
  it.each([
    ['acknowledged on the Wednesday before Easter, 10 (rules.md)', wednesdayBeforeEaster, 10, '2027-04-09'],
    ['received on the Monday before Easter, 5', mondayBeforeEaster, 5, '2027-03-31'],
    ['received on an ordinary Monday, 5', '2027-02-01', 5, '2027-02-08'],
    ['received on Maundy Thursday, 1', maundyThursday, 1, '2027-03-30'],
    ['received on Good Friday, 1', goodFriday, 1, '2027-03-30'],
    ['received on a Saturday, 5', saturday, 5, '2027-03-19'],
    ['received on a Sunday, 5: as on the Saturday', sunday, 5, '2027-03-19'],
    ['received on a bank holiday, 5', easterMonday, 5, '2027-04-05'],
    ['over Christmas 2027 with its two substitute days, 5', christmasEve, 5, '2028-01-05'],
    ['over new year 2028 with its substitute day, 1', '2027-12-31', 1, '2028-01-04'],
    ['over the leap day, 2', '2028-02-28', 2, '2028-03-01'],
    ['from the leap day, 1', '2028-02-29', 1, '2028-03-01'],
    ['over the state funeral, 5', '2022-09-15', 5, '2022-09-23'],
    ['over the jubilee, 1', '2022-06-01', 1, '2022-06-06'],
  ])('%s', (_, from, number, due) => expect(count(open, from, workingDays(number)).due).toBe(due))

  it('leave out the days on which the council is closed', () => {
    expect(count(closedAtChristmas, christmasEve, workingDays(5)).due).toBe('2028-01-10')
    expect(count(closedAtChristmas, christmasEve, workingDays(1)).trail.filter((day) => !day.counted)).toEqual([
      { date: '2027-12-25', counted: false, why: 'Saturday' },
      { date: '2027-12-26', counted: false, why: 'Sunday' },
      { date: '2027-12-27', counted: false, why: 'Christmas Day (substitute day), bank holiday' },
      { date: '2027-12-28', counted: false, why: 'Boxing Day (substitute day), bank holiday' },
      { date: '2027-12-29', counted: false, why: 'Council closed: Christmas' },
      { date: '2027-12-30', counted: false, why: 'Council closed: Christmas' },
      { date: '2027-12-31', counted: false, why: 'Council closed: Christmas' },
      { date: '2028-01-01', counted: false, why: 'Saturday' },
      { date: '2028-01-02', counted: false, why: 'Sunday' },
      { date: '2028-01-03', counted: false, why: 'New Year’s Day (substitute day), bank holiday' },
    ])
  })

  it('say which day is which', () => {
    expect(count(open, wednesdayBeforeEaster, workingDays(2)).trail).toEqual([
      { date: maundyThursday, counted: true, why: 'working day 1' },
      { date: goodFriday, counted: false, why: 'Good Friday, bank holiday' },
      { date: '2027-03-27', counted: false, why: 'Saturday' },
      { date: '2027-03-28', counted: false, why: 'Sunday' },
      { date: easterMonday, counted: false, why: 'Easter Monday, bank holiday' },
      { date: '2027-03-30', counted: true, why: 'working day 2' },
    ])
  })

  it.each([
    ['at 23:30 the night before clocks go forward', '2027-03-27T23:30', '2027-03-27', '2027-03-30'],
    ['at 00:30 as clocks go forward', '2027-03-28T00:30', '2027-03-28', '2027-03-30'],
    ['at 23:30 after clocks went forward', '2027-03-28T23:30', '2027-03-28', '2027-03-30'],
    ['at 00:30 on the day after', '2027-03-29T00:30', '2027-03-29', '2027-03-30'],
    ['at 23:30 the night before clocks go back', '2027-10-30T23:30', '2027-10-30', '2027-11-01'],
    ['at 00:30 as clocks go back', '2027-10-31T00:30', '2027-10-31', '2027-11-01'],
    ['at 23:30 after clocks went back', '2027-10-31T23:30', '2027-10-31', '2027-11-01'],
    ['at 00:30 on the Monday after', '2027-11-01T00:30', '2027-11-01', '2027-11-02'],
  ])('from a receipt %s', (_, receivedAt, day, nextWorkingDay) => {
    expect(localDate(parseWhen(receivedAt))).toBe(day)
    expect(count(open, localDate(parseWhen(receivedAt)), workingDays(1)).due).toBe(nextWorkingDay)
  })
})

describe('calendar days and months', () => {
  it('run through weekends and holidays', () => {
    expect(count(open, wednesdayBeforeEaster, calendarDays(28)).due).toBe('2027-04-21')
    expect(count(open, christmasEve, calendarDays(3)).trail.at(-1)).toEqual({
      date: '2027-12-27',
      counted: true,
      why: 'calendar day 3',
    })
  })

  it.each([
    ['2027-01-31', 1, '2027-02-28', 'one calendar month after Sunday 31 January 2027'],
    ['2028-01-31', 1, '2028-02-29', 'one calendar month after Monday 31 January 2028'],
    ['2028-02-29', 12, '2029-02-28', 'twelve calendar months after Tuesday 29 February 2028'],
    ['2027-11-30', 3, '2028-02-29', 'three calendar months after Tuesday 30 November 2027'],
    ['2027-12-15', 1, '2028-01-15', 'one calendar month after Wednesday 15 December 2027'],
  ])('%s and %i month(s)', (from, number, due, why) => {
    expect(count(open, from, months(number))).toEqual({ due, trail: [{ date: due, counted: true, why }] })
  })

  it('count back', () => {
    expect(countBack(open, '2027-04-09', workingDays(2))).toBe('2027-04-07')
    expect(countBack(open, '2027-03-31', workingDays(2))).toBe(maundyThursday)
    expect(countBack(open, '2027-03-31', calendarDays(2))).toBe(easterMonday)
    expect(countBack(open, '2027-03-31', months(1))).toBe('2027-02-28')
    expect(countBack(open, '2027-01-31', months(2))).toBe('2026-11-30')
  })
})

describe('for any day, span and closures', () => {
  const day = fc.integer({ min: 0, max: 365 * 5 }).map((days) => addDays('2024-01-01', days))
  const number = fc.integer({ min: 1, max: 40 })
  const closures = fc.array(day, { maxLength: 30 })
  const calendarWith = (dates: string[]) => calendarOf(dates.map((date) => ({ date, name: 'Training' })))

  it('working days agree with a count by another road', () => {
    fc.assert(
      fc.property(day, number, closures, (from, n, closed) => {
        expect(count(calendarWith(closed), from, workingDays(n)).due).toBe(oracleDue(from, n, closed))
      }),
      { numRuns: 300 },
    )
  })

  it('the due day is worked, the counted days are as many as asked, and days between agree', () => {
    fc.assert(
      fc.property(day, number, closures, (from, n, closed) => {
        const calendar = calendarWith(closed)
        const { due, trail } = count(calendar, from, workingDays(n))
        expect(isWorkingDay(calendar, due)).toBe(true)
        expect(trail.filter(({ counted }) => counted)).toHaveLength(n)
        expect(trail.map(({ date }) => date)).toEqual(trail.map((_, at) => addDays(from, at + 1)))
        expect(workingDaysBetween(calendar, from, due)).toBe(n)
        expect(workingDaysBetween(calendar, due, from)).toBe(0)
        if (isWorkingDay(calendar, from)) expect(countBack(calendar, due, workingDays(n))).toBe(from)
      }),
    )
  })

  it('one more closure never makes a deadline earlier', () => {
    fc.assert(
      fc.property(day, number, closures, day, (from, n, closed, more) => {
        const before = count(calendarWith(closed), from, workingDays(n)).due
        expect(count(calendarWith([...closed, more]), from, workingDays(n)).due >= before).toBe(true)
      }),
    )
  })

  it('calendar days are exactly so many, there and back', () => {
    fc.assert(
      fc.property(day, number, (from, n) => {
        const { due, trail } = count(open, from, calendarDays(n))
        expect(trail).toHaveLength(n)
        expect(countBack(open, due, calendarDays(n))).toBe(from)
      }),
    )
  })
})

describe('bank holidays on file', () => {
  it.each([2024, 2025, 2026, 2027, 2028, 2029, 2030])('%i has what the statute gives', (year) => {
    const onFile = Object.keys(bankHolidays()).filter((date) => date.startsWith(String(year)))
    expect(onFile).toEqual([...statutory(year)].sort())
  })
})
