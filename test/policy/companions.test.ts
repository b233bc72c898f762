/** Statutory clocks as data: what a file may say, and the instants that Awaab's Law gives, by named days. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { calendarOf } from '../../workflows/policy/bank-holidays.ts'
import { localTimestamp, parseWhen } from '../../workflows/policy/calendar.ts'
import { dueFrom } from '../../workflows/policy/companion-rules.ts'
import { parseCompanion, rulesOf } from '../../workflows/policy/companions.ts'
import { trailOf, type Deadline } from '../../workflows/policy/deadlines.ts'
import { lift } from '../workflows/lift-law.ts'
import { awaab, awaabRules as rules } from './awaab.ts'

const christmas = calendarOf([
  { date: '2027-12-29', name: 'Christmas' },
  { date: '2027-12-30', name: 'Christmas' },
])

function due(clock: string, from: string): string {
  const found = rules.clocks.find(({ id }) => id === clock)
  if (!found) throw new Error(clock)
  const counted = dueFrom(rules, found, christmas, parseWhen(from))
  return counted.dueAtMs === undefined ? counted.due : localTimestamp(counted.dueAtMs)
}

describe('Awaab’s Law', () => {
  it.each([
    ['an ordinary Monday', 'investigate', '2027-03-08', '2027-03-22'],
    ['in the evening: day 1 is still the next working day', 'investigate', '2027-03-08T22:15', '2027-03-22'],
    ['over Good Friday and Easter Monday', 'investigate', '2027-03-22', '2027-04-07'],
    ['over Christmas and New Year: the council’s own closure days count', 'investigate', '2027-12-20', '2028-01-06'],
    ['a summary over a weekend', 'summary', '2027-03-18', '2027-03-23'],
    ['a summary over Easter', 'summary', '2027-03-25', '2027-04-01'],
    ['made safe', 'make-safe', '2027-03-18', '2027-03-25'],
    ['12 weeks are 84 days', 'begin-works-at-the-latest', '2027-03-18', '2027-06-10'],
    ['12 weeks over the year’s end', 'begin-works-at-the-latest', '2027-11-01', '2028-01-24'],
    ['24 hours on a working day', 'make-safe-at-once', '2027-03-09T14:30', '2027-03-10T14:30:00+00:00'],
    [
      '24 hours over a weekend and a bank holiday',
      'make-safe-at-once',
      '2027-03-25T23:59',
      '2027-03-26T23:59:00+00:00',
    ],
    ['the night the clocks go forward', 'make-safe-at-once', '2027-03-27T22:30', '2027-03-28T23:30:00+01:00'],
    ['the night they go back', 'make-safe-at-once', '2027-10-30T16:00', '2027-10-31T15:00:00+00:00'],
    ['the second 01:30 of that night', 'make-safe-at-once', '2027-10-31T01:30:00+00:00', '2027-11-01T01:30:00+00:00'],
    ['New Year’s Eve', 'investigate-at-once', '2027-12-31T18:00', '2028-01-01T18:00:00+00:00'],
    ['29 February', 'investigate-at-once', '2028-02-28T12:00', '2028-02-29T12:00:00+00:00'],
  ])('%s', (_why, clock, from, expected) => {
    expect(due(clock, from)).toBe(expected)
  })

  it('says of every clock where it comes from, and cites what was found in print', () => {
    const cited = Object.fromEntries(awaab.clocks.flatMap(({ id, clause }) => (clause ? [[id, clause]] : [])))
    expect(cited).toEqual({
      investigate: 'reg 6',
      summary: 'reg 9',
      'make-safe': 'reg 11(2)(a)',
      'begin-works': 'reg 13(2)',
      'begin-works-at-the-latest': 'reg 13(3)(b)',
    })
    for (const { clause, assumption } of awaab.clocks) expect(clause ?? assumption).toBeTruthy()
  })

  it('explains its dates, without the council’s closure days where they count', () => {
    const clock = rules.clocks.find(({ id }) => id === 'investigate')
    const hours = rules.clocks.find(({ id }) => id === 'make-safe-at-once')
    if (!clock || !hours) throw new Error('no clock')
    const deadline = (of: typeof clock, at: string): Deadline => {
      const { counts, ...rest } = dueFrom(rules, of, christmas, parseWhen(at))
      const kept = { name: 'companion-step', number: 1, stage: 'stage-1', status: 'running', seenTo: [] } as const
      return { ...kept, ...rest, seenTo: [], counts: { from: 'awareness', ...counts } }
    }
    const days = trailOf(deadline(clock, '2027-12-20'), christmas)
    expect(days.find(({ date }) => date === '2027-12-29')).toEqual({
      ...{ date: '2027-12-29', counted: true, why: 'working day 5' },
    })
    expect(days.filter(({ counted }) => counted)).toHaveLength(10)
    expect(trailOf(deadline(hours, '2027-03-27T22:30'), christmas)).toEqual([
      { date: '2027-03-28', counted: true, why: '24 hours after 22:30 on Saturday 27 March 2027' },
    ])
  })
})

describe('a file', () => {
  const file = new URL('../../workflows/policy/companions/awaabs-law.yaml', import.meta.url)
  type Written = Record<string, unknown> & { clocks: Record<string, unknown>[]; events: Record<string, unknown>[] }
  const written = (): Written => parse(readFileSync(file, 'utf8')) as Written
  const faulty = (change: (one: Written) => void) => () => {
    const one = written()
    change(one)
    parseCompanion(stringify(one, { aliasDuplicateObjects: false }), 'x.yaml')
  }

  it.each<[string, (one: Written) => void, RegExp]>([
    [
      'a span that is none',
      (one) => (one.clocks[0]!['within'] = '2 fortnights'),
      /no length of time: write "24 hours"/,
    ],
    [
      'a clock from an event that there is not',
      (one) => (one.clocks[0]!['from'] = ['heard']),
      /heard is no event of this file: write aware/,
    ],
    ['a clock that nothing meets', (one) => (one.clocks[0]!['does'] = ['dreamt']), /dreamt is no event/],
    [
      'a track that there is not',
      (one) => (one.clocks[0]!['tracks'] = ['mild']),
      /mild is no track of this file: write significant/,
    ],
    ['an end of a clock that there is not', (one) => (one.events[0]!['ends'] = ['tea']), /tea is no clock/],
    ['two clocks of one id', (one) => one.clocks.push({ ...one.clocks[0] }), /stands above already/],
    ['no source of a clock', (one) => delete one.clocks[0]!['assumption'], /say where this comes from/],
    ['an event of the name of the beginning', (one) => (one.events[0]!['id'] = 'aware'), /aware is how each begins/],
    [
      'a last day before the first',
      (one) => (one['inForce'] = { from: '2026-01-01', to: '2025-01-01' }),
      /is before 2026-01-01/,
    ],
  ])('%s is refused with line and key', (_what, change, message) => {
    expect(faulty(change)).toThrow(message)
    expect(faulty(change)).toThrow(/^x\.yaml:\d+: /)
  })

  it('of another law is another file, and no code', () => {
    const { clocks } = rulesOf(lift())
    expect(clocks.map(({ within }) => within)).toEqual([{ hours: 2 }, { number: 3, unit: 'calendar-days' }])
  })
})
