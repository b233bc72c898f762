/** Statutory clocks beside a complaint, decided without a server: what meets a clock, what sets one going, and that the complaint knows nothing of it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { policyLibrary } from '../../prisma/policies.ts'
import { commit } from '../../workflows/commit.ts'
import type { CommandName } from '../../workflows/commands/index.ts'
import { dueNow, nextMoment } from '../../workflows/due.ts'
import { localTimestamp, parseWhen } from '../../workflows/policy/calendar.ts'
import type { CompanionRules } from '../../workflows/policy/companion-rules.ts'
import { rulesOf } from '../../workflows/policy/companions.ts'
import type { Entry, State } from '../../workflows/state.ts'
import { acknowledged, answered, given, housing, received, refusal } from './decided.ts'
import { lift } from './lift-law.ts'

const [awaab] = policyLibrary().companions
if (!awaab) throw new Error('Awaab’s Law is not on file')
const law = rulesOf(awaab)

type Facts = Record<string, unknown>
const at = (when: string) => parseWhen(when)
const start = (changes: Facts = {}): Facts => ({
  ...{ companion: 'awaabs-law', hazard: 'damp-and-mould', track: 'significant', awareAt: '2027-01-11', rules: law },
  ...changes,
})
const emergency = (awareAt: string): Facts => start({ track: 'emergency', awareAt })
const step = (name: string, when: string, has: string[] = []): Facts => ({ companion: 1, step: name, at: when, has })
const whole = ['found', 'work', 'when']

/** A complaint received on Monday 11 January 2027 at 10:00, after these commands; nothing falls due but by `pass`. */
const after = (state: State, ...given_: [CommandName, Facts, string][]): State =>
  given_.reduce((sum, [name, facts, when]) => given(sum, name, facts, at(when)).state, state)
const started = (facts = start()): State => after(received(housing), ['start-companion', facts, '2027-01-11T12:00'])

/** Lets time pass: what falls due is done at its moment. */
function pass(state: State, until: string): { state: State; entries: Entry[] } {
  const entries: Entry[] = []
  for (let now = state; ;) {
    const next = nextMoment(now)
    const nowMs = next ? Math.max(next.atMs, at('2027-01-11T10:00')) : Infinity
    const change = nowMs <= at(until) ? dueNow(now, nowMs) : undefined
    if (!change) return { state: now, entries }
    const done = commit(now, change, nowMs)
    entries.push(...done.entries)
    now = done.state
  }
}

const clocks = ({ duties = [] }: State): string[] =>
  duties.map(
    ({ kind, due, dueAtMs, status }) =>
      `${kind} ${dueAtMs === undefined ? due : localTimestamp(dueAtMs).slice(0, 16)} ${status}`,
  )
const told = (entries: Entry[]): string[] =>
  entries.flatMap(({ event, atMs, letter }) =>
    letter ? [`${localTimestamp(atMs).slice(0, 16)} ${event} ${letter.kind} to ${letter.to}`] : [],
  )

describe('a significant hazard', () => {
  it('begins with its investigation, and the end of that sets the rest going', () => {
    expect(clocks(started())).toEqual(['awaabs-law/investigate 2027-01-25 running'])
    const looked = after(started(), ['record-step', step('investigated', '2027-01-18'), '2027-01-19T09:00'])
    expect(clocks(looked)).toEqual([
      'awaabs-law/summary 2027-01-21 running',
      'awaabs-law/make-safe 2027-01-25 running',
      'awaabs-law/begin-works 2027-01-25 running',
      'awaabs-law/begin-works-at-the-latest 2027-04-12 running',
    ])
  })

  it('is judged by when it was done, not by when it was recorded', () => {
    const late = pass(started(), '2027-01-27T12:00')
    expect(told(late.entries).join('\n')).toMatch(/2027-01-26T00:0\d deadline-missed companion to resident/)
    expect(clocks(late.state)).toEqual(['awaabs-law/investigate 2027-01-25 missed'])
    const recorded = (when: string) =>
      given(late.state, 'record-step', step('investigated', when), at('2027-01-27T12:00')).changed.find(
        ({ number }) => number === 1,
      )
    expect(recorded('2027-01-25T17:00')).toMatchObject({ status: 'met', metOn: '2027-01-25' })
    expect(recorded('2027-01-26')).toMatchObject({ status: 'late', metOn: '2027-01-26' })
  })

  it('does not ask for what was done before its time', () => {
    const safe = after(
      started(),
      ['record-step', step('made-safe', '2027-01-12'), '2027-01-12T12:00'],
      ['record-step', step('no-further-works', '2027-01-12'), '2027-01-12T12:00'],
      ['record-step', step('investigated', '2027-01-18'), '2027-01-18T12:00'],
    )
    expect(clocks(safe)).toEqual(['awaabs-law/summary 2027-01-21 running'])
  })

  it('is over once its last step is done and nothing is owed; without a hazard after the summary', () => {
    const none = after(started(), ['record-step', step('no-hazard', '2027-01-18'), '2027-01-18T12:00'])
    expect(none.companions?.[0]?.endedAtMs).toBeUndefined()
    const sent = after(none, ['record-step', step('summary-sent', '2027-01-20', whole), '2027-01-20T12:00'])
    expect(sent.companions?.[0]).toMatchObject({ endedAtMs: at('2027-01-20T12:00'), id: 'awaabs-law' })
    expect(sent.companions?.[0]).not.toHaveProperty('rules')
    expect(clocks(sent)).toEqual([])
    expect(refusal(sent, 'record-step', step('made-safe', '2027-01-21'), at('2027-01-21'))?.message).toContain(
      'is over',
    )
  })

  it('may be looked at again, and is then summed up again', () => {
    const again = after(
      started(),
      ['record-step', step('investigated', '2027-01-12'), '2027-01-12T12:00'],
      ['record-step', step('summary-sent', '2027-01-13', whole), '2027-01-13T12:00'],
      ['record-step', step('asked-to-look-again', '2027-01-14'), '2027-01-14T12:00'],
      ['record-step', step('investigated', '2027-01-20'), '2027-01-20T12:00'],
    )
    expect(clocks(again)).toContain('awaabs-law/summary 2027-01-25 running')
  })
})

