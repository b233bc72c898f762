/** What a new closure day or bank holiday does to the deadlines that run: dates worked out by hand. */
import { describe, expect, it } from 'vitest'
import { nextMoment } from '../../workflows/due.ts'
import { localTimestamp, type Calendar } from '../../workflows/policy/calendar.ts'
import { openDeadline } from '../../workflows/policy/deadlines.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import { clockOf, withDeadline, withStage } from '../../workflows/stage.ts'
import { countsFrom } from '../../workflows/stages/calendar-change.ts'
import { openWindow } from '../../workflows/stages/escalation-window.ts'
import type { State } from '../../workflows/state.ts'
import {
  acknowledged,
  at,
  change,
  closedOn,
  dayOf,
  extended,
  open,
  policy,
  received,
  respond,
} from './calendar-states.ts'
import {
  friday5,
  monday1,
  monday8,
  saturday6,
  thursday4,
  tuesday9,
  wednesday10,
  wednesday3,
} from './calendar-states.ts'

describe('received on Monday 1 February, so acknowledged by Monday 8th', () => {
  it.each([
    ['a day on the way', [wednesday3], tuesday9],
    ['two days on the way', [wednesday3, thursday4], wednesday10],
    ['the last day itself', [monday8], tuesday9],
    ['the last day and the next', [monday8, tuesday9], wednesday10],
    ['a Saturday', [saturday6], monday8],
    ['the day of receipt, which is not counted', [monday1], monday8],
    ['a day after it', [tuesday9], monday8],
  ])('%s is closed', (_what, days, due) => {
    const { state, entries } = change(received(), closedOn(...days))
    expect(dayOf(state, 'acknowledge-stage-1')).toBe(due)
    expect(entries).toHaveLength(due === monday8 ? 0 : 1)
    expect(state.calendar).toEqual(closedOn(...days))
  })

  it('moves the timer: its next moments are those of the new day', () => {
    const { state } = change(received(), closedOn(monday8), at(monday8, '08:00'))
    const reminded = { ...state, deadlines: state.deadlines.map((one) => ({ ...one, seenTo: all })) }
    const { atMs, summary } = nextMoment(reminded) ?? { atMs: 0, summary: '' }
    expect(localTimestamp(atMs).slice(0, 15)).toBe(`${tuesday9}T09:0`)
    expect(summary).toContain('due Tue 9 Feb 2027')
  })

  it('stands on the timeline with its clause, and no letter: what it tells is still to come', () => {
    const { entries } = change(received(), closedOn(wednesday3))
    const moved = [{ deadline: 'acknowledge-stage-1', number: 1, clause: '6.2', from: monday8, to: tuesday9 }]
    expect(entries).toEqual([
      { event: 'calendar-changed', clause: '6.2', detail: { stage: 'stage-1', change: 7, moved } },
    ])
  })
})

const all = ['remind-officer-2-working-days', 'remind-manager-1-working-days']

