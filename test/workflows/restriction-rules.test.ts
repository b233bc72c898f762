/** Restrictions of contact and conflicts of interest, decided without a server. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandNamed, commands } from '../../workflows/commands/index.ts'
import type { Actor } from '../../workflows/actor.ts'
import { challengeOutcomes, restrictionKinds } from '../../workflows/policy/names.ts'
import { openDuty } from '../../workflows/stages/duties.ts'
import type { State } from '../../workflows/state.ts'
import {
  acknowledged,
  answered,
  basildon,
  draft,
  given,
  housing,
  monday11January,
  received,
  refusal,
} from './decided.ts'

const restriction = { kind: 'one-channel' }

const officer: Actor = { role: 'officer', id: 'a.khan' }
const lead: Actor = { role: 'manager', id: 's.lead' }

describe('a restriction', () => {
  it('is for managers, and reviewed within a year', () => {
    const state = received(housing)
    expect(commandNamed('restrict-contact')?.by).toEqual(['manager'])
    expect(refusal(state, 'restrict-contact', { ...restriction, review: '2028-01-11' })).toBeUndefined()
    expect(refusal(state, 'restrict-contact', { ...restriction, review: '2028-01-12' })?.rule).toBe('HO Code 5.14')
  })

  it('stops no deadline and forbids the resident nothing, whatever is done about it', () => {
    const states = [received(housing), acknowledged(received(housing)), answered(received(basildon))]
    const byResident = commands.filter(({ by }) => by.some((role) => role === 'resident'))
    const mayGive = (state: State) =>
      byResident.map(({ name }) => {
        const facts = name === 'challenge-restriction' ? { restriction: 9 } : {}
        const command = commandNamed(name)
        try {
          return (
            command?.allowed(state, facts, { by: { role: 'resident' }, nowMs: monday11January, draft })?.rule ?? 'yes'
          )
        } catch {
          return 'other facts'
        }
      })
    fc.assert(
      fc.property(
        fc.constantFrom(...states),
        fc.constantFrom(...restrictionKinds),
        fc.constantFrom(...challengeOutcomes),
        (before, kind, outcome) => {
          const placed = given(before, 'restrict-contact', { kind }).state
          const challenged = given(placed, 'challenge-restriction', { restriction: 1 }).state
          const facts = { challenge: 1, outcome }
          const decided = given(challenged, 'decide-challenge', facts, monday11January, lead).state
          for (const state of [placed, challenged, decided]) {
            expect(state.deadlines).toEqual(before.deadlines)
            expect(mayGive(state)).toEqual(mayGive(before))
          }
        },
      ),
    )
  })

  it('is challenged once at a time, and decided by another manager than who decided it last', () => {
    const { state } = given(received(housing), 'restrict-contact', restriction)
    const challenged = given(state, 'challenge-restriction', { restriction: 1 }).state
    expect(refusal(challenged, 'challenge-restriction', { restriction: 1 })?.rule).toBe('HO Code 5.15')
    const facts = { challenge: 1, outcome: 'stands' }
    expect(refusal(challenged, 'decide-challenge', facts)?.message).toContain('decided by another manager')
    const after = given(challenged, 'decide-challenge', facts, monday11January, lead)
    expect(after.entries).toMatchObject([
      { event: 'challenge-decided', letter: { kind: 'restriction', to: 'resident' } },
    ])
    expect(after.state.duties?.map(({ name }) => name)).toEqual(['review-restriction'])
  })

  it('that is lifted needs no decision on its challenge', () => {
    const { state } = given(received(housing), 'restrict-contact', restriction)
    const challenged = given(state, 'challenge-restriction', { restriction: 1 }).state
    expect(given(challenged, 'review-restriction', { restriction: 1, outcome: 'lifted' }).state).not.toHaveProperty(
      'duties',
    )
  })

  it('outlives the case, and so does its challenge', () => {
    const { state } = given(received(housing), 'restrict-contact', restriction)
    const challenged = given(state, 'challenge-restriction', { restriction: 1 }).state
    const withdrawn = given(challenged, 'withdraw', {}).state
    expect(withdrawn.duties?.map(({ name }) => name)).toEqual(['review-restriction', 'decide-challenge'])
  })
})

describe('a conflict of interest', () => {
  const assigned = () => given(received(housing), 'assign', { officer: 'a.khan' }).state

  it('is refused every command, whatever it is', () => {
    const { state } = given(assigned(), 'declare-conflict', {}, monday11January, officer)
    for (const { name, by, toAll } of commands.map((one) => ({ toAll: undefined, ...one }))) {
      if (toAll || !by.some((role) => role === 'officer')) continue
      const how = { by: officer, nowMs: monday11January, draft }
      let message = ''
      try {
        message = commandNamed(name)?.allowed(state, {}, how)?.message ?? 'allowed'
      } catch (error) {
        message = String(error)
      }
      expect(message, name).toContain('a.khan has a conflict of interest')
    }
  })

  it('takes from them what was theirs: the case, what they owe, the answer they proposed', () => {
    const before: State = {
      ...openDuty(assigned(), { name: 'complete-action', due: '2027-02-01', owner: 'a.khan' }, monday11January),
      proposed: { seq: 2, by: 'a.khan', role: 'officer', draft, facts: {} },
    }
    const after = given(before, 'declare-conflict', { officer: 'a.khan' })
    expect(after.state.conflicts).toEqual(['a.khan'])
    expect(after.state.stages.at(-1)).not.toHaveProperty('officer')
    expect(after.state.duties?.[0]).not.toHaveProperty('owner')
    expect(after.state).not.toHaveProperty('proposed')
    expect(after.entries.map(({ event, letter }) => [event, letter?.to])).toEqual([
      ['conflict-declared', undefined],
      ['reminded', 'manager'],
    ])
  })

  it('is declared for another by a manager, and ended by one', () => {
    const state = assigned()
    const other = { officer: 'c.osei' }
    expect(refusal(state, 'declare-conflict', other, monday11January, officer)?.message).toMatch(/Only a manager/)
    const { state: declared, entries } = given(state, 'declare-conflict', other)
    // It was not theirs: nobody has to be told.
    expect(entries).toHaveLength(1)
    expect(refusal(declared, 'assign', { officer: 'c.osei' })?.message).toContain('Name somebody else')
    const promise = { kind: 'action', by: '2027-02-01', says: true, owner: 'c.osei' }
    expect(refusal(declared, 'agree-action', promise)?.message).toContain('Name somebody else')
    expect(refusal(declared, 'agree-action', { ...promise, owner: 'a.khan' })).toBeUndefined()
    expect(refusal(declared, 'end-conflict', { officer: 'a.khan' })?.message).toContain('Those who have: c.osei')
    expect(given(declared, 'end-conflict', { officer: 'c.osei' }).state).not.toHaveProperty('conflicts')
  })
})
