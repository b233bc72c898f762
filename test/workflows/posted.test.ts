/** A letter was posted, and the day of that counts: decided without a server. */
import { describe, expect, it } from 'vitest'
import { commandNamed } from '../../workflows/commands/index.ts'
import { asOf } from '../../workflows/due.ts'
import type { LetterOut } from '../../workflows/letter-out.ts'
import { parseWhen } from '../../workflows/policy/calendar.ts'
import type { State } from '../../workflows/state.ts'
import { draft } from './decided.ts'
import {
  acknowledge,
  by,
  deadline,
  eventsOf,
  given,
  letterOf,
  posted,
  queued,
  receivedOn,
  respond,
} from './posting-states.ts'

const friday16April = '2027-04-16T10:00'
const friday23April = '2027-04-23T10:00'
const friday30AprilEvening = '2027-04-30T18:00'
// Monday 3 May is a bank holiday.
const tuesday4May = '2027-05-04'

describe('an answer that is written on the last evening and posted later', () => {
  // Ten working days after Friday 16 April: 19 to 23, and 26 to 30.
  const acknowledged = acknowledge(receivedOn('2027-04-12T10:00'), friday16April).state
  const answered = respond(acknowledged, friday30AprilEvening)
  const letter = letterOf(answered)

  it('counts as sent on the day it was made, until the day of posting is known', () => {
    expect(deadline(answered.state, 'respond-stage-1')).toBe('met on 2027-04-30')
  })

  it.each([
    ['2027-04-30', 'met on 2027-04-30', []],
    ['2027-05-01', 'late on 2027-05-01', ['deadline-missed', 'manager-told']],
    [tuesday4May, 'late on 2027-05-04', ['deadline-missed', 'manager-told']],
  ])('posted on %s: %s', (on, status, more) => {
    const change = posted(answered.state, letter, on, queued('2027-04-30'))
    expect(eventsOf(change)).toEqual(['letter-posted', ...more])
    expect(deadline(change.state, 'respond-stage-1')).toBe(status)
  })

  it('tells the manager of the day that was missed, and that nothing is left to do', () => {
    const { entries } = posted(answered.state, letter, tuesday4May, queued('2027-04-30'))
    expect(entries.map(({ clause, detail, letter: asked }) => ({ clause, detail, letter: asked?.kind }))).toEqual([
      { clause: undefined, detail: { stage: 'stage-1', letter, on: tuesday4May }, letter: undefined },
      {
        ...{ clause: '6.3', letter: undefined },
        detail: { stage: 'stage-1', deadline: 'respond-stage-1', due: '2027-04-30' },
      },
      {
        ...{ clause: '6.3', letter: 'missed-deadline' },
        detail: { stage: 'stage-1', deadline: 'respond-stage-1', due: '2027-04-30', doneLate: true },
      },
    ])
  })

  it('was late before: only the day moves', () => {
    const late = respond(acknowledged, '2027-05-05T10:00')
    expect(deadline(late.state, 'respond-stage-1')).toBe('late on 2027-05-05')
    const change = posted(late.state, letterOf(late), '2027-05-06')
    expect(eventsOf(change)).toEqual(['letter-posted'])
    expect(deadline(change.state, 'respond-stage-1')).toBe('late on 2027-05-06')
  })

  it('has been posted in time and came back: posted again it is not late', () => {
    const change = posted(answered.state, letter, tuesday4May, queued('2027-04-30', { postedBefore: true }))
    expect(eventsOf(change)).toEqual(['letter-posted'])
    expect(deadline(change.state, 'respond-stage-1')).toBe('met on 2027-04-30')
  })

  it('of stage 2, posted after it has closed the complaint', () => {
    const escalated = given(answered.state, 'escalate', {}, '2027-05-05T10:00').state
    const again = acknowledge(
      { ...escalated, stages: escalated.stages.map((one) => ({ ...one, consideredBy: [] })) },
      '2027-05-06T10:00',
    )
    // Twenty working days after Thursday 6 May; Monday 31 May is a bank holiday.
    const final = respond(again.state, '2027-06-04T17:00')
    expect(final.state.status).toBe('closed')
    const late = posted(final.state, letterOf(final), '2027-06-07')
    expect(deadline(late.state, 'respond-stage-2')).toBe('late on 2027-06-07')
    expect(late.state.status).toBe('closed')
    // And the answer to stage 1, whose stage is over: the next run has kept its deadline.
    expect(deadline(posted(final.state, letter, tuesday4May).state, 'respond-stage-1')).toBe('late on 2027-05-04')
  })
})

