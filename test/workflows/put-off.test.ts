/** An action that is put off to a later day: what stays owed, who hears, and whether it is in time then (HO Code 7.3). */
import { describe, expect, it } from 'vitest'
import type { Duty } from '../../workflows/state.ts'
import { at, given, housing, received, refusal } from './decided.ts'

const atStage1 = received(housing)
const action = { kind: 'action', by: '2027-02-12', says: true }

describe('an action', () => {
  it.each([
    ['by the new day', { actions: [1] }, at('2027-02-26'), 'late'],
    ['after it', { actions: [1] }, at('2027-03-08'), 'late'],
    ['in truth before the first day was over', { actions: [1], on: '2027-02-12' }, at('2027-02-26'), 'met'],
  ])('put off when its day was over is late for good: done %s', (_when, done, nowMs, status) => {
    const agreed = given(atStage1, 'agree-action', action).state
    const missed = (agreed.duties ?? []).map((duty) => ({ ...duty, status: 'missed', toldOn: '2027-02-13' }) as Duty)
    const again = { action: 1, to: '2027-02-19' }
    const first = given({ ...agreed, duties: missed }, 'put-off-action', again, at('2027-02-15'))
    expect(first.changed).toMatchObject([{ due: '2027-02-19', status: 'running', firstMissed: '2027-02-12' }])
    const { state } = given(first.state, 'put-off-action', { ...again, to: '2027-03-01' }, at('2027-02-16'))
    expect(given(state, 'complete-action', done, nowMs).changed).toMatchObject([
      { due: '2027-03-01', status, firstMissed: '2027-02-12' },
    ])
    expect(given(state, 'end-action', { actions: [1] }, nowMs).changed).toMatchObject([{ status: 'missed' }])
  })

  it('put off in time and done by the new day is in time', () => {
    const agreed = given(atStage1, 'agree-action', action).state
    const { state } = given(agreed, 'put-off-action', { action: 1, to: '2027-03-01' })
    const [done] = given(state, 'complete-action', { actions: [1] }, at('2027-02-26')).changed ?? []
    expect(done).toMatchObject({ status: 'met' })
    expect(done).not.toHaveProperty('firstMissed')
  })

  it('put off is reminded of again; given to somebody, they hear of it', () => {
    const state = given(atStage1, 'agree-action', action).state
    expect(refusal(state, 'put-off-action', { action: 1, to: '2027-02-12' })?.rule).toBe('HO Code 7.3')
    const putOff = given(state, 'put-off-action', { action: 1, to: '2027-03-01' })
    expect(putOff.entries).toMatchObject([
      { detail: { from: '2027-02-12', to: '2027-03-01' }, letter: { kind: 'action-put-off', to: 'resident' } },
    ])
    const { entries } = given(putOff.state, 'assign-action', { actions: [1], owner: 'r.mason' })
    expect(entries.map(({ event, letter }) => [event, letter?.staff])).toEqual([
      ['action-assigned', undefined],
      ['reminded', 'r.mason'],
    ])
  })
})
