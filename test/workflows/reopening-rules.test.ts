/** A complaint that was over is taken up again: which stage begins, from when, and what is not asked again. */
import { describe, expect, it } from 'vitest'
import { batchOf } from '../../workflows/batch.ts'
import type { State } from '../../workflows/state.ts'
import { acknowledged, answered, at, given, housing, legal, received, refusal } from './decided.ts'

describe('taken up again', () => {
  const ombudsman = { because: 'ombudsman', decidedOn: '2027-03-02' }
  const declined = given(acknowledged(received(housing)), 'decline', legal, at('2027-01-14')).state

  it('stage 1 begins afresh, its clocks count from the day of the decision', () => {
    const { state, entries } = given(declined, 'reopen', ombudsman, at('2027-03-03'))
    expect(state.status).toBe('received')
    expect(state.deadlines).toMatchObject([
      // Five working days after Tuesday 2 March.
      { name: 'acknowledge-stage-1', number: 2, from: '2027-03-02', due: '2027-03-09', status: 'running' },
    ])
    expect(entries).toMatchObject([
      {
        event: 'reopened',
        clause: '2.4',
        detail: { stage: 'stage-1', because: 'ombudsman', decidedOn: '2027-03-02', was: 'declined' },
        letter: { kind: 'receipt', to: 'resident' },
      },
    ])
  })

  it('is not declined again for what the Ombudsman did not accept, but for another reason it may be', () => {
    const { state } = given(declined, 'reopen', ombudsman, at('2027-03-03'))
    expect(refusal(state, 'decline', legal)).toMatchObject({ rule: 'HO Code 2.4' })
    expect(refusal(state, 'decline', { reason: 'considered-before' })).toBeUndefined()
    const byUs = given(declined, 'reopen', { ...ombudsman, because: 'council' }, at('2027-03-03')).state
    expect(refusal(byUs, 'decline', legal)).toBeUndefined()
  })

  it.each([
    ['before it was declined', '2027-01-13'],
    ['in the future', '2027-03-04'],
  ])('not %s', (_when, decidedOn) => {
    const refused = refusal(declined, 'reopen', { ...ombudsman, decidedOn }, at('2027-03-03'))
    expect(refused).toMatchObject({ rule: 'HO Code 2.4' })
    expect(refused?.message).toContain('"decidedOn"')
  })

  it.each([
    [
      'the request was opened',
      given(given(answered(received(housing)), 'escalate', {}).state, 'decline-escalation', legal),
    ],
    ['it was only asked for', given(answered(received(housing)), 'decline-escalation', legal)],
  ])('stage 2 begins where the request for it was declined: %s', (_how, { state: before }) => {
    const { state, entries } = given(before, 'reopen', ombudsman, at('2027-03-03'))
    expect(`${state.stages.at(-1)?.id} ${state.status}`).toBe('stage-2 received')
    expect(state.deadlines.map(({ name, from, due }) => `${name} ${from} ${due}`)).toEqual([
      'acknowledge-stage-2 2027-03-02 2027-03-09',
    ])
    expect(entries[0]?.detail).toMatchObject({ was: 'escalation-declined' })
    // Nobody who considered stage 1 reviews it, whichever stage 1 that was.
    expect(refusal(state, 'assign', { officer: 'm.boss' })).toMatchObject({ rule: 'HO Code 6.13' })
  })

  it('withdrawn at stage 1 it is at stage 1 again, closed after stage 2 at stage 2', () => {
    const withdrawn = given(acknowledged(received(housing)), 'withdraw', {}).state
    const council = { because: 'council', decidedOn: '2027-03-02' }
    const first = given(withdrawn, 'reopen', council, at('2027-03-02'))
    expect(first.state.stages.map(({ id }) => id)).toEqual(['stage-1', 'stage-1'])
    expect(first.entries[0]?.clause).toBeUndefined()
    const second = given(given(answered(received(housing)), 'escalate', {}).state, 'withdraw', {}).state
    expect(given(second, 'reopen', council, at('2027-03-02')).state.stages.map(({ id }) => id)).toEqual([
      ...['stage-1', 'stage-2', 'stage-2'],
    ])
  })

  it('what was missed before is not missed now, and stays in the records', () => {
    const late: State = acknowledged(received(housing))
    const missed = { ...late, deadlines: late.deadlines.map((one) => ({ ...one, status: 'missed' as const })) }
    const over = given(missed, 'withdraw', {}, at('2027-03-01'))
    const { state, entries, changed } = given(over.state, 'reopen', ombudsman, at('2027-03-02'))
    const batch = batchOf(state, entries, [...over.changed, ...changed], at('2027-03-02'))
    expect(batch.case).toMatchObject({ overdue: false, closedAtMs: null, status: 'received' })
    const again = acknowledged(state, at('2027-03-03'))
    expect(again.deadlines.map(({ name, number, status }) => `${name} ${number} ${status}`)).toEqual([
      ...['acknowledge-stage-1 2 met', 'respond-stage-1 2 running'],
    ])
  })

  it('a change that is not written down yet is not lost with the deadlines that are done with', () => {
    const decline = given(acknowledged(received(housing)), 'decline', legal, at('2027-01-14'))
    const after = given(decline.state, 'reopen', { because: 'council', decidedOn: '2027-01-14' }, at('2027-01-14'))
    const entries = [...decline.entries, ...after.entries]
    const batch = batchOf(after.state, entries, [...decline.changed, ...after.changed], at('2027-01-14'))
    expect(batch.deadlines.map(({ name, number, status }) => `${name} ${number} ${status}`)).toContain(
      'respond-stage-1 1 ended',
    )
  })

  it('a complaint that goes on cannot be', () => {
    expect(refusal(received(housing), 'reopen', ombudsman, at('2027-03-03'))?.message).toContain('not over')
  })
})
