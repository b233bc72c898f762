/** Other ways on than the procedure, decided without a server: courts, talks, other offices, other complaints. */
import { describe, expect, it } from 'vitest'
import type { OtherCase } from '../../workflows/other-case.ts'
import { currentStage, openDuties } from '../../workflows/stage.ts'
import type { State } from '../../workflows/state.ts'
import {
  acknowledged,
  answered,
  at,
  basildon,
  expectSaid,
  given,
  housing,
  joint,
  monday11January,
  received,
  refusal,
} from './decided.ts'

const court = { filedOn: '2027-01-11', by: 'resident' }
const promised = (state: State) => given(state, 'agree-action', { kind: 'action', by: '2027-02-12', says: true }).state
const talks = { kind: 'mediation', agreed: true }
const actionsOf = (state: State) => openDuties(state, 'complete-action').map(({ due }) => due)
const runningIn = ({ deadlines }: State) =>
  deadlines.filter(({ status }) => status === 'running').map(({ name }) => name)

describe('a claim at court (HO Code 2.2)', () => {
  it.each([
    ['filed today', { ...court }, undefined],
    ['filed before the complaint came', { ...court, filedOn: '2026-12-01' }, undefined],
    ['to be filed tomorrow', { ...court, filedOn: '2027-01-12' }, 'has not come yet'],
    ['only threatened', { ...court, step: 'threat' }, 'A threat to go to court does not start'],
    ['a letter before action', { ...court, step: 'letter-before-action' }, 'A letter before action does not start'],
  ])('%s', (_, facts, said) => {
    const refused = refusal(received(housing), 'start-legal-proceedings', facts)
    expectSaid(refused, said)
    expect(refused?.rule).toBe(said && 'HO Code 2.2')
  })

  it('ends the complaint and its clocks, and not what was promised; once', () => {
    const { state } = given(promised(acknowledged(received(housing))), 'start-legal-proceedings', court)
    expect(state).toMatchObject({ status: 'closed', proceedings: court })
    expect(runningIn(state)).toEqual([])
    expect(actionsOf(state)).toEqual(['2027-02-12'])
    expect(refusal(state, 'start-legal-proceedings', court)?.message).toContain('closed')
  })

  it('ends nothing that the policy never turns away', () => {
    const state = received(joint, { concerns: ['safeguarding'] })
    expect(refusal(state, 'start-legal-proceedings', court)?.rule).toBe('Joint Code 2.3')
    expect(refusal(received(housing, { concerns: ['safeguarding'] }), 'start-legal-proceedings', court)).toBeUndefined()
  })

  it('is forgotten where the complaint is taken up again', () => {
    const { state } = given(received(housing), 'start-legal-proceedings', court)
    const again = given(state, 'reopen', { because: 'council', decidedOn: '2027-01-11' }).state
    expect(again.proceedings).toBeUndefined()
    expect(runningIn(again)).toEqual(['acknowledge-stage-1'])
  })
})

describe('talks out of court', () => {
  it.each([
    ['where the policy has them', received(basildon), talks, undefined],
    ['not where it has none', received(housing), talks, 'says nothing of alternative dispute resolution'],
    ['only with the resident', received(basildon), { kind: 'mediation' }, 'Ask the resident'],
    ['only for a landlord matter', received(basildon, { landlordMatter: false }), talks, 'disrepair claims'],
    ['not by a day that is over', received(basildon), { ...talks, concludeBy: '2027-01-08' }, 'is over'],
    ['not after it was withdrawn', given(received(basildon), 'withdraw', {}).state, talks, 'withdrawn'],
    ['after a claim was filed', given(received(basildon), 'start-legal-proceedings', court).state, talks, undefined],
    ['not twice at once', given(received(basildon), 'agree-adr', talks).state, talks, 'under way'],
  ])('%s', (_, state, facts, said) => {
    expectSaid(refusal(state, 'agree-adr', facts), said)
  })

  it('run beside the clocks, and outlive a claim that is filed meanwhile', () => {
    const agreed = given(acknowledged(received(basildon)), 'agree-adr', talks).state
    expect(runningIn(agreed)).toEqual(['respond-stage-1'])
    const filed = given(agreed, 'start-legal-proceedings', court).state
    expect(openDuties(filed, 'conclude-adr')).toHaveLength(1)
    const withdrawn = given(agreed, 'withdraw', {}).state
    expect(openDuties(withdrawn, 'conclude-adr')).toHaveLength(0)
  })

  const remedies = [{ kind: 'action', by: '2027-02-12', says: true }]
  it.each([
    ['settled, and that is all', { outcome: 'settled', ends: true, remedies: [] }, 'closed', []],
    [
      'settled, and something is to be done first',
      { outcome: 'settled', ends: true, remedies },
      'answered',
      ['2027-02-12'],
    ],
    ['settled, and the complaint goes on', { outcome: 'settled', remedies }, 'acknowledged', ['2027-02-12']],
    ['not settled', { outcome: 'not-settled', remedies: [] }, 'acknowledged', []],
  ])('%s', (_, facts, status, actions) => {
    const agreed = given(acknowledged(received(basildon)), 'agree-adr', talks).state
    const { state } = given(agreed, 'conclude-adr', facts)
    expect(state.status).toBe(status)
    expect(actionsOf(state)).toEqual(actions)
    expect(runningIn(state)).toEqual(status === 'acknowledged' ? ['respond-stage-1'] : [])
    expect(refusal(state, 'conclude-adr', facts)?.message).toContain('under way here')
  })
})

