/** The matrix: the dates that each policy gives, through the clocks that run in a complaint. Only the clock is read from a policy. */
import { describe, expect, it } from 'vitest'
import { acceptedUntil } from '../../../workflows/policy/acceptance.ts'
import { calendarOf } from '../../../workflows/policy/bank-holidays.ts'
import { localDate, parseWhen } from '../../../workflows/policy/calendar.ts'
import { count } from '../../../workflows/policy/counting.ts'
import { clockFor, unlimited, type ClockName } from '../../../workflows/policy/deadline-rules.ts'
import { dueAt, openDeadline } from '../../../workflows/policy/deadlines.ts'
import { days, type Length } from './named-days.ts'
import { policyOf, type Document } from './table.ts'

const calendar = calendarOf([])

/** What the matrix says of each document: of which length its deadlines are. `none`: there is no last day. `-`: no such step. */
const lengths: Record<Document, Record<Exclude<ClockName, 'update-resident'>, Length | 'none' | '-'>> = {
  HO: lengthsOf('-', 5, 10, 'none', 5, 20),
  Joint: lengthsOf('-', 5, 10, 'none', 5, 20),
  LGSCO: lengthsOf('-', 5, 10, 'none', 5, 20),
  Basildon: lengthsOf(3, 5, 10, '28 days', 5, 20),
  // repairs: a housing service
  'Dartford to June 2024': lengthsOf(5, 7, 10, 'none', 7, 20),
  'Dartford after': lengthsOf('-', 5, 10, 'none', 5, 20),
  IGT: lengthsOf('-', 5, 10, 'month', 5, 20),
  LBBD: lengthsOf('-', 5, 10, '28 days', 5, 20),
}

function lengthsOf(...all: (Length | 'none' | '-')[]) {
  const [enquiry = '-', acknowledge1 = '-', respond1 = '-', request = '-', acknowledge2 = '-', respond2 = '-'] = all
  return {
    'resolve-urgent-enquiry': enquiry,
    'acknowledge-stage-1': acknowledge1,
    'respond-stage-1': respond1,
    'request-stage-2': request,
    'acknowledge-stage-2': acknowledge2,
    'respond-stage-2': respond2,
  }
}

describe.each(Object.entries(days))('from %s', (_, { at, day, due }) => {
  it('is its day in London', () => expect(localDate(parseWhen(at))).toBe(day))

  const each = Object.entries(lengths).flatMap(([document, own]) =>
    Object.entries(own).map(([name, length]) => [document as Document, name as ClockName, length] as const),
  )
  it.each(each.filter(([, , length]) => length !== '-'))('%s: %s', (document, name, length) => {
    const policy = policyOf(document)
    if (length === 'none' || length === '-') return expect(unlimited(policy, name)).toBeDefined()
    const clock = { policy, calendar, area: 'repairs' }
    const deadline = openDeadline(clock, {
      name,
      stage: name.endsWith('2') ? 'stage-2' : 'stage-1',
      from: localDate(parseWhen(at)),
    })
    expect(deadline.due).toBe(due[length])
    expect(deadline.clause).toBe(clockFor(policy, name).clause)
  })

  it('Dartford to June 2024, another service: 15 working days', () => {
    const clock = { policy: policyOf('Dartford to June 2024'), calendar, area: 'parks' }
    expect(openDeadline(clock, { name: 'respond-stage-1', stage: 'stage-1', from: day }).due).toBe(due[15])
  })

  it('Basildon’s own aim at stage 2: 15 working days of the request', () => {
    const { aim } = policyOf('Basildon').stages[1].respond
    expect(aim?.of).toBe('request')
    expect(aim && count(calendar, day, aim.within).due).toBe(due[15])
  })
})

it.each<[Document, ClockName]>(
  (Object.entries(lengths) as [Document, (typeof lengths)[Document]][]).flatMap(([document, own]) =>
    own['resolve-urgent-enquiry'] === '-' ? [[document, 'resolve-urgent-enquiry'] as [Document, ClockName]] : [],
  ),
)('%s has no %s', (document, name) => {
  expect(() => clockFor(policyOf(document), name)).toThrow('no step before stage 1')
})

describe('a deadline ends with its last day in London', () => {
  const endOf = (document: Document, name: ClockName, from: string) =>
    new Date(
      dueAt(openDeadline({ policy: policyOf(document), calendar, area: 'repairs' }, { name, stage: 'stage-1', from })),
    ).toISOString()

  // 27 March 2026 is in winter time, and 7 April in summer time: 23:59:59 there is 22:59:59 in Greenwich.
  it('begun before clocks go forward', () => {
    expect(endOf('HO', 'acknowledge-stage-1', '2026-03-27')).toMatch(/^2026-04-07T22:59:59/)
  })
  // 23 October 2026 is in summer time, and 30 October in winter time.
  it('begun before clocks go back', () => {
    expect(endOf('Joint', 'acknowledge-stage-1', '2026-10-23')).toMatch(/^2026-10-30T23:59:59/)
  })
})

describe('the last day on which a matter is accepted', () => {
  it.each<[string, Document, string, string]>([
    ['twelve months, from a leap day', 'HO', '2028-02-29', '2029-02-28'],
    ['twelve months, to a leap year', 'Joint', '2027-02-28', '2028-02-28'],
    ['three months, to the end of February', 'Dartford to June 2024', '2023-11-30', '2024-02-29'],
    ['twelve months, of the same matter', 'Dartford after', '2023-11-30', '2024-11-30'],
    ['twelve months, from the last day of a year', 'LBBD', '2026-12-31', '2027-12-31'],
  ])('%s: %s', (_, document, issueOn, until) => {
    expect(acceptedUntil({ policy: policyOf(document), calendar }, issueOn)).toBe(until)
  })
})

describe('LBBD’s 28 days count from getting the response', () => {
  const { gotWithin } = policyOf('LBBD').escalation
  const gotOn = (sent: string) => gotWithin && count(calendar, sent, gotWithin.within).due

  // Sent on Maundy Thursday: Tue 30 (1), Wed 31 (2). 31 + 28 = 59, less 31: 28 April.
  it('over Easter', () => {
    const from = gotOn('2027-03-25') ?? ''
    expect(from).toBe('2027-03-31')
    const clock = { policy: policyOf('LBBD'), calendar, area: 'repairs' }
    expect(openDeadline(clock, { name: 'request-stage-2', stage: 'stage-1', from }).due).toBe('2027-04-28')
  })

  it('and its records are destroyed seven years on', () => {
    const kept = policyOf('LBBD').keptFor.for
    expect(kept && count(calendar, '2028-02-29', kept).due).toBe('2035-02-28')
  })
})
