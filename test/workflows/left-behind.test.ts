/** What a change must not leave behind, or take with it. Decided without a server. */
import { describe, expect, it } from 'vitest'
import type { Actor } from '../../workflows/actor.ts'
import type { CommandName } from '../../workflows/commands/index.ts'
import { asOf } from '../../workflows/due.ts'
import { openDeadlineNamed } from '../../workflows/stage.ts'
import { countsFrom } from '../../workflows/stages/calendar-change.ts'
import { openDuty } from '../../workflows/stages/duties.ts'
import type { State } from '../../workflows/state.ts'
import { acknowledged, at, given, housing, monday11January, pass, received, refusal } from './decided.ts'

const missed = () => asOf(acknowledged(received(housing)), at('2027-01-27'))

it('a complaint that is withdrawn while an Ombudsman has it promises no new day for an answer', () => {
  const referred = given(missed(), 'refer-to-ombudsman', { on: '2027-01-26', by: 'resident' }, at('2027-01-27')).state
  expect(referred.promised).toBeDefined()
  const { state } = given(referred, 'withdraw', {}, at('2027-01-28'))
  expect(state.status).toBe('with-ombudsman')
  expect(state.promised).toBeUndefined()
  expect(refusal(state, 'send-update', { newDate: '2027-02-26' }, at('2027-01-29'))?.message).toContain('newDate')
})

describe('an officer’s update that was missed', () => {
  const every = (number: number) => ({ every: { number, unit: 'working-days' }, by: 'officer' })
  const promised = () => given(missed(), 'agree-updates', every(5), at('2027-01-27')).state

  it('stays missed when another interval is agreed, and the manager is told of it once', () => {
    const due = openDeadlineNamed(promised(), 'update-resident')?.due ?? ''
    const first = pass(promised(), at(due) + 15 * 3_600_000)
    expect(openDeadlineNamed(first.state, 'update-resident')?.status).toBe('missed')
    const agreed = given(first.state, 'agree-updates', every(10), at(due) + 15 * 3_600_000)
    expect(openDeadlineNamed(agreed.state, 'update-resident')?.status).toBe('missed')
    const rest = pass(agreed.state, at('2027-02-05'))
    const told = [...first.entries, ...rest.entries].filter(
      ({ event, detail }) => event === 'manager-told' && detail['deadline'] === 'update-resident',
    )
    expect(told).toHaveLength(1)
  })
})

it('the calendar reaches back to an older duty that counts in working days, whatever stage runs', () => {
  const within = {
    name: 'answer-clarification',
    from: '2026-12-21',
    span: { number: 30, unit: 'working-days' },
  } as const
  const state = openDuty(acknowledged(received(housing)), within, monday11January)
  expect(countsFrom(state, '2027-01-20')).toBe('2026-12-21')
})

it('who restricted contact does not decide on the challenge, also when a conflict was declared and ended meanwhile', () => {
  const one: Actor = { role: 'manager', id: 'm.one' }
  const two: Actor = { role: 'manager', id: 'm.two' }
  const as = (state: State, name: CommandName, facts: Record<string, unknown>, by: Actor) =>
    given(state, name, facts, monday11January, by).state
  const restricted = as(received(housing), 'restrict-contact', { kind: 'one-channel' }, one)
  const challenged = as(restricted, 'challenge-restriction', { restriction: 1 }, { role: 'resident' })
  const declared = as(challenged, 'declare-conflict', { officer: 'm.one' }, two)
  // They get no notice of it any more.
  expect(declared.duties?.map(({ owner }) => owner)).not.toContain('m.one')
  const ended = as(declared, 'end-conflict', { officer: 'm.one' }, two)
  const refused = refusal(ended, 'decide-challenge', { challenge: 1, outcome: 'stands' }, monday11January, one)
  expect(refused?.message).toContain('m.one decided on this restriction')
})

it('a request for evidence that asks for nothing lists nothing', () => {
  const referred = given(received(housing), 'refer-to-ombudsman', { on: '2027-01-11', by: 'resident' }).state
  const first = given(referred, 'record-evidence-request', { on: '2027-01-11', by: ['2027-02-01'] })
  expect(first.entries[0]?.detail['duties']).toHaveLength(1)
  const none = given(first.state, 'record-evidence-request', { on: '2027-01-11', by: [] })
  expect(none.entries[0]?.detail['duties']).toEqual([])
})
