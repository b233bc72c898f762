/** Exceptional circumstances: who is told what of them, and what they mark. No server. */
import { describe, expect, it } from 'vitest'
import { asOf } from '../../workflows/due.ts'
import { returnFault } from '../../workflows/incident-fields.ts'
import { newState } from '../../workflows/intake.ts'
import { commit } from '../../workflows/commit.ts'
import { receive } from '../../workflows/stages/receipt.ts'
import type { State } from '../../workflows/state.ts'
import { detailsOf } from '../../workflows/view.ts'
import { acknowledged, at, given, housing, pass, received, refusal } from './decided.ts'

const stands = { returnOn: '2027-01-29', ended: false }
const noted = { incident: 7, stands }
const told = (state: State, facts: Record<string, unknown> = noted, on = '2027-01-13') =>
  given(state, 'note-incident', facts, at(on))

describe('a complaint is told', () => {
  const waiting = acknowledged(received(housing))

  it('that it began, with its day of return', () => {
    const { state, entries } = told(waiting)
    expect(state.incident).toEqual({ id: 7, returnOn: '2027-01-29' })
    expect(entries).toMatchObject([
      {
        ...{ event: 'incident-declared', clause: '8.5', letter: { kind: 'incident', to: 'resident' } },
        detail: { stage: 'stage-1', incident: 7, returnOn: '2027-01-29' },
      },
    ])
    expect(entries[0]?.detail).not.toHaveProperty('before')
    expect(detailsOf(state)).toContain('incident 7, return on Fri 29 Jan 2027')
    // Nothing stops.
    expect(state.deadlines).toEqual(waiting.deadlines)
  })

  it('a new day with the one before, and its end', () => {
    const moved = told(told(waiting).state, { incident: 7, stands: { ...stands, returnOn: '2027-02-05' } })
    expect(moved.entries).toMatchObject([{ detail: { returnOn: '2027-02-05', before: '2027-01-29' } }])
    const ended = told(moved.state, { incident: 7, stands: { ...stands, ended: true } })
    expect(ended.entries).toMatchObject([{ event: 'incident-ended', letter: { kind: 'incident' } }])
    expect(ended.state.incident).toBeUndefined()
  })

  it('of the next one as a new one', () => {
    const { entries } = told(told(waiting).state, { incident: 8, stands })
    expect(entries[0]?.detail).toEqual({ stage: 'stage-1', incident: 8, returnOn: '2027-01-29' })
  })

  const ended = { incident: 7, stands: { ...stands, ended: true } }
  const over = given(waiting, 'withdraw', {}, at('2027-01-13')).state
  it.each([
    ['what it knows already', told(waiting).state, noted, 'HO Code 8.5'],
    ['the end of what it never heard of', waiting, ended, 'HO Code 8.5'],
    ['anything when it is over', over, noted, 'HO Code'],
  ])('not %s', (_what, state, facts, rule) => {
    expect(refusal(state, 'note-incident', facts)).toMatchObject({ rule })
  })

  it('also where the manager who declared it has a conflict of interest there', () => {
    const apart = { ...waiting, conflicts: ['m.boss'] }
    expect(refusal(apart, 'note-incident', noted)).toBeUndefined()
    expect(refusal(apart, 'assign', { officer: 'a.khan' })).toBeDefined()
  })
})

describe('what comes while it is on', () => {
  const facts = {
    ...{ ref: 'C-TEST', organisation: 'exampleton', policyDigest: 'as-filed', concerns: [] },
    ...{ serviceArea: 'repairs', landlordMatter: true, points: 1, incident: { id: 7, returnOn: '2027-01-29' } },
  }
  const filed = (kind: 'complaint' | 'service-request' | 'compliment') => {
    const before = newState({ ...facts, kind }, housing, received(housing).calendar)
    return commit(before, receive(before, at('2027-01-11')), at('2027-01-11'), 'resident')
  }

  it.each([
    ['complaint', ['received by resident', 'incident-declared by redress']],
    ['service-request', ['received by resident', 'incident-declared by redress']],
    // Thanked at once, it waits for nothing.
    ['compliment', ['received by resident']],
  ] as const)('a %s', (kind, entries) => {
    const { state, entries: lines } = filed(kind)
    const shown = lines.map(({ event, by }) => `${event} by ${by}`)
    expect(shown.filter((line) => /^(received|incident)/.test(line))).toEqual(entries)
    expect(state.incident?.id).toBe(kind === 'compliment' ? undefined : 7)
  })
})

describe('a deadline', () => {
  const waiting = acknowledged(received(housing))
  const due = waiting.deadlines.find(({ name }) => name === 'respond-stage-1')?.due ?? ''
  const after = at('2027-01-29')
  const marks = (state: State) => state.deadlines.map(({ name, incident }) => `${name} ${incident ?? '-'}`)

  function live(before: State, nowMs: number): { state: State; missed: unknown[] } {
    const { state, entries } = pass(before, nowMs, nowMs)
    const missed = entries.filter(({ event }) => event === 'deadline-missed')
    return { state, missed: missed.map(({ detail }) => detail['incident']) }
  }

  it('that runs out in the time is marked, in its entry too', () => {
    expect(due).toBe('2027-01-25')
    const { state, missed } = live(told(waiting).state, after)
    expect(marks(state)).toEqual(['acknowledge-stage-1 -', 'respond-stage-1 7', 'update-resident -'])
    expect(missed).toEqual([7])
    // Answered after the end it keeps its mark.
    const over = told(state, { incident: 7, stands: { ...stands, ended: true } }, '2027-02-01').state
    expect(marks(over)).toEqual(marks(state))
  })

  it('that ran out before is not, though it is answered in the time', () => {
    const { state, missed } = live(waiting, after)
    expect(missed).toEqual([undefined])
    expect(marks(told(state, noted, '2027-01-29').state)).not.toContain('respond-stage-1 7')
  })

  it('that is done in time is not', () => {
    expect(marks(asOf(told(waiting).state, at('2027-01-20')))).toEqual(['acknowledge-stage-1 -', 'respond-stage-1 -'])
  })

  it('of a complaint that ends is marked no more', () => {
    const ended = given(told(waiting).state, 'withdraw', {}, at('2027-01-14'))
    expect(ended.state.incident).toBeUndefined()
  })
})

it.each([
  ['2027-01-10', /is over/],
  ['2027-01-11', undefined],
  ['2028-01-12', undefined],
  ['2028-01-13', /Check the year/],
])('a day of return on %s', (day, fault) => {
  const found = returnFault(day, '2027-01-11')
  if (fault) expect(found).toMatch(fault)
  else expect(found).toBeUndefined()
})
