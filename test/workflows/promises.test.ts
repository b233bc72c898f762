/** What is promised, what a resident hears and what was learned: what may be done when, and what comes of it. Decided without a server. */
import { describe, expect, it } from 'vitest'
import { commandNamed, type CommandName } from '../../workflows/commands/index.ts'
import { atTime } from '../../workflows/policy/calendar.ts'
import { openDuties } from '../../workflows/stage.ts'
import { close } from '../../workflows/stages/closing.ts'
import type { Duty, State } from '../../workflows/state.ts'
import {
  acknowledged,
  answered,
  at,
  basildon,
  draft,
  expectSaid,
  given,
  housing,
  monday11January,
  pass,
  received,
  refusal,
} from './decided.ts'

const action = { kind: 'action', by: '2027-02-12', says: true }
const money = { kind: 'money', by: '2027-02-12', says: true }
const named = (state: State, name: CommandName, facts: Record<string, unknown>, nowMs?: number) =>
  refusal(state, name, facts, nowMs)?.rule

/** What the clock does at once: a complaint that waited for nothing else is closed. */
const settled = (state: State, nowMs: number): State => pass(state, nowMs, nowMs).state

describe('an action', () => {
  const atStage1 = received(housing)
  const enquiry = received(basildon, { enquiry: true })

  it.each([
    ['before anything else', atStage1, action, undefined],
    ['money at any stage', atStage1, money, undefined],
    ['after the answer', answered(received(housing)), action, undefined],
    ['without words for what is done', atStage1, { ...action, says: undefined }, 'HO Code 7.3'],
    ['by a day that is over', atStage1, { ...action, by: '2027-01-10' }, 'HO Code 7.3'],
    ['in a quick try', enquiry, action, undefined],
    ['money in a quick try', enquiry, money, 'Basildon policy, Financial Remedy'],
    ['money at stage 1 of the same policy', received(basildon), money, undefined],
    ['of a complaint that is closed', close(answered(received(housing)), monday11January).state, action, 'HO Code'],
    ['of a service request', received(housing, { kind: 'service-request' }), action, 'HO Code 1.4'],
  ] as const)('is agreed %s, or not', (_when, state, facts, rule) => {
    const { says, ...rest } = facts
    expect(named(state, 'agree-action', { ...rest, ...(says && { says }) })).toBe(rule)
  })

  it('is no duty where the letter that promises it does it', () => {
    const { state, entries } = given(atStage1, 'agree-action', { kind: 'apology', by: '2027-01-11' })
    expect(openDuties(state)).toEqual([])
    expect(entries.map(({ letter }) => letter?.kind)).toEqual(['action-agreed'])
  })

  it.each([
    ['the sum of one payment', [2], true, undefined],
    ['the sum of one payment, with what is done beside it', [1, 2], true, undefined],
    ['no sum', [2, 3], false, undefined],
    ['one sum for two payments', [2, 3], true, 'Record each payment by itself'],
    ['a sum where nothing is paid', [1], true, 'None of these is money. Leave "amountPaid" out'],
  ])('are done with %s, or not', (_what, actions, paid, message) => {
    const agreed = [action, money, money].reduce((state, one) => given(state, 'agree-action', one).state, atStage1)
    const refused = refusal(agreed, 'complete-action', { actions, ...(paid && { paid }) })
    expectSaid(refused, message)
    expect(refused?.rule).toBe(message === undefined ? undefined : 'HO Code 7.3')
  })

  it('the sum that was paid stays in the records: what travels is that there is one', () => {
    const facts = commandNamed('complete-action')?.digest({ actions: [1], evidence: 'The bank.', amountPaid: 40 })
    expect(facts).toEqual({ actions: [1], paid: true })
  })

  it('two hundred are done in one letter', () => {
    let state = answered(received(housing))
    for (let i = 0; i < 200; i++) state = given(state, 'agree-action', action).state
    const numbers = openDuties(state).map(({ number }) => number)
    const done = given(state, 'complete-action', { actions: numbers, on: '2027-01-11' })
    expect(done.entries).toMatchObject([{ event: 'action-completed', letter: { kind: 'action-completed' } }])
    expect(openDuties(done.state)).toEqual([])
    expect(done.changed).toHaveLength(200)
  })

  it('of the last answer closes the complaint, and a refusal says what is open', () => {
    const facts = { findings: ['upheld'], reasons: [true], remedies: [action, money] }
    const stage1 = answered(received(housing))
    const byOthers = { ...stage1, stages: stage1.stages.map((stage) => ({ ...stage, consideredBy: ['a.khan'] })) }
    const stage2 = given(byOthers, 'escalate', {}, at('2027-01-12')).state
    const open = given(acknowledged(stage2, at('2027-01-13')), 'respond', facts, at('2027-01-14')).state
    expect([open.status, openDuties(open).map(({ kind, item }) => `${kind} ${item}`)]).toEqual([
      'answered',
      ['action 1', 'money 2'],
    ])
    expect(refusal(open, 'close', {}, at('2027-01-15'))?.message).toContain('Open: 1 (action, due Friday 12 February')
    const [nowMs, later] = [at('2027-01-18'), at('2027-01-19')]
    expect(refusal(open, 'complete-action', { actions: [3] }, nowMs)?.message).toContain('has no action 3')
    expect(named(open, 'complete-action', { actions: [1], on: '2027-01-19' }, nowMs)).toBe('HO Code 7.3')
    const first = given(open, 'complete-action', { actions: [1] }, nowMs)
    expect([first.entries[0]?.detail['closes'], settled(first.state, nowMs).status]).toEqual([false, 'answered'])
    const last = given(first.state, 'complete-action', { actions: [2] }, later)
    expect([last.entries[0]?.detail['closes'], settled(last.state, later).status]).toEqual([true, 'closed'])
  })

  it.each([
    ['before its day', at('2027-01-18'), 'ended'],
    ['after it, when it stays missed', at('2027-02-15'), 'missed'],
  ])('is given up by a manager %s, and the resident told why', (_when, nowMs, status) => {
    const late = (state: State) => ({
      ...state,
      duties: (state.duties ?? []).map((duty) => ({ ...duty, status }) as Duty),
    })
    const agreed = given(given(atStage1, 'agree-action', action).state, 'agree-action', money).state
    const before = status === 'missed' ? late(agreed) : agreed
    const command = commandNamed('end-action')
    expect(command?.by).toEqual(['manager'])
    const { state, entries, changed } = given(before, 'end-action', { actions: [1] }, nowMs)
    expect(entries).toMatchObject([
      {
        event: 'action-ended',
        clause: '7.3',
        detail: { closes: false },
        letter: { kind: 'action-ended', to: 'resident' },
      },
    ])
    expect(changed).toMatchObject([{ name: 'complete-action', number: 1, status, doneBy: 'manager:m.boss' }])
    // Nobody owes it any more: it is not reminded of, does not hold the case open and cannot be done.
    expect(openDuties(state).map(({ number }) => number)).toEqual([2])
    expect(refusal(state, 'end-action', { actions: [1] }, nowMs)?.message).toContain('Action 1 is not open any more')
  })
})

