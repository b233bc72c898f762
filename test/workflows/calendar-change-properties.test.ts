/** What holds for a new calendar whatever day it is, whatever the closures, whatever the complaint has come to. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, localDate, whyOff } from '../../workflows/policy/calendar.ts'
import { lastDay } from '../../workflows/policy/deadlines.ts'
import { withDeadline } from '../../workflows/stage.ts'
import type { State } from '../../workflows/state.ts'
import { acknowledged, at, change, closedOn, received, respond } from './calendar-states.ts'

describe('for every day', () => {
  const day = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2026-11-02', days))
  const near = (from: string) =>
    fc
      .uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 12 })
      .map((ahead) => ahead.map((days) => addDays(from, days)))
  const life = day.chain((on) =>
    fc.record({
      on: fc.constant(on),
      hasAcknowledgement: fc.boolean(),
      extraDays: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
      before: near(on),
      after: near(on),
      daysLater: fc.integer({ min: 0, max: 20 }),
      hour: fc.integer({ min: 0, max: 23 }),
    }),
  )
  type Life = typeof life extends fc.Arbitrary<infer T> ? T : never
  const begun = ({ on, hasAcknowledgement, extraDays, before }: Life): State => {
    const state = received(on, closedOn(...before))
    if (!hasAcknowledgement) return state
    const running = acknowledged(on, state)
    const { due } = respond(running)
    if (extraDays === undefined) return running
    return withDeadline(running, {
      ...respond(running),
      extension: { from: due, to: addDays(due, extraDays), notice: 3 },
    })
  }
  const nowOf = ({ on, daysLater, hour }: Life) => at(addDays(on, daysLater), `${String(hour).padStart(2, '0')}:30`)
  const each = (state: State, other: State) =>
    state.deadlines.map((deadline, index) => [deadline, other.deadlines[index] ?? deadline] as const)
  const check = (property: (given: Life) => void) => fc.assert(fc.property(life, property), { numRuns: 400 })

  it('a closure more never moves a deadline earlier', () => {
    check((given) => {
      const state = begun(given)
      const { state: now } = change(state, closedOn(...given.before, ...given.after), nowOf(given))
      for (const [old, moved] of each(state, now)) expect(lastDay(moved) >= lastDay(old)).toBe(true)
    })
  })

  it('whatever changes, a deadline moves to no day that is over, and one that is not put off to no day off', () => {
    check((given) => {
      const state = begun(given)
      const calendar = closedOn(...given.after)
      const { state: now } = change(state, calendar, nowOf(given))
      for (const [old, moved] of each(state, now)) {
        if (lastDay(moved) === lastDay(old)) continue
        expect(lastDay(moved) >= localDate(nowOf(given))).toBe(true)
        if (!moved.extension) expect(whyOff(calendar, lastDay(moved))).toBeUndefined()
      }
    })
  })

  it('a day promised by an extension is never brought forward, and never comes before the time itself ends', () => {
    check((given) => {
      const state = begun(given)
      const { state: now } = change(state, closedOn(...given.after), nowOf(given))
      for (const [old, { extension, due }] of each(state, now)) {
        if (!old.extension || old.status !== 'running') continue
        expect(extension && extension.to >= old.extension.to).toBe(true)
        if (lastDay(old) >= localDate(nowOf(given))) expect(extension && extension.to >= due).toBe(true)
      }
    })
  })

  it('the same again changes nothing', () => {
    check((given) => {
      const calendar = closedOn(...given.after)
      const once = change(begun(given), calendar, nowOf(given)).state
      const again = change(once, calendar, nowOf(given))
      expect(again.state).toBe(once)
      expect(again.entries).toEqual([])
      // Nor where only the fingerprint differs: another name for the same day, say.
      const renamed = change(once, { ...calendar, version: 'another' }, nowOf(given))
      expect([renamed.state.deadlines, renamed.entries]).toEqual([once.deadlines, []])
    })
  })
})
