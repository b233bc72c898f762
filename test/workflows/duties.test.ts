/** What is owed by a day beside the answers: reminded of before it, told when late, chased until it is done, and let go. Decided without a server. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commit } from '../../workflows/commit.ts'
import { nextMoment } from '../../workflows/due.ts'
import { addDays, atTime, localTimestamp } from '../../workflows/policy/calendar.ts'
import { dutyNames, type DutyName } from '../../workflows/policy/names.ts'
import { dutyRule } from '../../workflows/policy/duty-rules.ts'
import { openDuties } from '../../workflows/stage.ts'
import { endWithCase, isHeldOpen, openDuty, settleDuty, type OpeningDuty } from '../../workflows/stages/duties.ts'
import type { Entry, State } from '../../workflows/state.ts'
import { detailsOf, isOverdue, nextDeadline } from '../../workflows/view.ts'
import { answered, housing, pass, received } from './decided.ts'

const opened = atTime('2027-01-11', '10:00')
/** Answered, so that the complaint's own clocks are still. */
const quiet = (): State => ({ ...answered(received(housing)), undelivered: [] })

function owing(...duties: OpeningDuty[]): State {
  return duties.reduce((state, duty) => openDuty(state, duty, opened), quiet())
}

/** Lets time pass to the end of that day; its entries are `2027-02-12 reminded officer 1,2`. */
function passTo(state: State, day: string) {
  const passed = pass(state, atTime(day, '23:59'))
  return { ...passed, told: passed.entries.map(inWords) }
}

function inWords({ atMs, event, detail, letter }: Entry): string {
  const duties = Array.isArray(detail['duties']) ? detail['duties'] : []
  const numbers = duties.map((duty) => (duty as { number: number }).number).join()
  const to = letter ? ` ${letter.kind} to ${letter.staff ?? letter.to}` : ''
  return `${localTimestamp(atMs).slice(0, 10)} ${event}${to} ${numbers}`
}

const action = (due: string, more: Partial<OpeningDuty> = {}): OpeningDuty => ({
  ...{ name: 'complete-action', kind: 'action', due },
  ...more,
})

describe('an action that nobody sees to', () => {
  // Friday 26 March 2027 is Good Friday, Monday 29 Easter Monday: two working days before Tuesday 30 are the 25th and the 24th.
  it('is reminded of two working days before, over Easter; late the day after; and the manager hears every ten working days', () => {
    expect(passTo(owing(action('2027-03-30')), '2027-04-30').told).toEqual([
      '2027-03-24 reminded reminder to officer 1',
      '2027-03-31 deadline-missed action-late to resident 1',
      '2027-03-31 manager-told missed-deadline to manager 1',
      '2027-04-14 manager-told missed-deadline to manager 1',
      '2027-04-28 manager-told missed-deadline to manager 1',
    ])
  })

  it('goes by the clocks in London where summer time begins on its day', () => {
    // Sunday 28 March 2027: the day is 23 hours long, and ends at 23:00 UTC.
    const missed = passTo(owing(action('2027-03-28')), '2027-03-30').entries.find(
      ({ event }) => event === 'deadline-missed',
    )
    expect(missed && localTimestamp(missed.atMs)).toMatch(/^2027-03-29T00:0\d/)
  })

  it('over the turn of the year: 31 December is late on 1 January', () => {
    expect(passTo(owing(action('2027-12-31')), '2028-01-02').told.filter((line) => line.includes('missed '))).toEqual([
      '2028-01-01 deadline-missed action-late to resident 1',
    ])
  })

  it('is not reminded of where the day to do so was over when it was agreed', () => {
    expect(passTo(owing(action('2027-01-12')), '2027-01-13').told.map((line) => line.split(' ')[1])).toEqual([
      'deadline-missed',
      'manager-told',
    ])
  })

  it('shows in what a manager sees', () => {
    const state = owing(action('2027-03-30', { owner: 'b.plumber' }))
    expect(nextDeadline(state)).toMatchObject({ name: 'complete-action', due: '2027-03-30' })
    expect(detailsOf(state)).toContain(
      '| complete-action 1, action (b.plumber) | Tue 30 Mar 2027 | running | HO Code 7.3 |',
    )
    expect(nextMoment(state)?.summary).toMatch(
      /^Reminder to officer: Complete action 1 due Tue 30 Mar 2027, HO Code 7.3$/,
    )
    const late = passTo(state, '2027-04-01').state
    expect([isOverdue(state), isOverdue(late)]).toEqual([false, true])
  })
})