describe('an emergency', () => {
  it('is told at once, reminded of four hours before and missed at the very minute, at night and on a Sunday', () => {
    const begun = given(received(housing), 'start-companion', emergency('2027-01-16T23:30'), at('2027-01-16T23:40'))
    expect(told(begun.entries)).toEqual([
      '2027-01-16T23:40 companion-started companion to resident',
      '2027-01-16T23:40 reminded reminder to manager',
    ])
    const passed = pass(begun.state, '2027-01-17T23:30')
    expect(told(passed.entries).filter((one) => one.startsWith('2027-01-17'))).toEqual([
      '2027-01-17T19:30 reminded reminder to officer',
      '2027-01-17T19:30 reminded reminder to manager',
      '2027-01-17T23:30 deadline-missed companion to resident',
      '2027-01-17T23:30 manager-told missed-deadline to manager',
    ])
    const chased = pass(passed.state, '2027-01-18T10:00').entries.filter(({ event }) => event === 'manager-told')
    expect(chased).toHaveLength(1)
  })

  it('that is logged a day late is late at once, and stands as a breach though it is made safe now', () => {
    const begun = given(received(housing), 'start-companion', emergency('2027-01-11T08:00'), at('2027-01-12T09:00'))
    const passed = pass(begun.state, '2027-01-12T09:00')
    expect(told(passed.entries)).toContain('2027-01-12T08:00 deadline-missed companion to resident')
    expect(passed.entries.filter(({ event }) => event === 'reminded')).toEqual([])
    const safe = given(passed.state, 'record-step', step('made-safe', '2027-01-12T08:30'), at('2027-01-12T09:00'))
    expect(safe.changed).toMatchObject([{ kind: 'awaabs-law/make-safe-at-once', status: 'late' }])
  })

  it('after all: its 24 hours count from then, and the other track’s clocks end; back again, from the beginning', () => {
    const worse = after(started(), [
      'change-track',
      { companion: 1, track: 'emergency', at: '2027-01-15T16:20' },
      '2027-01-15T16:30',
    ])
    expect(clocks(worse)).toEqual([
      'awaabs-law/investigate-at-once 2027-01-16T16:20 running',
      'awaabs-law/make-safe-at-once 2027-01-16T16:20 running',
    ])
    const better = after(worse, [
      'change-track',
      { companion: 1, track: 'significant', at: '2027-01-16' },
      '2027-01-16T12:00',
    ])
    expect(clocks(better)).toEqual(['awaabs-law/investigate 2027-01-25 running'])
  })
})