describe('an acknowledgement by post', () => {
  // Five working days after Monday 19 April: until Monday 26.
  const received = receivedOn('2027-04-19T10:00')
  const acknowledged = acknowledge(received, friday23April)

  it.each([
    ['2027-04-23', 'met on 2027-04-23', []],
    ['2027-04-26', 'met on 2027-04-26', []],
    ['2027-04-27', 'late on 2027-04-27', ['deadline-missed', 'manager-told']],
  ])('written on Friday 23 April, posted on %s: %s', (on, status, more) => {
    const change = posted(acknowledged.state, letterOf(acknowledged), on)
    expect(eventsOf(change)).toEqual(['letter-posted', ...more])
    expect(deadline(change.state, 'acknowledge-stage-1')).toBe(status)
    // The clock to answer it counts from the acknowledgement, and is not put off by the post.
    expect(change.state.deadlines.find(({ name }) => name === 'respond-stage-1')?.due).toBe('2027-05-10')
  })

  it('made by Redress itself, after the last day', () => {
    const nowMs = parseWhen('2027-04-27T10:00')
    const late = asOf(received, nowMs)
    expect(deadline(late, 'acknowledge-stage-1')).toBe('late on 2027-04-27')
  })

  it('a letter that did no duty is only recorded', () => {
    const change = posted(acknowledged.state, 1, '2027-04-27')
    expect(eventsOf(change)).toEqual(['letter-posted'])
    expect(change.changed).toEqual([])
  })
})

describe('the notice of an extension by post', () => {
  const acknowledged = acknowledge(receivedOn('2027-04-12T10:00'), friday16April).state
  const until = (day: string) => ({ until: day, reason: true, goodReason: false })
  const extended = given(acknowledged, 'extend', until('2027-05-10'), '2027-04-30T15:00')
  const notice = letterOf(extended)
  const lastDayOf = (state: State) => {
    const found = state.deadlines.findLast(({ name }) => name === 'respond-stage-1')
    return found?.extension?.to ?? found?.due
  }

  it('posted on the old last day holds', () => {
    const change = posted(extended.state, notice, '2027-04-30')
    expect(eventsOf(change)).toEqual(['letter-posted'])
    expect(lastDayOf(change.state)).toBe('2027-05-10')
  })

  it('posted after it is void, and the breach is of the old day', () => {
    const change = posted(extended.state, notice, tuesday4May)
    expect(eventsOf(change)).toEqual(['letter-posted', 'extension-void'])
    expect(change.entries[1]).toMatchObject({ clause: '6.5', detail: { due: '2027-04-30' } })
    expect(lastDayOf(change.state)).toBe('2027-04-30')
    expect(deadline(asOf(change.state, parseWhen('2027-05-05T10:00')), 'respond-stage-1')).toBe('missed on undefined')
  })

  it('of what is answered already stays', () => {
    const answered = respond(extended.state, '2027-05-04T10:00')
    const change = posted(answered.state, notice, tuesday4May)
    expect(eventsOf(change)).toEqual(['letter-posted'])
    expect(deadline(change.state, 'respond-stage-1')).toBe('met on 2027-05-04')
  })

  it('the second of two: the first holds again', () => {
    const first = posted(
      given(acknowledged, 'extend', until('2027-05-06'), '2027-04-28T15:00').state,
      notice,
      '2027-04-29',
    )
    const second = given(first.state, 'extend', until('2027-05-12'), '2027-05-06T15:00')
    const change = posted(second.state, letterOf(second), '2027-05-07')
    expect(eventsOf(change)).toEqual(['letter-posted', 'extension-void'])
    expect(lastDayOf(change.state)).toBe('2027-05-06')
  })
})