describe('together', () => {
  it('two hundred of one day are one reminder, one letter and one notice', () => {
    const many = owing(...Array.from({ length: 200 }, () => action('2027-03-30')))
    const { told } = passTo(many, '2027-04-01')
    const all = Array.from({ length: 200 }, (_, index) => index + 1).join()
    expect(told).toEqual([
      `2027-03-24 reminded reminder to officer ${all}`,
      `2027-03-31 deadline-missed action-late to resident ${all}`,
      `2027-03-31 manager-told missed-deadline to manager ${all}`,
    ])
    expect(detailsOf(many).split('\n').at(-1)).toBe('| and 160 more | | | |')
  })

  it('each owner is reminded of their own', () => {
    const state = owing(
      action('2027-03-30', { owner: 'one' }),
      action('2027-03-30', { owner: 'two' }),
      action('2027-03-30'),
    )
    expect(passTo(state, '2027-03-25').told).toEqual([
      '2027-03-24 reminded reminder to one 1',
      '2027-03-24 reminded reminder to two 2',
      '2027-03-24 reminded reminder to officer 3',
    ])
  })

  it('what is done leaves the others as they are', () => {
    const state = owing(action('2027-03-30'), action('2027-03-30'))
    const [first] = openDuties(state)
    if (!first) throw new Error('nothing is owed')
    const left = commit(state, { state: settleDuty(state, first, opened), entries: [] }, opened)
    expect(left.changed.map(({ status, number }) => `${number} ${status}`)).toEqual(['1 met'])
    expect(passTo(left.state, '2027-03-31').told.map((line) => line.split(' ').at(-1))).toEqual(['2', '2', '2'])
  })
})

describe('a case', () => {
  it('is held open by what was promised, and not by a review', () => {
    expect(isHeldOpen(owing(action('2027-03-30')))).toBe(true)
    expect(isHeldOpen(owing({ name: 'review-restriction' }, { name: 'complete-improvement', due: '2027-03-30' }))).toBe(
      false,
    )
  })

  it('lets go with its end of what only mattered while it went on', () => {
    const adjusted = owing(
      { name: 'review-adjustment' },
      { name: 'review-adjustment', lasting: true },
      action('2027-03-30'),
    )
    const over = commit(adjusted, { state: endWithCase(adjusted, opened), entries: [] }, opened)
    expect(openDuties(over.state).map(({ name, number }) => `${name} ${number}`)).toEqual([
      'review-adjustment 2',
      'complete-action 1',
    ])
    expect(over.changed.map(({ status }) => status)).toEqual(['ended'])
  })
})

it('every duty has a rule, and a time where nobody names a day, or it cannot be opened without one', () => {
  for (const name of dutyNames) {
    const { within } = dutyRule(housing, name)
    const open = () => owing({ name })
    if (within) expect(openDuties(open())).toHaveLength(1)
    else expect(open).toThrow(name)
  }
})

it('whatever is owed is late once, told to a manager then, reminded of only before, and chased only after (any duties, any days)', () => {
  const duty = fc.record({
    name: fc.constantFrom<DutyName>('complete-action', 'comply-with-order', 'complete-improvement', 'supply-evidence'),
    days: fc.integer({ min: 0, max: 400 }),
    owner: fc.constantFrom('one', 'two', undefined),
  })
  fc.assert(
    fc.property(fc.array(duty, { minLength: 1, maxLength: 12 }), (duties) => {
      const state = owing(
        ...duties.map(({ name, days, owner }) => ({
          ...{ name, due: addDays('2027-01-11', days) },
          ...(owner !== undefined && { owner }),
        })),
      )
      const { entries, state: after } = passTo(state, '2028-04-01')
      for (const { name, number, due } of openDuties(state)) {
        const own = entries.filter(({ detail }) =>
          (Array.isArray(detail['duties']) ? detail['duties'] : []).some((one) => {
            const named = one as { name: string; number: number }
            return named.name === name && named.number === number
          }),
        )
        const days = (event: string) =>
          own.filter((entry) => entry.event === event).map(({ atMs }) => localTimestamp(atMs).slice(0, 10))
        expect(days('deadline-missed')).toEqual([addDays(due, 1)])
        expect(days('manager-told')[0]).toBe(addDays(due, 1))
        expect(days('reminded').every((day) => day <= due)).toBe(true)
        expect(new Set(days('manager-told')).size).toBe(days('manager-told').length)
      }
      expect(openDuties(after).every(({ status }) => status === 'missed')).toBe(true)
    }),
    { numRuns: 60 },
  )
})
