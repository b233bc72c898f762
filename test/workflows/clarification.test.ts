/** What is unclear is asked, and the answer taken (HO Code 5.6): which clock waits, and for how long. */
import { describe, expect, it } from 'vitest'
import { commandNamed } from '../../workflows/commands/index.ts'
import { commit } from '../../workflows/commit.ts'
import { dueNow } from '../../workflows/due.ts'
import { lastDay } from '../../workflows/policy/deadlines.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import { deadlineNamed, openDuties } from '../../workflows/stage.ts'
import type { State } from '../../workflows/state.ts'
import { acknowledged, answered, at, draft, given, housing, joint, received, refusal } from './decided.ts'

/** No council of ours has it: one whose clock waits. */
const waiting: Policy = {
  ...housing,
  clarification: { within: { number: 5, unit: 'working-days' }, clockWaits: true, clause: '9' },
}
// Acknowledged on Monday 11 January 2027: the answer is due on Monday the 25th.
const asked = (policy: Policy, facts: object = {}, on = '2027-01-12') =>
  given(acknowledged(received(policy)), 'ask-clarification', { questions: 2, ...facts }, at(on))
const dueOf = (state: State) => {
  const deadline = deadlineNamed(state, 'respond-stage-1')
  return deadline && lastDay(deadline)
}
const dutyOf = (state: State) => openDuties(state, 'answer-clarification').map(({ due, status }) => [due, status])
const answerOn = (state: State, on: string, facts: object = {}) =>
  given(state, 'answer-clarification', { ...facts }, at(on))

describe('under the Codes the clock runs on', () => {
  it.each([
    ['the policy’s own time', {}, '2027-01-12', '2027-01-19'],
    ['a day that is named', { answerBy: '2027-01-14' }, '2027-01-12', '2027-01-14'],
    ['never after our own answer', {}, '2027-01-21', '2027-01-25'],
  ])('%s', (_name, facts, on, due) => {
    const { state, entries } = asked(housing, facts, on)
    expect(dutyOf(state)).toEqual([[due, 'running']])
    expect(dueOf(state)).toBe('2027-01-25')
    expect(entries[0]).toMatchObject({
      event: 'clarification-asked',
      clause: '5.6',
      detail: { answerBy: due, questions: 2 },
      letter: { kind: 'clarification', to: 'resident' },
    })
    expect(dueOf(answerOn(state, on).state)).toBe('2027-01-25')
  })

  it('cites its own clause', () => {
    expect(asked(joint).entries[0]?.clause).toBe('5.3')
  })

  it('refuses a day that is over, and one after our own answer', () => {
    const ask = (answerBy: string, policy = housing) =>
      refusal(acknowledged(received(policy)), 'ask-clarification', { questions: 1, answerBy }, at('2027-01-12'))
        ?.message
    expect(ask('2027-01-12')).toContain('after today')
    expect(ask('2027-01-26')).toContain('does not wait')
    expect(ask('2027-01-26', waiting)).toBeUndefined()
  })
})

describe('where a council’s own policy lets it wait, the response is put off', () => {
  it.each([
    ['by the time that was asked, as the letter says', undefined, '2027-02-01'],
    ['by no more than the resident took', '2027-01-14', '2027-01-27'],
    ['not at all, where they answer on the day', '2027-01-12', '2027-01-25'],
    ['by no more than was asked, where they answer late', '2027-01-22', '2027-02-01'],
  ])('%s', (_name, on, due) => {
    const { state, entries } = asked(waiting)
    expect(entries[0]?.detail).toMatchObject({ waits: { from: '2027-01-25', to: '2027-02-01' } })
    expect(dueOf(on === undefined ? state : answerOn(state, on).state)).toBe(due)
  })

  it('an extension since then stands', () => {
    const { state } = asked(waiting)
    const extended = given(state, 'extend', { until: '2027-02-05', reason: true, goodReason: false }, at('2027-01-13'))
    expect(dueOf(answerOn(extended.state, '2027-01-14').state)).toBe('2027-02-05')
  })

  it('twice asked, twice put off, and each ends by itself', () => {
    const first = asked(waiting).state
    const second = given(first, 'ask-clarification', { questions: 1 }, at('2027-01-18')).state
    expect(dueOf(second)).toBe('2027-02-08')
    const one = answerOn(second, '2027-01-20', { asked: 2 }).state
    expect(dueOf(one)).toBe('2027-02-03')
    expect(dutyOf(one)).toEqual([['2027-01-19', 'running']])
  })
})

describe('the answer', () => {
  const byResident = { by: { role: 'resident' }, nowMs: at('2027-01-13'), draft } as const

  it('is told to the officer where the resident gives it, and to nobody who wrote it down', () => {
    const { state } = asked(housing)
    const told = commandNamed('answer-clarification')?.apply(state, {}, byResident).entries
    expect(told?.[0]?.letter).toEqual({ kind: 'reminder', to: 'officer' })
    expect(answerOn(state, '2027-01-13').entries[0]?.letter).toBeUndefined()
  })

  it('that does not come is told to the officer, and what comes later is still taken', () => {
    const { state } = asked(housing)
    const day = at('2027-01-20')
    const change = dueNow(state, day)
    if (!change) throw new Error('nothing is due')
    const passed = commit(state, change, day)
    expect(passed.entries).toMatchObject([{ event: 'clarification-unanswered', letter: { to: 'officer' } }])
    expect(dutyOf(passed.state)).toEqual([['2027-01-19', 'missed']])
    expect(dutyOf(answerOn(passed.state, '2027-01-21').state)).toEqual([])
  })

  it('is of no use once nothing is asked, or all is answered', () => {
    expect(refusal(acknowledged(received(housing)), 'answer-clarification', {})?.rule).toBe('HO Code 5.6')
    expect(refusal(asked(housing).state, 'answer-clarification', { asked: 2 })?.message).toContain('Open: 1')
    expect(refusal(answered(received(housing)), 'ask-clarification', { questions: 1 })).toBeDefined()
  })

  it('nobody is asked who cannot be written to', () => {
    const nobody = acknowledged(received(housing, { anonymous: true }))
    expect(refusal(nobody, 'ask-clarification', { questions: 1 })?.message).toContain('Nobody is known')
  })
})