describe('is refused, with what to do instead', () => {
  const now = at('2027-01-20T12:00')
  it.each<[string, CommandName, Facts, string, RegExp]>([
    [
      'a hazard of no such name',
      'start-companion',
      start({ hazard: 'dragons' }),
      "Awaab's Law",
      /Write one of damp-and-mould/,
    ],
    [
      'a track that the hazard has not',
      'start-companion',
      start({ hazard: 'other-hazard' }),
      "Awaab's Law",
      /no track "significant"/,
    ],
    ['the same again', 'start-companion', start(), "Awaab's Law", /runs already/],
    [
      'before the law',
      'start-companion',
      start({ hazard: 'other-hazard', track: 'emergency', awareAt: '2025-10-26T12:00' }),
      "Awaab's Law",
      /in force from Monday 27 October 2025/,
    ],
    [
      'an emergency of a day alone',
      'start-companion',
      start({ hazard: 'other-hazard', track: 'emergency' }),
      "Awaab's Law",
      /Write the time too/,
    ],
    [
      'a step of no such name',
      'record-step',
      step('danced', '2027-01-18'),
      "Awaab's Law",
      /The steps are investigated, /,
    ],
    [
      'a step in the future',
      'record-step',
      step('investigated', '2027-01-21'),
      "Awaab's Law",
      /lies in the future. Correct "at"/,
    ],
    [
      'a step before anybody knew',
      'record-step',
      step('investigated', '2027-01-10'),
      "Awaab's Law",
      /nothing was done before that/,
    ],
    [
      'a summary without its words',
      'record-step',
      step('summary-sent', '2027-01-18', ['found']),
      "Awaab's Law, reg 9",
      /Give "work".*"when"/,
    ],
    [
      'a second companion that is not there',
      'record-step',
      { ...step('investigated', '2027-01-18'), companion: 2 },
      'Redress: companions',
      /There run: 1 \(awaabs-law, damp-and-mould\)/,
    ],
    [
      'the same track',
      'change-track',
      { companion: 1, track: 'significant', at: '2027-01-18' },
      "Awaab's Law",
      /Write emergency/,
    ],
    [
      'an emergency after all, of a day alone',
      'change-track',
      { companion: 1, track: 'emergency', at: '2027-01-18' },
      "Awaab's Law",
      /Write the time too/,
    ],
    [
      'an end for no reason',
      'end-companion',
      { companion: 1, reason: 'tired' },
      "Awaab's Law",
      /The reasons are no-hazard/,
    ],
  ])('%s', (_what, name, facts, rule, message) => {
    expect(refusal(started(), name, facts, now)).toMatchObject({
      rule,
      message: expect.stringMatching(message) as string,
    })
  })
})

describe('the complaint', () => {
  const days = (state: State) => state.deadlines.map(({ name, due, status, metOn }) => ({ name, due, status, metOn }))
  const beside: [CommandName, Facts, string][] = [
    ['start-companion', start(), '2027-01-11T12:00'],
    ['record-step', step('investigated', '2027-01-18'), '2027-01-18T12:00'],
    ['change-track', { companion: 1, track: 'emergency', at: '2027-01-19T09:00' }, '2027-01-19T09:00'],
    ['record-step', step('made-safe', '2027-01-19T12:00'), '2027-01-19T13:00'],
    ['record-step', step('summary-sent', '2027-01-20', whole), '2027-01-20T13:00'],
    ['record-step', step('works-completed', '2027-01-22'), '2027-01-22T13:00'],
  ]

  it('has the same deadlines with it and without, however far it goes and however long nobody is in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: beside.length }), fc.integer({ min: 1, max: 200 }), (many, wait) => {
        const until = localTimestamp(at('2027-01-22T14:00') + wait * 86_400_000)
        const plain = pass(received(housing), until).state
        expect(days(pass(after(received(housing), ...beside.slice(0, many)), until).state)).toEqual(days(plain))
      }),
      { numRuns: 60 },
    )
  })

  it('may close: the law goes on beside it', () => {
    const state = after(acknowledged(started()), [
      'record-step',
      step('investigated', '2027-01-12'),
      '2027-01-12T12:00',
    ])
    const withdrawn = given(state, 'withdraw', {}, at('2027-01-13T12:00')).state
    expect(withdrawn.status).toBe('withdrawn')
    expect(clocks(withdrawn)).toEqual(clocks(state))
    const safe = given(withdrawn, 'record-step', step('made-safe', '2027-01-13T15:00'), at('2027-01-13T16:00'))
    expect(told(safe.entries)).toEqual(['2027-01-13T16:00 companion-step companion to resident'])
    expect(refusal(withdrawn, 'start-companion', start({ hazard: 'other-hazard' }), at('2027-01-14'))).toBeDefined()
  })

  it('is answered and closed as without it', () => {
    expect(days(answered(started()))).toEqual(days(answered(received(housing))))
  })
})

describe('another law', () => {
  const lifts: CompanionRules = rulesOf(lift())
  const stuck = start({
    companion: 'lift-law',
    hazard: 'stuck',
    track: 'somebody-in-it',
    awareAt: '2027-01-11T11:50',
    rules: lifts,
  })

  it('runs by its own file, beside the first', () => {
    const both = after(started(), ['start-companion', stuck, '2027-01-11T12:00'])
    expect(clocks(both)).toEqual([
      'awaabs-law/investigate 2027-01-25 running',
      'lift-law/let-out 2027-01-11T13:50 running',
    ])
    const out = after(both, [
      'record-step',
      { ...step('let-out', '2027-01-11T13:00'), companion: 2 },
      '2027-01-11T13:10',
    ])
    expect(clocks(out)).toEqual(['awaabs-law/investigate 2027-01-25 running', 'lift-law/mend 2027-01-14 running'])
    const mended = after(out, ['record-step', { ...step('mended', '2027-01-12'), companion: 2 }, '2027-01-12T09:00'])
    expect(mended.companions?.map(({ id, endedAtMs }) => [id, endedAtMs !== undefined])).toEqual([
      ['awaabs-law', false],
      ['lift-law', true],
    ])
    expect(pass(both, '2027-01-11T14:00').entries[0]).toMatchObject({
      clause: 'Lifts Act, s.2',
      event: 'deadline-missed',
    })
  })
})