describe('updates', () => {
  const every = { number: 5, unit: 'working-days' }
  const working = acknowledged(received(housing))

  it.each([
    ['while it is late, as before', {}, undefined, undefined],
    ['from now on', { from: 'now' }, '2027-01-18', undefined],
    ['from now on, by an officer', { from: 'now', by: 'officer' }, '2027-01-18', 'officer'],
  ])('are agreed %s', (_how, more, due, by) => {
    const { state } = given(working, 'agree-updates', { every, ...more })
    expect(state.deadlines.find(({ name }) => name === 'update-resident')?.due).toBe(due)
    expect(state.updatesBy).toBe(by)
  })

  it('agreed anew with Redress are written by Redress', () => {
    const byOfficer = given(working, 'agree-updates', { every, from: 'now', by: 'officer' }).state
    expect(given(byOfficer, 'agree-updates', { every, by: 'redress' }).state).not.toHaveProperty('updatesBy')
  })

  it('go to nobody where nobody is known', () => {
    const nobody = acknowledged(received(housing, { anonymous: true }))
    expect(named(nobody, 'agree-updates', { every, from: 'now' })).toBe('HO Code 5.9')
    expect(named(nobody, 'send-update', {})).toBe('HO Code 5.9')
  })

  it('give no new day to an answer that is not late, and tell nothing where nothing is left', () => {
    expect(named(working, 'send-update', { newDate: '2027-02-01' })).toBe('HO Code 5.9')
    expect(named(working, 'send-update', {})).toBeUndefined()
    expect(named(answered(received(housing)), 'send-update', {})).toBe('HO Code 5.9')
    const promised = given(answered(received(housing)), 'agree-action', action).state
    expect(given(promised, 'send-update', {}).entries[0]?.detail).toMatchObject({ tells: 'actions' })
  })
})

