/** Tasks beside letters, and the letters that wait for them: which are opened, their days, what is told late. Named days of 2027. */
import { describe, expect, it } from 'vitest'
import { commit } from '../../workflows/commit.ts'
import { asOf, dueNow, nextMoment } from '../../workflows/due.ts'
import { newState, type CaseFacts } from '../../workflows/intake.ts'
import { calendarOf } from '../../workflows/policy/bank-holidays.ts'
import { atTime, localTimestamp } from '../../workflows/policy/calendar.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import { recalendar } from '../../workflows/stages/calendar-change.ts'
import { acknowledge, answer } from '../../workflows/stages/investigation.ts'
import { receive } from '../../workflows/stages/receipt.ts'
import type { Entry, Reach, State } from '../../workflows/state.ts'
import { at, given, housing } from './decided.ts'

const officer = 'officer:a.khan'
const byPhone: Reach = { speak: 'phone' }

function received(day: string, reach: Reach, changes: Partial<CaseFacts> = {}, policy: Policy = housing) {
  const facts: CaseFacts = {
    ...{ ref: 'C-TEST', organisation: 'test', policyDigest: 'test', kind: 'complaint', serviceArea: 'repairs' },
    ...{ landlordMatter: true, points: 1, concerns: [], reach, ...changes },
  }
  const state = newState(facts, policy, calendarOf([{ date: '2027-02-05', name: 'Training' }]))
  return commit(state, receive(state, at(day)), at(day), 'resident')
}

const acknowledgedAt = (state: State, nowMs: number, by = officer) =>
  commit(state, acknowledge(state, nowMs, { ownWords: false, text: 't' }), nowMs, by)
const answeredAt = (state: State, nowMs: number, by = officer) =>
  commit(state, answer(state, nowMs, { findings: ['upheld'], outcome: 'upheld', remedies: [], text: 't' }), nowMs, by)

const tasksIn = ({ tasks = [] }: State) => tasks.map(({ kind, letter, due }) => `${kind} about ${letter} by ${due}`)
const heldIn = ({ held = [] }: State) =>
  held.map(({ seq, untilMs }) => `${seq} until ${localTimestamp(untilMs).slice(0, 16)}`)
const told = (entries: Entry[]) =>
  entries.map(({ event, letter }) => `${event}${letter ? ` ${letter.kind} to ${letter.to}` : ''}`)

describe('every letter to the resident opens what they need', () => {
  it.each<[string, Reach, string[]]>([
    ['a call', { speak: 'phone' }, ['call about 1 by 2027-01-12']],
    ['a visit', { speak: 'face-to-face' }, ['visit about 1 by 2027-01-12']],
    ['Braille', { into: ['braille'] }, ['braille about 1 by 2027-01-18']],
    [
      'a recording, and a translation',
      { into: ['audio', 'translation'] },
      ['audio about 1 by 2027-01-18', 'translation about 1 by 2027-01-14'],
    ],
    [
      'easy read, and a call',
      { speak: 'phone', into: ['easy-read'] },
      ['easy-read about 1 by 2027-01-18', 'call about 1 by 2027-01-12'],
    ],
    ['nothing for a text message', { texts: true }, []],
  ])('%s', (_what, reach, tasks) => {
    const { state, entries } = received('2027-01-11', reach)
    expect(tasksIn(state)).toEqual(tasks)
    expect(told(entries)).toEqual(['received receipt to resident', ...tasks.map(() => 'task-opened task to officer')])
    expect(state.undelivered).toEqual(entries.map(({ seq }) => seq))
  })

  it('and none for who cannot be reached, nor for a notice to staff', () => {
    const nobody = received('2027-01-11', {}, { anonymous: true }).state
    expect(nobody.tasks).toBeUndefined()
    // Two working days before Monday 18 January the officer is reminded.
    const state = received('2027-01-11', { into: ['braille'] }).state
    const reminded = dueNow(state, at('2027-01-14'))
    expect(reminded && told(commit(state, reminded, at('2027-01-14')).entries)).toEqual([
      'reminded reminder to officer',
    ])
  })

  it('numbers them after the change, whose own entries keep their numbers', () => {
    const first = received('2027-01-11', { speak: 'phone', into: ['braille'] })
    expect(first.last).toBe(1)
    const second = acknowledgedAt(first.state, at('2027-01-12'))
    expect(second.last).toBe(4)
    expect(second.entries.map(({ seq, event, by }) => `${seq} ${event} ${by}`)).toEqual([
      '4 acknowledged officer:a.khan',
      '5 task-opened redress',
      '6 task-opened redress',
    ])
    expect(second.state.tasks?.map(({ number }) => number)).toEqual([1, 2, 3, 4])
    expect(second.tasks.map(({ number }) => number)).toEqual([3, 4])
  })
})

