/** When a complaint, or a request for stage 2, is turned away, and what becomes of it. */
import { describe, expect, it } from 'vitest'
import { batchOf } from '../../workflows/batch.ts'
import { nextMoment } from '../../workflows/due.ts'
import { newState, type CaseFacts } from '../../workflows/intake.ts'
import { calendarOf } from '../../workflows/policy/bank-holidays.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import { receive } from '../../workflows/stages/receipt.ts'
import type { State } from '../../workflows/state.ts'
import {
  acknowledged,
  acknowledgement,
  answered,
  at,
  draft,
  given,
  housing,
  joint,
  legal,
  monday11January,
  received,
  refusal,
  tooLate,
} from './decided.ts'

describe('a reason must be on the policy’s list', () => {
  it('and the refusal says which there are', () => {
    const { rule, message } = refusal(received(housing), 'decline', { reason: 'we-are-busy' }) ?? {}
    expect(rule).toBe('HO Code 2.2')
    for (const { id } of housing.decline.reasons) expect(message).toContain(id)
  })

  it('which is each policy’s own: the Joint Code names no court proceedings', () => {
    expect(refusal(received(housing), 'decline', legal)).toBeUndefined()
    expect(refusal(received(joint), 'decline', legal)).toMatchObject({ rule: 'Joint Code 2.2' })
  })
})

describe('too late, as the dates say it (HO Code 2.2, 2.3)', () => {
  // Received on 11 January 2027: what happened on 11 January 2026 is exactly twelve months ago, and in time.
  it.each([
    ['2026-01-10', 'late'],
    ['2026-01-11', 'in time'],
    ['2026-12-24', 'in time'],
  ])('happened on %s: %s', (issueOn, expected) => {
    const refused = refusal(received(housing, { issueOn }), 'decline', tooLate)
    expect(refused?.rule).toBe(expected === 'late' ? undefined : 'HO Code 2.3')
    if (refused) expect(refused.message).toContain('12 calendar months')
  })

  it('a leap day’s matter is in time until the last day of February', () => {
    const state = received({
      ...housing,
      accept: { ...housing.accept, within: { number: 36, unit: 'calendar-months' } },
    })
    const onLeapDay = { ...tooLate, issueOn: '2024-02-29' }
    expect(refusal(state, 'decline', onLeapDay)?.message).toContain('until Sunday 28 February 2027')
  })

  it('three months under a policy that gives three', () => {
    const state = received({
      ...housing,
      accept: { ...housing.accept, within: { number: 3, unit: 'calendar-months' } },
    })
    expect(refusal(state, 'decline', { ...tooLate, issueOn: '2026-10-10' })).toBeUndefined()
    expect(refusal(state, 'decline', { ...tooLate, issueOn: '2026-10-11' })?.rule).toBe('HO Code 2.3')
  })

  it('of no known day is not called too late: somebody records when it happened', () => {
    const state = received(housing)
    expect(refusal(state, 'decline', tooLate)?.message).toContain('Record when it happened')
    const { state: after, entries } = given(state, 'decline', { ...tooLate, issueOn: '2025-06-01' })
    expect(after).toMatchObject({ status: 'declined', issueOn: '2025-06-01' })
    expect(entries[0]?.detail).toMatchObject({ reason: 'out-of-time', issueOn: '2025-06-01' })
  })

  it('nothing happens after it was complained of', () => {
    expect(refusal(received(housing), 'decline', { ...tooLate, issueOn: '2027-01-12' })?.message).toContain('issueOn')
  })

  it('stands on the timeline of the receipt, with what is to be considered', () => {
    const late: CaseFacts = {
      ...{ ref: 'C-TEST', organisation: 'test', policyDigest: 'test', kind: 'complaint', concerns: [] },
      ...{ serviceArea: 'repairs', landlordMatter: true, points: 1, issueOn: '2025-12-24' },
    }
    const [entry] = receive(newState(late, housing, calendarOf([])), monday11January).entries
    expect(entry?.detail).toEqual({
      ...{ stage: 'stage-1', receivedOn: '2027-01-11' },
      ...{ outOfTime: true, acceptedUntil: '2026-12-24', acceptedUnder: 'HO Code 2.3', considerDiscretion: true },
    })
    const [inTime] = receive(
      newState({ ...late, issueOn: '2026-01-11' }, housing, calendarOf([])),
      at('2027-01-11'),
    ).entries
    expect(inTime?.detail).toEqual({ stage: 'stage-1', receivedOn: '2027-01-11' })
  })
})

describe('health and safety and safeguarding (Joint Code 2.3)', () => {
  it.each(['health-and-safety', 'safeguarding'] as const)('%s is never turned away, however late', (concern) => {
    const facts: Partial<CaseFacts> = { concerns: [concern], issueOn: '2020-01-01' }
    expect(refusal(received(joint, facts), 'decline', tooLate)).toMatchObject({ rule: 'Joint Code 2.3' })
    expect(refusal(answered(received(joint, facts)), 'decline-escalation', tooLate)).toMatchObject({
      rule: 'Joint Code 2.3',
    })
    // The Housing Ombudsman's Code has no such rule.
    expect(refusal(received(housing, facts), 'decline', tooLate)).toBeUndefined()
  })
})