describe('acknowledged on Monday 1 February, so answered by Monday 15th', () => {
  it('is told to the resident, who was given the day', () => {
    const { state, entries } = change(acknowledged(), closedOn(friday5))
    expect(dayOf(state, 'respond-stage-1')).toBe('2027-02-16')
    expect(entries.map(({ event, letter, clause }) => [event, letter, clause])).toEqual([
      ['calendar-changed', { kind: 'update', to: 'resident' }, '6.3'],
    ])
  })

  it('is told to nobody where nobody can be written to', () => {
    const { entries } = change({ ...acknowledged(), anonymous: true }, closedOn(friday5))
    expect(entries.map(({ letter }) => letter)).toEqual([undefined])
  })

  it('is not told where the clock runs from receipt and the acknowledgement, which tells the day, is still to come', () => {
    const [one, two] = policy.stages
    const fromReceipt = { ...policy, stages: [{ ...one, respond: { ...one.respond, of: 'receipt' } }, two] } as Policy
    const { entries } = change(received(monday1, open, fromReceipt), closedOn(friday5))
    const [entry] = entries
    expect(entry?.detail['moved']).toMatchObject([
      { deadline: 'acknowledge-stage-1', from: monday8, to: tuesday9 },
      { deadline: 'respond-stage-1', from: '2027-02-15', to: '2027-02-16' },
    ])
    expect(entry?.letter).toBeUndefined()
  })

  it('comes forward again when the day is taken away', () => {
    const closed = change(acknowledged(), closedOn(friday5)).state
    const { state, entries } = change(closed, open)
    expect(dayOf(state, 'respond-stage-1')).toBe('2027-02-15')
    expect(entries[0]?.letter).toEqual({ kind: 'update', to: 'resident' })
  })

  it('stays where it is when it would come forward to a day that is over', () => {
    const closed = change(acknowledged(), closedOn(friday5)).state
    // A bank holiday taken back only after its day: the answer would have been due yesterday.
    const { state, entries } = change(closed, open, at('2027-02-16'))
    expect([dayOf(state, 'respond-stage-1'), entries]).toEqual(['2027-02-16', []])
  })

  it('comes forward to today, as today is not over', () => {
    const closed = change(acknowledged(), closedOn(friday5)).state
    expect(dayOf(change(closed, open, at('2027-02-15', '23:00')).state, 'respond-stage-1')).toBe('2027-02-15')
  })

  it.each(['met', 'late', 'missed', 'ended'] as const)('is left where it is %s', (status) => {
    const state = withDeadline(acknowledged(), { ...respond(acknowledged()), status })
    const after = change(state, closedOn(friday5))
    expect([dayOf(after.state, 'respond-stage-1'), after.entries]).toEqual(['2027-02-15', []])
  })

  it('is left where it has passed and nobody has looked yet', () => {
    const after = change(acknowledged(), closedOn(friday5), at('2027-02-16', '00:00'))
    expect([dayOf(after.state, 'respond-stage-1'), after.entries]).toEqual(['2027-02-15', []])
  })

  it('is left where the complaint is over, and the calendar is not', () => {
    const after = change({ ...acknowledged(), status: 'withdrawn' }, closedOn(friday5))
    expect([dayOf(after.state, 'respond-stage-1'), after.entries]).toEqual(['2027-02-15', []])
    expect(after.state.calendar.daysOff).toHaveProperty(friday5)
  })
})

describe('put off to a day that was promised', () => {
  it('keeps that day, and leaves no line on the timeline', () => {
    const { state, entries } = change(extended('2027-02-22'), closedOn(friday5))
    expect(respond(state)).toMatchObject({ due: '2027-02-16', extension: { to: '2027-02-22' } })
    expect(entries).toEqual([])
  })

  it('goes along where the time itself now runs further', () => {
    const { state, entries } = change(extended('2027-02-16'), closedOn(friday5, monday8))
    expect(respond(state)).toMatchObject({ due: '2027-02-17', extension: { to: '2027-02-17', notice: 3 } })
    expect(entries[0]?.detail['moved']).toMatchObject([{ from: '2027-02-16', to: '2027-02-17' }])
  })

  it('so does the promise before it, which holds again where this one is void', () => {
    const before = { from: '2027-02-15', to: '2027-02-16', notice: 2 }
    const { state, entries } = change(extended('2027-02-22', before), closedOn(friday5, monday8))
    expect(respond(state).extension).toMatchObject({ to: '2027-02-22', before: { to: '2027-02-17' } })
    expect(entries).toEqual([])
  })
})

describe('reminders, of the officer on Thursday 11th and of the manager on Friday 12th', () => {
  const [thursday11, friday12] = ['2027-02-11', '2027-02-12']
  const reminded = (seenTo: string[]) => withDeadline(acknowledged(), { ...respond(acknowledged()), seenTo })

  it('are given again before a day that is put off', () => {
    const { state } = change(reminded(all), closedOn('2027-02-15', '2027-02-16'), at(friday12))
    // Due on Wednesday 17th: Thursday 11th is two working days before it, and over; Friday 12th, at nine, is over as well.
    expect(respond(state).seenTo).toEqual(all)
    const later = change(reminded(all), closedOn('2027-02-15'), at(friday12, '08:00')).state
    expect(respond(later).seenTo).toEqual(all.slice(0, 1))
  })

  it('are not given again where the day comes forward', () => {
    const closed = change(reminded(all.slice(0, 1)), closedOn(friday5)).state
    const seen = withDeadline(closed, { ...respond(closed), seenTo: all.slice(0, 1) })
    expect(respond(change(seen, open, at(thursday11)).state).seenTo).toEqual(all.slice(0, 1))
  })
})

