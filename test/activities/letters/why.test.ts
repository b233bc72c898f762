import { expect, test } from 'vitest'
import { whyThisDate } from '../../../activities/letters/why.ts'
import { wordingIn } from '../../../activities/letters/wording.ts'
import { calendarOf } from '../../../workflows/policy/bank-holidays.ts'
import { count } from '../../../workflows/policy/counting.ts'
import type { CountedFrom, Span } from '../../../workflows/policy/policy.ts'

const calendar = calendarOf([
  { date: '2027-12-29', name: 'Christmas' },
  { date: '2027-12-30', name: 'Christmas' },
])
function why(from: string, event: CountedFrom, span: Span, today = '2027-01-01'): string {
  return whyThisDate(wordingIn('en'), { from, counts: { from: event, ...span }, ...count(calendar, from, span) }, today)
}
const working = (number: number): Span => ({ number, unit: 'working-days' })

test('names what was left out, each once, weekends together', () => {
  expect(why('2027-03-24', 'acknowledgement', working(10))).toBe(
    'That is 10 working days after the day we wrote to say what your complaint is (Wednesday 24 March 2027). We do not count weekends, Good Friday or Easter Monday.',
  )
})

test('a week without days off says only what it counts', () => {
  expect(why('2027-06-07', 'receipt', working(3))).toBe(
    'That is 3 working days after the day we got your complaint (Monday 7 June 2027).',
  )
})

test('calls the letter’s own day the date of this letter', () => {
  expect(why('2027-06-07', 'acknowledgement', working(3), '2027-06-07')).toBe(
    'That is 3 working days after the date of this letter.',
  )
})

test('closure days and substitute days are told in plain words', () => {
  expect(why('2027-12-23', 'request', working(5))).toContain('We do not count weekends,')
  expect(why('2027-12-23', 'request', working(5))).toContain('days when our office is closed (Christmas)')
  expect(why('2027-12-23', 'request', working(5))).toMatch(/the bank holiday for (Christmas|Boxing) Day/)
})

test('months and calendar days', () => {
  expect(why('2027-01-31', 'response', { number: 1, unit: 'calendar-months' })).toContain(
    'That is 1 calendar month after the day of our answer',
  )
  expect(why('2027-01-31', 'response', { number: 28, unit: 'calendar-days' })).not.toContain('We do not count')
})
