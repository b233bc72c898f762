/** Triage and adjustments, decided without a server. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adjustedAtIntake, contactWith, contactWithout, reachWithout } from '../../workflows/adjustments.ts'
import { nextMoment } from '../../workflows/due.ts'
import { localTimestamp } from '../../workflows/policy/calendar.ts'
import { adjustmentKinds, letterForms } from '../../workflows/policy/names.ts'
import { corrected, preferredContacts, reachOf, type Contact } from '../../workflows/resident.ts'
import { openDuty } from '../../workflows/stages/duties.ts'
import { inForce } from '../../workflows/stages/under-review.ts'
import type { State } from '../../workflows/state.ts'
import { acknowledged, answered, at, basildon, given, housing, monday11January, received, refusal } from './decided.ts'

const adjustment = { kind: 'other', reach: {} }

describe('how much it presses', () => {
  const reminders = (state: State) => {
    const next = nextMoment(state)
    return next && `${localTimestamp(next.atMs).slice(0, 10)} ${next.summary.split(':')[0]}`
  }

  it('brings reminders forward for who is vulnerable or at risk, and not for what is only complex', () => {
    const plain = received(housing)
    expect(reminders(plain)).toBe('2027-01-14 Reminder to officer')
    expect(reminders(given(plain, 'triage', { vulnerable: true }).state)).toBe('2027-01-13 Reminder to officer')
    expect(reminders(given(plain, 'triage', { complex: true }).state)).toBe('2027-01-14 Reminder to officer')
  })

  it('tells the manager at once of a risk that nobody has, and once', () => {
    const plain = received(housing)
    const { state, entries } = given(plain, 'triage', { risk: true })
    expect(entries.map(({ event, letter }) => [event, letter?.to])).toEqual([
      ['triaged', undefined],
      ['reminded', 'manager'],
    ])
    expect(given(state, 'triage', { complex: true }).entries).toHaveLength(1)
    const assigned = given(plain, 'assign', { officer: 'a.khan' }).state
    expect(given(assigned, 'triage', { risk: true }).entries).toHaveLength(1)
  })

  it('is told so on intake as well', () => {
    const state = received(housing, { triage: { risk: true } })
    expect([state.triage, state.seq]).toEqual([{ risk: true }, 3])
  })

  it('changes what is named and leaves the rest; what is so already is refused', () => {
    const { state } = given(received(housing), 'triage', { vulnerable: true, risk: true })
    expect(given(state, 'triage', { vulnerable: false }).state.triage).toEqual({ risk: true })
    expect(
      given(given(state, 'triage', { vulnerable: false }).state, 'triage', { risk: false }).state,
    ).not.toHaveProperty('triage')
    expect(refusal(state, 'triage', { risk: true })?.rule).toBe('HO Code 6.1')
  })
})

describe('an adjustment', () => {
  const contact: fc.Arbitrary<Contact> = fc.record({
    email: fc.constantFrom(undefined, 'r@example.org'),
    phone: fc.constant('01632 960 001'),
    address: fc.constant<string[]>(['1 Street', 'EX1 1EX']),
    preferredContact: fc.constantFrom(...preferredContacts),
    adjustments: fc.constant<string[]>([]),
    forms: fc.uniqueArray(fc.constantFrom(...letterForms)),
    language: fc.constantFrom('en', 'cy', 'pl'),
    texts: fc.boolean(),
  })

  it('is ended in the workflow as it is in the records', () => {
    fc.assert(
      fc.property(contact, fc.constantFrom(...adjustmentKinds), (before, kind) => {
        const known: Contact = corrected(before, contactWith(before, kind, 'pl'))
        const after = corrected(known, contactWithout(known, kind))
        const { reach = {} } = reachOf(known)
        const { reach: expected = {} } = reachOf(after)
        if (kind !== 'letters-not-calls') expect(reachWithout(reach, kind)).toEqual(expected)
      }),
    )
  })

  it('is in one size of print, and by the way that there is', () => {
    const known: Contact = { preferredContact: 'phone', adjustments: ['Large print'], language: 'en', texts: false }
    expect(contactWith(known, 'very-large-print')).toEqual({ forms: ['very-large-print'] })
    expect(contactWith({ ...known, email: 'r@example.org' }, 'letters-not-calls')).toEqual({
      preferredContact: 'email',
    })
    expect(contactWith({ ...known, address: ['1', '2'] }, 'letters-not-calls')).toEqual({ preferredContact: 'letter' })
  })

  it('changes how letters are made at once', () => {
    const { state, entries } = given(received(housing), 'record-adjustment', {
      ...{ kind: 'braille', reach: { into: ['braille'] } },
    })
    expect(state.reach).toEqual({ into: ['braille'] })
    // Its own letter is in Braille already.
    expect(entries.map(({ event }) => event)).toEqual(['adjustment-recorded', 'contact-corrected', 'task-opened'])
    const ended = given(state, 'review-adjustment', { adjustment: 1, outcome: 'ended' })
    expect(ended.state).not.toHaveProperty('reach')
    expect(inForce(ended.state, 'review-adjustment')).toEqual([])
  })

  it('that came with the complaint is under review from the day of receipt, and can be ended as any other', () => {
    const contact: Contact = {
      ...{ email: 'r@example.org', preferredContact: 'email', language: 'pl', texts: false },
      adjustments: ['Large print', 'A ground-floor room', 'Braille'],
    }
    const adjusted = adjustedAtIntake(contact)
    const state = received(housing, { ...reachOf(contact), adjusted })
    expect(state).not.toHaveProperty('adjusted')
    expect(inForce(state, 'review-adjustment').map(({ item, kind, due }) => [item, kind, due])).toEqual([
      [1, 'large-print', '2028-01-11'],
      [2, 'braille', '2028-01-11'],
      [3, 'language', '2028-01-11'],
      [4, 'other', '2028-01-11'],
    ])
    const ended = given(state, 'review-adjustment', { adjustment: 2, outcome: 'ended' }).state
    expect([state.reach?.into, ended.reach?.into]).toEqual([['braille', 'translation'], ['translation']])
    expect(received(housing, { adjusted: [] })).not.toHaveProperty('duties')
    expect(received(housing, { kind: 'compliment', adjusted })).not.toHaveProperty('duties')
  })

  it('that another one contradicts is ended first', () => {
    const state = received(housing, { adjusted: ['large-print'] })
    expect(refusal(state, 'record-adjustment', { kind: 'very-large-print', reach: {} })?.message).toMatch(
      /cannot hold together with adjustment 1 \(large-print\)\. End that/,
    )
  })

  it.each([
    ['the same twice', { kind: 'braille', reach: {} }, 'HO Code 5.10'],
    ['a review that is over', { ...adjustment, review: '2027-01-11' }, 'HO Code 5.10'],
    ['a review too far away', { ...adjustment, review: '2028-01-12' }, 'HO Code 5.10'],
    ['what cannot reach them', { kind: 'calls-not-letters', reach: {}, faults: ['phone'] }, 'HO Code 5.10'],
  ])('is refused: %s', (_why, facts, rule) => {
    const { state } = given(received(housing), 'record-adjustment', { kind: 'braille', reach: {} })
    expect(refusal(state, 'record-adjustment', facts)?.rule).toBe(rule)
  })

  it('keeps its number through all its reviews, and ends with the case unless it lasts', () => {
    let { state } = given(received(housing), 'record-adjustment', { ...adjustment, lasting: true })
    for (const year of [2028, 2029, 2030]) {
      state = given(state, 'review-adjustment', { adjustment: 1, outcome: 'kept' }, at(`${year}-01-10`)).state
      expect(inForce(state, 'review-adjustment').map(({ item, due }) => [item, due])).toContainEqual([
        1,
        `${year + 1}-01-10`,
      ])
    }
    state = given(state, 'record-adjustment', adjustment, at('2030-01-15')).state
    const withdrawn = given(state, 'withdraw', {}, at('2030-02-01')).state
    expect(inForce(withdrawn, 'review-adjustment').map(({ item }) => item)).toEqual([1])
    expect(refusal(withdrawn, 'review-adjustment', { adjustment: 2, outcome: 'kept' })?.message).toMatch(
      /^The adjustment 2 has ended\. Open: 1 \(other, due/,
    )
  })

  it('of extra time lengthens the resident’s own times: those that run, and those to come', () => {
    const time = { kind: 'extra-time', days: 5, reach: {} }
    const dueOf = (state: State) => state.deadlines.find(({ name }) => name === 'request-stage-2')?.due
    const plain = answered(received(basildon))
    expect(dueOf(plain)).toBe('2027-02-08')
    expect(dueOf(given(plain, 'record-adjustment', time).state)).toBe('2027-02-15')
    const before = given(received(basildon), 'record-adjustment', time).state
    expect(dueOf(answered(before))).toBe('2027-02-15')
    const asked = openDuty(before, { name: 'answer-clarification' }, monday11January)
    expect(asked.duties?.at(-1)).toMatchObject({ due: '2027-01-25', counts: { number: 10, unit: 'working-days' } })
    // Less later on makes nothing shorter that runs; more does.
    const longer = given(
      given(plain, 'record-adjustment', time).state,
      'review-adjustment',
      { adjustment: 1, outcome: 'changed', days: 7 },
      at('2027-01-12'),
    ).state
    expect([longer.extraDays, dueOf(longer)]).toEqual([7, '2027-02-17'])
    const ended = given(longer, 'review-adjustment', { adjustment: 1, outcome: 'ended' }, at('2027-01-13')).state
    expect([ended.extraDays, dueOf(ended)]).toEqual([undefined, '2027-02-17'])
    // Ours is the same.
    const ours = (state: State) => state.deadlines.find(({ name }) => name === 'respond-stage-1')?.due
    expect(ours(acknowledged(before))).toBe(ours(acknowledged(received(basildon))))
  })
})

it('a case with as many as there may be is still small', () => {
  let state = received(housing)
  const kinds = adjustmentKinds.filter((kind) => kind !== 'large-print' && kind !== 'calls-not-letters')
  for (const kind of [...kinds, ...Array.from({ length: 20 - kinds.length }, () => 'other')]) {
    const facts = { kind, reach: {}, ...(kind === 'extra-time' && { days: 5 }) }
    state = given(state, 'record-adjustment', facts).state
  }
  expect(refusal(state, 'record-adjustment', adjustment)?.message).toMatch(/There are 20 adjustments/)
  const { policy: _policy, calendar: _calendar, ...rest } = state
  expect(JSON.stringify(rest.duties).length).toBeLessThan(8_000)
})