describe('the day of a call is the next working day', () => {
  it.each([
    ['Monday', '2027-01-11', '2027-01-12'],
    ['Friday', '2027-01-15', '2027-01-18'],
    ['Saturday', '2027-01-16', '2027-01-18'],
    ['Maundy Thursday, before Good Friday and Easter Monday', '2027-03-25', '2027-03-30'],
    ['Christmas Eve, a Friday: Monday and Tuesday are holidays', '2027-12-24', '2027-12-29'],
    ['the day before the office is closed for training, a Friday', '2027-02-04', '2027-02-08'],
  ])('%s', (_day, on, due) => {
    expect(tasksIn(received(on, byPhone).state)).toEqual([`call about 1 by ${due}`])
  })

  it('but not after the last day of a duty of the stage', () => {
    const { state } = received('2027-01-11', byPhone)
    // Acknowledged by Redress on its last day, Monday 18 January: told that day, too.
    const late = acknowledgedAt(state, at('2027-01-18'), 'redress').state
    expect(tasksIn(late).at(-1)).toBe('call about 3 by 2027-01-18')
    expect(late.held).toBeUndefined()
  })

  it('is the policy’s own where it has one', () => {
    const days = (number: number) => ({ number, unit: 'working-days' }) as const
    const tasks = {
      ...{ tell: days(2), letterWaitsUntil: '12:00', copies: days(10) },
      translation: days(7),
      findAddress: days(1),
      clause: '9',
    }
    const own = { ...housing, tasks }
    const { state, entries } = received('2027-01-11', { speak: 'phone', into: ['braille', 'translation'] }, {}, own)
    expect(tasksIn(state).map((line) => line.slice(-10))).toEqual(['2027-01-25', '2027-01-20', '2027-01-13'])
    expect(entries.at(-1)?.clause).toBe('9')
    expect(heldIn(acknowledgedAt(state, at('2027-01-12')).state)).toEqual(['5 until 2027-01-14T12:00'])
  })
})