it('reminders of a promised day that stands are not given again', () => {
  const state = extended('2027-02-22')
  const seen = withDeadline(state, { ...respond(state), seenTo: all })
  expect(respond(change(seen, closedOn(friday5)).state)).toMatchObject({ due: '2027-02-16', seenTo: all })
})

describe('what the council aims for beside it', () => {
  const [one, two] = policy.stages
  const aim = { within: { number: 8, unit: 'working-days' }, of: 'receipt', clause: '4' }
  const aiming = { ...policy, stages: [{ ...one, respond: { ...one.respond, aim } }, two] } as Policy
  const state = acknowledged(monday1, received(monday1, open, aiming))

  it('moves with the calendar', () => {
    expect(respond(state).aim).toBe('2027-02-11')
    expect(respond(change(state, closedOn(friday5)).state)).toMatchObject({ aim: '2027-02-12', due: '2027-02-16' })
  })

  it('stays once it is over, and is not told of again', () => {
    const told = withDeadline(state, { ...respond(state), seenTo: ['aim'] })
    const after = respond(change(told, closedOn('2027-02-15'), at('2027-02-12')).state)
    expect(after).toMatchObject({ aim: '2027-02-11', due: '2027-02-16' })
    expect(after.seenTo).toContain('aim')
  })

  it('stays once it is over, though a bank holiday on the way to it is known only now', () => {
    const after = respond(change(state, closedOn(friday5), at('2027-02-12')).state)
    expect(after).toMatchObject({ aim: '2027-02-11', due: '2027-02-16' })
  })
})

describe('the resident’s own time to ask for stage 2', () => {
  const days = { number: 2, unit: 'working-days' } as const
  const window = { limit: { number: 28, unit: 'calendar-days' }, clause: '4' } as const
  const gotWithin = { within: days, clause: '4' }
  const limited = { ...policy, escalation: { ...policy.escalation, window, gotWithin } } as Policy
  const answered = (calendar: Calendar): State => {
    const state = acknowledged(monday1, received(monday1, calendar, limited))
    const done = withStage({ ...state, status: 'answered' }, { answeredAtMs: at(monday1), outcome: 'upheld' })
    return openWindow({ ...done, deadlines: [] }, at(monday1))
  }

  it('counts from getting the answer, which may take longer now', () => {
    const { state, entries } = change(answered(open), closedOn(wednesday3))
    // Got on Wednesday 3 February; now on Thursday 4th.
    expect(state.deadlines).toMatchObject([{ name: 'request-stage-2', from: thursday4, due: '2027-03-04' }])
    expect(entries[0]?.letter).toEqual({ kind: 'update', to: 'resident' })
  })

  it('is never made shorter', () => {
    const { state, entries } = change(answered(closedOn(wednesday3)), open)
    expect([dayOf(state, 'request-stage-2'), entries]).toEqual(['2027-03-04', []])
  })

  it('of calendar days is not touched by a closure', () => {
    const { state } = change(answered(open), closedOn('2027-02-20', '2027-02-22', '2027-03-03'))
    expect(dayOf(state, 'request-stage-2')).toBe('2027-03-03')
  })
})

describe('the promised news of a late answer', () => {
  it('moves too, and is told', () => {
    const late = withDeadline(acknowledged(), { ...respond(acknowledged()), status: 'missed' })
    const update = openDeadline(clockOf(late), { name: 'update-resident', stage: 'stage-1', from: '2027-02-16' })
    // 17, 18, 19, 22, Tuesday 23 February.
    const { state, entries } = change(withDeadline(late, update), closedOn('2027-02-18'), at('2027-02-16'))
    expect([dayOf(state, 'update-resident'), dayOf(state, 'respond-stage-1')]).toEqual(['2027-02-24', '2027-02-15'])
    expect(entries[0]?.letter).toEqual({ kind: 'update', to: 'resident' })
  })
})

it('the calendar is asked for from the first day that a running deadline counts from', () => {
  const state = acknowledged(monday8, received(monday1))
  expect(countsFrom(state, monday8)).toBe(monday1)
  const running = state.deadlines.map((one) => ({ ...one, from: '2026-12-24' }))
  expect(countsFrom({ ...state, deadlines: running }, monday8)).toBe('2026-12-24')
})
