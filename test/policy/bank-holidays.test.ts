import { describe, expect, it } from 'vitest'
import { bankHolidays, calendarOf, knownUntil, readBankHolidays } from '../../workflows/policy/bank-holidays.ts'

const event = { title: 'Good Friday', date: '2027-03-26', notes: '', bunting: false }
const fileOf = (...events: unknown[]) => ({ 'england-and-wales': { division: 'england-and-wales', events } })

describe('bank holidays on file', () => {
  it.each([
    ['2020-05-08', 'Early May bank holiday (VE day)'],
    ['2021-12-27', 'Christmas Day (substitute day), bank holiday'],
    ['2021-12-28', 'Boxing Day (substitute day), bank holiday'],
    ['2022-06-02', 'Spring bank holiday'],
    ['2022-06-03', 'Platinum Jubilee bank holiday'],
    ['2022-09-19', 'Bank Holiday for the State Funeral of Queen Elizabeth II'],
    ['2022-12-27', 'Christmas Day (substitute day), bank holiday'],
    ['2023-01-02', 'New Year’s Day (substitute day), bank holiday'],
    ['2023-05-08', 'Bank holiday for the coronation of King Charles III'],
    ['2026-12-28', 'Boxing Day (substitute day), bank holiday'],
    ['2027-03-26', 'Good Friday, bank holiday'],
    ['2027-12-27', 'Christmas Day (substitute day), bank holiday'],
    ['2027-12-28', 'Boxing Day (substitute day), bank holiday'],
    ['2028-01-03', 'New Year’s Day (substitute day), bank holiday'],
  ])('%s %s', (date, why) => expect(bankHolidays()[date]).toBe(why))

  it('reach to 2028 at least', () => expect(knownUntil >= '2028-12-31').toBe(true))

  it('leave out the Mondays that gave way', () => {
    expect(bankHolidays()).not.toHaveProperty('2020-05-04')
    expect(bankHolidays()).not.toHaveProperty('2022-05-30')
  })
})

describe('a calendar', () => {
  const window = { from: '2027-12-01', to: '2028-01-31' }
  const closures = [
    { date: '2027-12-29', name: 'Christmas' },
    { date: '2027-12-30', name: 'Christmas' },
  ]

  it('holds the days off in its window', () => {
    expect(calendarOf(closures, window).daysOff).toEqual({
      '2027-12-27': 'Christmas Day (substitute day), bank holiday',
      '2027-12-28': 'Boxing Day (substitute day), bank holiday',
      '2027-12-29': 'Council closed: Christmas',
      '2027-12-30': 'Council closed: Christmas',
      '2028-01-03': 'New Year’s Day (substitute day), bank holiday',
    })
  })

  it('has a version that changes with its days off and with nothing else', () => {
    const { version } = calendarOf(closures, window)
    const again = [...closures].reverse()
    expect(calendarOf([...again, ...closures], window).version).toBe(version)
    expect(calendarOf([...closures, { date: '2027-12-25', name: 'a Saturday' }], window).version).toBe(version)
    expect(calendarOf([...closures, { date: '2027-12-27', name: 'a bank holiday' }], window).version).toBe(version)
    expect(calendarOf([...closures, { date: '2029-12-28', name: 'after it' }], window).version).toBe(version)
    expect(calendarOf([...closures, { date: '2027-12-31', name: 'Christmas' }], window).version).not.toBe(version)
  })

  it('does not depend on the order of two closures on a day', () => {
    const two = [
      { date: '2027-12-29', name: 'Flood' },
      { date: '2027-12-29', name: 'Christmas' },
    ]
    expect(calendarOf(two)).toEqual(calendarOf([...two].reverse()))
    expect(calendarOf(two).daysOff['2027-12-29']).toBe('Council closed: Christmas')
  })

  it('refuses a closure on what is no day', () => {
    expect(() => calendarOf([{ date: '2027-02-30', name: 'x' }])).toThrow(RangeError)
  })

  it('is small enough to travel in a state', () => {
    const year = calendarOf(closures, { from: '2027-03-01', to: '2028-02-29' })
    expect(JSON.stringify(year).length).toBeLessThan(600)
  })
})

describe('a file of bank holidays', () => {
  it('is read by date', () => {
    const later = { ...event, date: '2027-03-29', title: 'Easter Monday' }
    expect(readBankHolidays(fileOf(later, event)).map(({ date }) => date)).toEqual(['2027-03-26', '2027-03-29'])
  })

  it.each([
    ['nothing', null, 'england-and-wales'],
    ['another division', { scotland: {} }, 'england-and-wales'],
    ['no events', fileOf(), 'at least one'],
    ['no title', fileOf({ ...event, title: 3 }), 'events[0].title must be text'],
    ['a day that is none', fileOf({ ...event, date: '2027-02-30' }), 'February 2027 has days 01 to 28'],
    ['no bunting', fileOf({ ...event, bunting: 'yes' }), 'bunting must be true or false'],
    ['a day twice', fileOf(event, event), '2027-03-26 stands in it twice'],
  ])('is refused with %s', (_, file, why) => {
    expect(() => readBankHolidays(file)).toThrow(RangeError)
    expect(() => readBankHolidays(file)).toThrow(why)
  })
})
