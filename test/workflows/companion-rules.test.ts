/** Statutory clocks beside a complaint, decided without a server: what meets a clock, what sets one going, who is told, what is refused. */
import { describe, expect, it } from 'vitest'
import type { CommandName } from '../../workflows/commands/index.ts'
import { after, at, clocks, emergency, start, started, step, told, whole, type Facts } from './companion-states.ts'
import { given, housing, pass, received, refusal } from './decided.ts'

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
    const late = pass(started(), at('2027-01-27T12:00'))
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
    const passed = pass(begun.state, at('2027-01-17T23:30'))
    expect(told(passed.entries).filter((one) => one.startsWith('2027-01-17'))).toEqual([
      '2027-01-17T19:30 reminded reminder to officer',
      '2027-01-17T19:30 reminded reminder to manager',
      '2027-01-17T23:30 deadline-missed companion to resident',
      '2027-01-17T23:30 manager-told missed-deadline to manager',
    ])
    const chased = pass(passed.state, at('2027-01-18T10:00')).entries.filter(({ event }) => event === 'manager-told')
    expect(chased).toHaveLength(1)
  })

  it('that is logged a day late is late at once, and stands as a breach though it is made safe now', () => {
    const begun = given(received(housing), 'start-companion', emergency('2027-01-11T08:00'), at('2027-01-12T09:00'))
    const passed = pass(begun.state, at('2027-01-12T09:00'))
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
