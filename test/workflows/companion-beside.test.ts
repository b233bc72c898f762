/** A statutory clock leaves the complaint's own life as it is, and outlives it; and another law is data alone. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CommandName } from '../../workflows/commands/index.ts'
import type { CompanionRules } from '../../workflows/policy/companion-rules.ts'
import { rulesOf } from '../../workflows/policy/companions.ts'
import type { State } from '../../workflows/state.ts'
import { after, at, clocks, start, started, step, told, whole, type Facts } from './companion-states.ts'
import { acknowledged, answered, given, housing, pass, received, refusal } from './decided.ts'
import { lift } from './lift-law.ts'

describe('the complaint', () => {
  const days = (state: State) => state.deadlines.map(({ name, due, status, metOn }) => ({ name, due, status, metOn }))
  const beside: [CommandName, Facts, string][] = [
    ['start-companion', start(), '2027-01-11T12:00'],
    ['record-step', step('investigated', '2027-01-18'), '2027-01-18T12:00'],
    ['change-track', { companion: 1, track: 'emergency', at: '2027-01-19T09:00' }, '2027-01-19T09:00'],
    ['record-step', step('made-safe', '2027-01-19T12:00'), '2027-01-19T13:00'],
    ['record-step', step('summary-sent', '2027-01-20', whole), '2027-01-20T13:00'],
    ['record-step', step('works-completed', '2027-01-22'), '2027-01-22T13:00'],
  ]

  it('has the same deadlines with it and without, however far it goes and however long nobody is in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: beside.length }), fc.integer({ min: 1, max: 200 }), (many, wait) => {
        const until = at('2027-01-22T14:00') + wait * 86_400_000
        const plain = pass(received(housing), until).state
        expect(days(pass(after(received(housing), ...beside.slice(0, many)), until).state)).toEqual(days(plain))
      }),
      { numRuns: 60 },
    )
  })

  it('may close: the law goes on beside it', () => {
    const state = after(acknowledged(started()), [
      'record-step',
      step('investigated', '2027-01-12'),
      '2027-01-12T12:00',
    ])
    const withdrawn = given(state, 'withdraw', {}, at('2027-01-13T12:00')).state
    expect(withdrawn.status).toBe('withdrawn')
    expect(clocks(withdrawn)).toEqual(clocks(state))
    const safe = given(withdrawn, 'record-step', step('made-safe', '2027-01-13T15:00'), at('2027-01-13T16:00'))
    expect(told(safe.entries)).toEqual(['2027-01-13T16:00 companion-step companion to resident'])
    expect(refusal(withdrawn, 'start-companion', start({ hazard: 'other-hazard' }), at('2027-01-14'))).toBeDefined()
  })

  it('is answered and closed as without it', () => {
    expect(days(answered(started()))).toEqual(days(answered(received(housing))))
  })
})

describe('another law', () => {
  const lifts: CompanionRules = rulesOf(lift())
  const stuck = start({
    companion: 'lift-law',
    hazard: 'stuck',
    track: 'somebody-in-it',
    awareAt: '2027-01-11T11:50',
    rules: lifts,
  })

  it('runs by its own file, beside the first', () => {
    const both = after(started(), ['start-companion', stuck, '2027-01-11T12:00'])
    expect(clocks(both)).toEqual([
      'awaabs-law/investigate 2027-01-25 running',
      'lift-law/let-out 2027-01-11T13:50 running',
    ])
    const out = after(both, [
      'record-step',
      { ...step('let-out', '2027-01-11T13:00'), companion: 2 },
      '2027-01-11T13:10',
    ])
    expect(clocks(out)).toEqual(['awaabs-law/investigate 2027-01-25 running', 'lift-law/mend 2027-01-14 running'])
    const mended = after(out, ['record-step', { ...step('mended', '2027-01-12'), companion: 2 }, '2027-01-12T09:00'])
    expect(mended.companions?.map(({ id, endedAtMs }) => [id, endedAtMs !== undefined])).toEqual([
      ['awaabs-law', false],
      ['lift-law', true],
    ])
    expect(pass(both, at('2027-01-11T14:00')).entries[0]).toMatchObject({
      clause: 'Lifts Act, s.2',
      event: 'deadline-missed',
    })
  })
})