describe('a declined complaint', () => {
  it('is over: its clocks end, the resident is told, and nothing falls due', () => {
    const { state, entries, changed } = given(acknowledged(received(housing)), 'decline', legal)
    expect(state.status).toBe('declined')
    expect(entries).toMatchObject([
      {
        event: 'declined',
        clause: '2.2',
        detail: { stage: 'stage-1', reason: 'legal-proceedings' },
        text: draft,
        letter: { kind: 'declined', to: 'resident' },
      },
    ])
    expect(changed.map(({ name, status }) => `${name} ${status}`)).toContain('respond-stage-1 ended')
    expect(nextMoment(state)).toBeUndefined()
    expect(refusal(state, 'acknowledge', acknowledgement)?.message).toContain('"reopen"')
  })

  it('is not one that waits at the step before stage 1, which can be declined as well', () => {
    const enquiry = { name: 'Urgent Enquiry', within: { number: 3, unit: 'working-days' }, of: 'receipt' } as const
    const policy: Policy = { ...housing, enquiry: { ...enquiry, byAgreement: true, clause: 'Stage 0' } }
    const { state } = given(received(policy, { enquiry: true }), 'decline', legal)
    expect(state.status).toBe('declined')
    expect(state.deadlines.map(({ name, status }) => `${name} ${status}`)).toEqual(['resolve-urgent-enquiry ended'])
    // Whoever is told to take it on, takes it on as a complaint.
    const reopened = given(state, 'reopen', { because: 'ombudsman', decidedOn: '2027-02-01' }, at('2027-02-01')).state
    expect(reopened.stages.map(({ id }) => id)).toEqual(['urgent-enquiry', 'stage-1'])
  })

  it('is no service request, which is not turned away as a complaint', () => {
    const request = received(housing, { kind: 'service-request' })
    for (const name of ['decline', 'decline-escalation'] as const) {
      expect(refusal(request, name, legal)?.rule).toBe('HO Code 1.4')
    }
    expect(refusal(request, 'reopen', { because: 'council', decidedOn: '2027-01-11' })?.rule).toBe('HO Code 1.4')
  })
})

describe('a request for stage 2', () => {
  const first = answered(received(housing))

  it('that was opened ends there, and the complaint is closed', () => {
    const second = given(first, 'escalate', {}).state
    const { state, entries } = given(second, 'decline-escalation', legal)
    expect(state).toMatchObject({ status: 'closed', declined: { what: 'escalation', reason: 'legal-proceedings' } })
    expect(state.deadlines.find(({ name }) => name === 'acknowledge-stage-2')?.status).toBe('ended')
    expect(entries).toMatchObject([
      { event: 'escalation-declined', clause: '2.2', letter: { kind: 'escalation-declined', to: 'resident' } },
    ])
    expect(refusal(state, 'escalate', {})).toMatchObject({ rule: 'HO Code 5.11' })
    expect(refusal(state, 'decline-escalation', legal)?.rule).toBe('HO Code')
  })

  it('that was only asked for is turned down after the answer, and is not opened by asking again', () => {
    const { state } = given(first, 'decline-escalation', legal)
    expect(`${state.stages.at(-1)?.id} ${state.status}`).toBe('stage-1 closed')
    expect(refusal(state, 'escalate', {})).toMatchObject({ rule: 'HO Code 5.11' })
    expect(refusal(state, 'escalate', {})?.message).toContain('Ombudsman')
  })

  it('that comes after it was closed leaves the day on which it was closed', () => {
    const closed = given(given(first, 'escalate', {}).state, 'withdraw', {}).state
    expect(refusal(closed, 'decline-escalation', legal)?.rule).toBe('HO Code')
    const quiet: State = { ...first, status: 'closed', endedAtMs: at('2027-07-12') }
    const { state, entries, changed } = given(quiet, 'decline-escalation', legal, at('2027-09-01'))
    expect(batchOf(state, entries, changed, at('2027-09-01')).case.closedAtMs).toBe(at('2027-07-12'))
    // What was told to the resident is what the Ombudsman may overturn, and that cannot have been before.
    expect(refusal(state, 'reopen', { because: 'ombudsman', decidedOn: '2027-08-31' }, at('2027-09-02'))).toBeDefined()
  })

  it('is none before stage 1 is answered', () => {
    expect(refusal(received(housing), 'decline-escalation', legal)).toMatchObject({ rule: 'HO Code 6.10' })
  })

  it('settles the resident’s time to ask, where the policy limits it', () => {
    const limit = { number: 28, unit: 'calendar-days' } as const
    const policy = { ...housing, escalation: { ...housing.escalation, window: { limit, clause: '9' } } }
    const { state } = given(answered(received(policy)), 'decline-escalation', legal, at('2027-01-20'))
    expect(state.deadlines.find(({ name }) => name === 'request-stage-2')).toMatchObject({ status: 'met' })
  })
})