describe('learning', () => {
  const over = close(answered(received(housing)), monday11January).state
  const { learning: _none, ...silent } = housing
  const faults = { ...housing, learning: { after: 'fault', clause: '9.1' } } as const
  const learned = { rootCause: 'delay', improvements: [{ owner: 'r.mason', by: '2027-09-30' }] }

  it.each([
    ['every complaint that was answered', housing, 1],
    ['those in which something went wrong', faults, 0],
    ['none', silent, 0],
  ])('is asked for after %s', (_which, policy, owed) => {
    const { state } = close(answered(received(policy)), monday11January)
    expect(openDuties(state, 'record-learning')).toHaveLength(owed)
  })

  it('is said once; an improvement outlives the case', () => {
    const { state, entries } = given(over, 'record-learning', learned)
    expect(openDuties(state).map(({ name, owner, due }) => `${name} ${owner} ${due}`)).toEqual([
      'complete-improvement r.mason 2027-09-30',
    ])
    expect(entries.map(({ event, text }) => [event, text])).toEqual([
      ['learning-recorded', draft],
      ['reminded', undefined],
    ])
    const done = given(state, 'complete-improvement', { improvement: 1 }, at('2027-09-01'))
    expect([openDuties(done.state), done.entries[0]?.letter]).toEqual([[], undefined])
  })

  it('said with the answer is not asked for again; of what is taken up again, it is', () => {
    const early = given(answered(received(housing)), 'record-learning', { rootCause: 'none', improvements: [] }).state
    expect(openDuties(close(early, monday11January).state)).toEqual([])
    const again = given(over, 'reopen', { because: 'council', decidedOn: '2027-01-11' }, atTime('2027-01-11', '15:00'))
    expect([openDuties(again.state), again.state.learned]).toEqual([[], undefined])
  })

  it('names a cause of the list and days to come, once something is found', () => {
    expect(refusal(over, 'record-learning', { ...learned, rootCause: 'bad-luck' })?.message).toContain('delay, ')
    const past = { rootCause: 'delay', improvements: [{ owner: 'r.mason', by: '2027-01-10' }] }
    expect(named(over, 'record-learning', past)).toBe('HO Code 9.1')
    expect(named(received(housing), 'record-learning', learned)).toBe('HO Code 9.1')
  })

  it('is either a cause with what was learned, or none with why', () => {
    const body = commandNamed('record-learning')?.body()
    const reads = (sent: unknown) => body?.safeParse(sent).success
    expect(reads({ none: 'x' })).toBe(true)
    expect(reads({ rootCause: 'delay', learningPoint: 'x' })).toBe(true)
    for (const sent of [{}, { rootCause: 'delay' }, { none: 'x', rootCause: 'delay', learningPoint: 'x' }])
      expect(reads(sent)).toBe(false)
  })
})

it('a contact is noted on any case, also one that is over, and not before it happens', () => {
  const over = close(answered(received(housing)), monday11January).state
  const call = { way: 'phone', direction: 'in' }
  expect(given(over, 'record-contact', call).entries).toMatchObject([
    { event: 'contact-recorded', clause: '5.12', detail: { ...call, on: '2027-01-11' } },
  ])
  expect(named(over, 'record-contact', { ...call, on: '2027-01-12' })).toBe('HO Code 5.12')
})