// Under Barking and Dagenham's policy the 28 days count from getting the answer, two working days after it is sent.
describe.each([
  ['basildon-2025', '2027-04-30', '2027-05-28', tuesday4May, '2027-06-01'],
  ['barking-and-dagenham', '2027-05-05', '2027-06-02', '2027-05-06', '2027-06-03'],
])('the time to ask for stage 2, %s', (policyId, from, due, fromPosting, dueByPosting) => {
  const acknowledged = acknowledge(receivedOn('2027-04-19T10:00', policyId), friday23April).state
  const answered = respond(acknowledged, friday30AprilEvening)
  const letter = letterOf(answered)
  const request = (state: State) => {
    const found = state.deadlines.findLast(({ name }) => name === 'request-stage-2')
    return [found?.from, found?.due]
  }

  it('counts from the day of posting, where that is later', () => {
    expect(request(answered.state)).toEqual([from, due])
    expect(request(posted(answered.state, letter, tuesday4May).state)).toEqual([fromPosting, dueByPosting])
    expect(request(posted(answered.state, letter, '2027-04-30').state)).toEqual([from, due])
  })

  it('is there again where it was over when the day of posting became known', () => {
    const julyMorning = '2027-07-01T10:00'
    const closed = asOf(answered.state, parseWhen(julyMorning))
    expect(closed.status).toBe('closed')
    const wished = { by: { role: 'resident' }, nowMs: parseWhen(julyMorning), draft } as const
    const why = { reasons: true, outcomesSought: true }
    expect(commandNamed('escalate')?.allowed(closed, why, wished)?.message).toContain(
      'Stage 2 could be asked for until',
    )
    const was = queued('2027-04-30')
    const { state } = given(closed, 'letter-posted', { letter, on: '2027-06-30', was }, julyMorning)
    expect(state.status).toBe('closed')
    expect(commandNamed('escalate')?.allowed(state, why, wished)).toBeUndefined()
  })
})

describe('is refused', () => {
  const { state } = acknowledge(receivedOn('2027-04-19T10:00'), friday23April)
  const refusal = (letter: number, on: string, was: LetterOut, state_ = state) =>
    commandNamed('letter-posted')?.allowed(state_, { letter, on, was }, { by, nowMs: parseWhen('2027-04-27T10:00') })
      ?.message

  it.each([
    ['a day in the future', '2027-04-28', {}, 'lie in the future'],
    ['a day before it was made', '2027-04-22', {}, 'came into the print queue on Friday 23 April 2027'],
    ['a notice to staff', '2027-04-26', { to: 'officer' }, 'notice to the officer'],
    ['an email', '2027-04-26', { channel: 'email', status: 'sent' }, 'went by email'],
    [
      'a letter that was posted',
      '2027-04-26',
      { status: 'posted', postedOn: '2027-04-24' },
      'was posted on Saturday 24 April',
    ],
    ['a letter that is not made up yet', '2027-04-26', { status: 'made' }, 'not in the print queue'],
    ['a letter that could not be sent', '2027-04-26', { status: 'refused' }, 'waits for an address'],
  ] as const)('%s', (_what, on, more, message) => {
    expect(refusal(2, on, queued('2027-04-23', more))).toContain(message)
  })

  it('and a letter that is on its way', () => {
    expect(refusal(2, '2027-04-26', queued('2027-04-23'), { ...state, undelivered: [2] })).toContain(
      'not in the print queue',
    )
  })
})
