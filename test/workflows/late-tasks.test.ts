/** What nobody has done for a resident by its day: the manager hears, and a complaint that is over waits no longer. */
import { describe, expect, it } from 'vitest'
import { commit } from '../../workflows/commit.ts'
import { atTime } from '../../workflows/policy/calendar.ts'
import { isAnyAwaited, taskMoments } from '../../workflows/stages/tasks.ts'
import type { State } from '../../workflows/state.ts'
import { at, given, housing, received } from './decided.ts'

describe('a task whose day is over', () => {
  const state = received(housing, { reach: { into: ['braille'] } })
  const closed: State = { ...state, status: 'withdrawn' }
  const tuesdayMorning = atTime('2027-01-19', '09:00')

  it.each([
    ['open', state],
    ['over', closed],
  ])('is told to the manager once, on the morning after, of a complaint that is %s', (_is, before) => {
    const braille = lateTask(before)
    expect(braille.atMs).toBeGreaterThanOrEqual(tuesdayMorning)
    expect(braille.atMs).toBeLessThan(atTime('2027-01-19', '09:10'))
    expect(braille.summary).toBe('Task 1, braille, due Mon 18 Jan 2027: to the manager if it is not done')
    const late = commit(before, braille.act(before, braille.atMs), braille.atMs)
    expect(late.entries).toMatchObject([
      {
        event: 'task-late',
        by: 'redress',
        detail: { task: 1, kind: 'braille', letter: 1, due: '2027-01-18', to: 'manager' },
        letter: { kind: 'task', to: 'manager' },
      },
    ])
    expect(late.state.tasks).toMatchObject([{ number: 1, status: 'open', late: true }])
    expect(taskMoments(late.state)).toEqual([])
    expect([isAnyAwaited(before), isAnyAwaited(late.state)]).toEqual([true, false])
  })

  it('may still be done, and is over then', () => {
    const braille = lateTask(closed)
    const late = commit(closed, braille.act(closed, braille.atMs), braille.atMs).state
    const done = given(late, 'complete-task', { task: 1, outcome: 'done', on: '2027-01-18' }, at('2027-01-20'))
    expect(done.state.tasks).toBeUndefined()
    expect(done.tasks).toMatchObject([{ status: 'done', doneOn: '2027-01-18', late: true }])
  })

  function lateTask(of: State) {
    const [moment, ...others] = taskMoments(of)
    if (!moment) throw new Error('nothing falls due')
    expect(others).toEqual([])
    return moment
  }
})
