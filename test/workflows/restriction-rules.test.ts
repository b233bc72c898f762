/** Restrictions of contact and conflicts of interest, decided without a server. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { policyLibrary } from '../../prisma/policies.ts'
import { commandNamed, commands, type CommandName } from '../../workflows/commands/index.ts'
import { commit } from '../../workflows/commit.ts'
import { challengeOutcomes, restrictionKinds } from '../../workflows/policy/names.ts'
import { openDuty } from '../../workflows/stages/duties.ts'
import type { State } from '../../workflows/state.ts'
import { acknowledged, answered, draft, given, housing, monday11January, received, refusal } from './decided.ts'

const basildon = policyLibrary().byId('basildon-2025')
const restriction = { kind: 'one-channel' }

const as = (state: State, name: CommandName, facts: object, id: string, role: 'officer' | 'manager' = 'manager') => {
  const by = { role, id }
  const command = commandNamed(name)
  const refused = command?.allowed(state, facts, { by, nowMs: monday11January, draft })
  const change = refused ? undefined : command?.apply(state, facts, { by, nowMs: monday11January, draft })
  return { refused, after: change && commit(state, change, monday11January, `${role}:${id}`) }
}

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
          const decided = as(challenged, 'decide-challenge', { challenge: 1, outcome }, 's.lead').after?.state
          for (const state of [placed, challenged, decided]) {
            expect(state?.deadlines).toEqual(before.deadlines)
            expect(state && mayGive(state)).toEqual(mayGive(before))
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
    const { after } = as(challenged, 'decide-challenge', facts, 's.lead')
    expect(after?.entries).toMatchObject([
      { event: 'challenge-decided', letter: { kind: 'restriction', to: 'resident' } },
    ])
    expect(after?.state.duties?.map(({ name }) => name)).toEqual(['review-restriction'])
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
    const { after } = as(assigned(), 'declare-conflict', {}, 'a.khan', 'officer')
    const state = after?.state
    if (!state) throw new Error('it was refused')
    for (const { name, by, toAll } of commands.map((one) => ({ toAll: undefined, ...one }))) {
      if (toAll || !by.some((role) => role === 'officer')) continue
      const given = { by: { role: 'officer', id: 'a.khan' }, nowMs: monday11January, draft } as const
      let message = ''
      try {
        message = commandNamed(name)?.allowed(state, {}, given)?.message ?? 'allowed'
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
    const { after } = as(before, 'declare-conflict', { officer: 'a.khan' }, 'm.boss')
    expect(after?.state.conflicts).toEqual(['a.khan'])
    expect(after?.state.stages.at(-1)).not.toHaveProperty('officer')
    expect(after?.state.duties?.[0]).not.toHaveProperty('owner')
    expect(after?.state).not.toHaveProperty('proposed')
    expect(after?.entries.map(({ event, letter }) => [event, letter?.to])).toEqual([
      ['conflict-declared', undefined],
      ['reminded', 'manager'],
    ])
  })

  it('is declared for another by a manager, and ended by one', () => {
    const state = assigned()
    expect(as(state, 'declare-conflict', { officer: 'c.osei' }, 'a.khan', 'officer').refused?.message).toMatch(
      /Only a manager/,
    )
    const { after } = as(state, 'declare-conflict', { officer: 'c.osei' }, 'm.boss')
    // It was not theirs: nobody has to be told.
    expect(after?.entries).toHaveLength(1)
    const declared = after?.state ?? state
    expect(refusal(declared, 'assign', { officer: 'c.osei' })?.message).toContain('Name somebody else')
    const promise = { kind: 'action', by: '2027-02-01', says: true, owner: 'c.osei' }
    expect(refusal(declared, 'agree-action', promise)?.message).toContain('Name somebody else')
    expect(refusal(declared, 'agree-action', { ...promise, owner: 'a.khan' })).toBeUndefined()
    expect(refusal(declared, 'end-conflict', { officer: 'a.khan' })?.message).toContain('Those who have: c.osei')
    expect(given(declared, 'end-conflict', { officer: 'c.osei' }).state).not.toHaveProperty('conflicts')
  })
})