describe('another office', () => {
  it.each([
    ['we go on', { goesOn: true }, undefined],
    ['it ends, as the resident agrees', { goesOn: false, agreed: true }, undefined],
    ['it ends against their will', { goesOn: false }, 'does not end it'],
    ['tomorrow', { goesOn: true, on: '2027-01-12' }, 'future'],
  ])('%s', (_, facts, said) => {
    expectSaid(refusal(received(housing), 'refer-elsewhere', facts), said)
  })

  it('never ends what the policy never turns away', () => {
    const state = received(joint, { concerns: ['health-and-safety'] })
    expect(refusal(state, 'refer-elsewhere', { goesOn: false, agreed: true })?.rule).toBe('Joint Code 2.3')
  })
})

const name = 'C-7KQM-2XPK'
const other: OtherCase = {
  ...{ kind: 'complaint', status: 'acknowledged', stage: 'stage-1', receivedAtMs: at('2027-01-08') },
  ...{ isAnswered: false, points: 2, sameResident: true, members: 0, ownMembers: 0, given: [], links: [] },
  answerBy: '2027-01-22',
}

describe('merging', () => {
  const own = acknowledged(received(housing))
  it.each<[string, Partial<OtherCase>, object, string | undefined]>([
    ['into an older one', {}, {}, undefined],
    ['on the same day', { receivedAtMs: monday11January }, {}, undefined],
    ['never into a younger one', { receivedAtMs: at('2027-01-12') }, {}, 'the other way round'],
    ['nor into one that is answered later, as it was put off', { answerBy: '2027-02-05' }, {}, 'would come later'],
    ['by the last day that this one has', { answerBy: '2027-01-25' }, {}, undefined],
    ['somebody else’s', { sameResident: false }, {}, 'somebody else’s'],
    ['the same resident’s, with other details', { sameResident: false }, { sameResident: true }, undefined],
    ['into one that is answered', { isAnswered: true }, {}, 'past the point'],
    ['into one at stage 2', { stage: 'stage-2' }, {}, 'past the point'],
    ['into one that is closed', { status: 'closed' }, {}, 'nothing is answered there'],
    ['into a request', { kind: 'service-request' }, {}, 'is no complaint'],
    ['with a point that it does not have', {}, { alreadyThere: [2] }, 'no point 2'],
  ])('%s', (_, changes, facts, said) => {
    expectSaid(refusal(own, 'merge', { into: name, alreadyThere: [], ...facts, other: { ...other, ...changes } }), said)
  })

  it('an answered complaint is not merged: its answer stands', () => {
    const refused = refusal(answered(received(housing)), 'merge', { into: name, alreadyThere: [], other })
    expect(refused?.message).toContain('its answer stands')
  })

  it('where none of its own is promised yet, the first day that could be counts', () => {
    // Acknowledged today, it would be answered by 25 January.
    const early = received(housing)
    const merging = { into: name, alreadyThere: [] }
    expect(refusal(early, 'merge', { ...merging, other: { ...other, answerBy: '2027-01-25' } })).toBeUndefined()
    expect(refusal(early, 'merge', { ...merging, other: { ...other, answerBy: '2027-01-26' } })).toBeDefined()
  })
})

describe('a group', () => {
  const own = received(housing)
  it.each<[string, State, Partial<OtherCase>, string | undefined]>([
    ['with its lead', own, {}, undefined],
    ['not with one that is led itself', own, { groupLead: 'C-7KQM-2XPA' }, 'itself answered together'],
    ['not as a lead of others', own, { ownMembers: 3 }, 'it is a lead itself'],
    ['not once the lead is answered', own, { isAnswered: true }, 'same stage'],
    ['not after its own answer', answered(own), {}, 'answered'],
  ])('%s', (_, state, changes, said) => {
    expectSaid(refusal(state, 'join-group', { lead: name, other: { ...other, ...changes } }), said)
  })

  it('takes over the definition of its lead, and keeps its own clocks; and leaves it again', () => {
    const definition = 't-00000000000000000001'
    const { state, entries } = given(own, 'join-group', { lead: name, other: { ...other, definition } })
    expect(state).toMatchObject({ groupLead: name, points: 2, deadlines: own.deadlines })
    expect(entries[0]).toMatchObject({ event: 'group-joined', text: definition, letter: { kind: 'linked' } })
    const left = given(state, 'leave-group', {}).state
    expect(left.groupLead).toBeUndefined()
    expect(currentStage(left)).toEqual(currentStage(own))
    expect(refusal(left, 'leave-group', {})?.message).toContain('not answered together')
  })

  it.each<[string, Partial<OtherCase>, string | undefined]>([
    ['what its lead was told', { members: 2, given: ['respond'] }, undefined],
    ['not what its lead was not told', { members: 2, given: ['acknowledge'] }, 'nothing to give'],
    ['not where there is nobody else', { given: ['respond'] }, 'No other complaint'],
  ])('is given %s', (_, changes, said) => {
    expectSaid(refusal(own, 'answer-group', { what: 'respond', other: { ...other, ...changes } }), said)
  })
})