describe('what staff decide is told before the letter goes', () => {
  const acknowledged = (reach: Reach = byPhone) =>
    acknowledgedAt(received('2027-01-11', reach).state, at('2027-01-11'), 'redress').state

  it.each([
    // Due on Monday 25 January.
    ['in good time: until four on the next working day', '2027-01-13', '10:00', '2027-01-14T16:00'],
    ['on a Friday: over the weekend', '2027-01-15', '10:00', '2027-01-18T16:00'],
    ['late in the evening', '2027-01-14', '23:30', '2027-01-15T16:00'],
    ['the day before the last: on that', '2027-01-22', '10:00', '2027-01-25T16:00'],
    ['on the last day: until four', '2027-01-25', '10:00', '2027-01-25T16:00'],
  ])('%s', (_when, day, time, until) => {
    const { state, last } = answeredAt(acknowledged(), atTime(day, time))
    expect(heldIn(state)).toEqual([`${last} until ${until}`])
    expect(state.undelivered).toContain(last)
  })

  it.each([
    ['on the last day, after four', '2027-01-25', '16:01'],
    ['when it is late already', '2027-01-26', '09:00'],
  ])('but waits no more %s', (_when, day, time) => {
    const { state } = answeredAt(acknowledged(), atTime(day, time))
    expect(state.held).toBeUndefined()
    expect(tasksIn(state).at(-1)).toMatch(/^call/)
  })

  it('in summer time as well: four o’clock is on the clock in London', () => {
    const state = acknowledgedAt(received('2027-06-07', byPhone).state, at('2027-06-08')).state
    expect(state.held?.map(({ untilMs }) => new Date(untilMs).toISOString())).toEqual(['2027-06-09T15:00:00.000Z'])
    // The clocks go forward on Sunday 28 March, Good Friday is the 26th and Easter Monday the 29th.
    const easter = acknowledgedAt(received('2027-03-25', byPhone).state, at('2027-03-25')).state
    expect(heldIn(easter)).toEqual(['3 until 2027-03-30T16:00'])
  })

  it.each<[string, Reach, string]>([
    ['nobody asked to be told in person', { into: ['braille'] }, officer],
    ['Redress did it by itself', byPhone, 'redress'],
    ['the resident did it', byPhone, 'resident'],
  ])('not where %s', (_why, reach, by) => {
    expect(acknowledgedAt(received('2027-01-11', reach).state, at('2027-01-12'), by).state.held).toBeUndefined()
  })

  it('not where the resident asked for it, though an officer wrote it down, nor for a change of the calendar', () => {
    const answered = answeredAt(acknowledged(), at('2027-01-20')).state
    const escalated = given(
      given(answered, 'complete-task', { task: 3, outcome: 'done' }, at('2027-01-20')).state,
      'escalate',
      {},
      at('2027-01-21'),
    )
    expect(told(escalated.entries)).toEqual(['escalated receipt to resident', 'task-opened task to officer'])
    expect(escalated.state.held).toBeUndefined()
    const closed = calendarOf([{ date: '2027-01-21', name: 'Training' }])
    const moved = recalendar(acknowledged(), { change: 1, calendar: closed }, at('2027-01-13'))
    const recounted = commit(acknowledged(), moved, at('2027-01-13'), 'manager:m.boss')
    expect(told(recounted.entries)).toEqual(['calendar-changed update to resident', 'task-opened task to officer'])
    expect(recounted.state.held).toBeUndefined()
  })

  it('a notice of an extension is out before the old last day ends', () => {
    const state = acknowledged()
    const lastDay = atTime('2027-01-25', '11:00')
    const extension = { until: '2027-01-29', reason: true, goodReason: false }
    const { state: extended, last } = given(state, 'extend', extension, lastDay)
    expect(heldIn(extended)).toEqual([`${last} until 2027-01-25T16:00`])
    expect(tasksIn(extended).at(-1)).toBe(`call about ${last} by 2027-01-25`)
  })
})

describe('a letter goes', () => {
  const answered = answeredAt(
    acknowledgedAt(received('2027-01-11', byPhone).state, at('2027-01-11'), 'redress').state,
    at('2027-01-13'),
  ).state

  it.each(['done', 'not-reached'])(
    'when its call is recorded as %s, and the resident’s other letters wait on',
    (outcome) => {
      const { state, entries, tasks } = given(answered, 'complete-task', { task: 3, outcome }, at('2027-01-14'))
      expect(state.held).toBeUndefined()
      expect(told(entries)).toEqual(['task-done'])
      expect(entries[0]?.detail).toMatchObject({ task: 3, kind: 'call', letter: 5, outcome, on: '2027-01-14' })
      expect(tasks).toEqual([
        {
          number: 3,
          kind: 'call',
          letter: 5,
          due: '2027-01-14',
          status: outcome,
          doneOn: '2027-01-14',
          by: 'manager:m.boss',
          text: expect.any(String),
        },
      ])
      expect(tasksIn(state)).toHaveLength(2)
      const other = given(answered, 'complete-task', { task: 1, outcome }, at('2027-01-14')).state
      expect(heldIn(other)).toEqual(heldIn(answered))
      // A copy of it is another matter.
      const reach: Reach = { speak: 'phone', into: ['braille'] }
      const copied = acknowledgedAt(received('2027-01-11', reach).state, at('2027-01-12')).state
      expect(given(copied, 'complete-task', { task: 3, outcome }, at('2027-01-12')).state.held).toEqual(copied.held)
    },
  )

  it('at the end of its time in any case, with nothing on the timeline, also of a complaint that is over', () => {
    const four = atTime('2027-01-14', '16:00')
    for (const state of [answered, { ...answered, status: 'closed' } satisfies State]) {
      expect(asOf(state, four - 1).held).toHaveLength(1)
      expect(asOf(state, four).held).toBeUndefined()
      const release = dueNow(asOf(state, four - 1), four)
      expect(release?.entries).toEqual([])
    }
    expect(nextMoment(asOf(answered, four - 1))).toMatchObject({
      atMs: four,
      summary: 'Letter 5 goes out, told in person first or not',
    })
  })
})
