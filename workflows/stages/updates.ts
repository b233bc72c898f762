/**
 * Keeping in touch while a resident waits longer than the policy's time (HO Code 5.9): an update goes out at the interval agreed, by
 * itself, until the response is out.
 */
import { spreadAfter, type Moment } from '../moment.ts'
import { atTime, localDate, type LocalDate } from '../policy/calendar.ts'
import { count } from '../policy/counting.ts'
import { isPassed, lastDay, openDeadline, settled, type Deadline } from '../policy/deadlines.ts'
import { clockOf, currentStage, openDeadlineNamed, withDeadline } from '../stage.ts'
import type { State } from '../state.ts'
import { deadlineInWords } from './reminders.ts'

/** The update promised: sent by Redress itself, still on the right side of its day, until the response is out. */
export function updateDue(state: State, deadline: Deadline): Moment {
  return {
    atMs: spreadAfter(atTime(lastDay(deadline), state.policy.reminders.at), state.ref),
    summary: deadlineInWords(state, deadline),
    act(now, nowMs) {
      const met = withDeadline(now, settled(deadline, nowMs))
      const promised = promise(met, now.promised ?? lastDay(deadline), nowMs)
      const detail = { stage: deadline.stage, newDate: promised.newDate, nextUpdate: promised.nextUpdate }
      return {
        state: promised.state,
        entries: [{ event: 'updated', clause: deadline.clause, detail, letter: { kind: 'update', to: 'resident' } }],
      }
    },
  }
}

/** The resident has agreed to wait until then, and to hear at an interval: the first update is promised. */
export function keepInTouch(state: State, until: LocalDate, nowMs: number): State {
  return promise({ ...state, promised: until }, until, nowMs).state
}

/** A new date for the response, unless the last one still stands, and the day of the next update. */
export function promise(
  state: State,
  last: LocalDate,
  nowMs: number,
): { state: State; newDate: LocalDate; nextUpdate: LocalDate } {
  const today = localDate(nowMs)
  const newDate = newDateOf(state, last, today)
  const promised = { ...state, promised: newDate }
  // Where the next update is promised already, that promise stands.
  const running = openDeadlineNamed(state, 'update-resident')
  if (running && !isPassed(running, nowMs)) return { state: promised, newDate, nextUpdate: lastDay(running) }
  const number = (state.updates ?? 0) + 1
  const span = state.updateEvery ?? state.policy.late.updates.every
  const stage = currentStage(state).id
  const next = openDeadline(clockOf(state), { name: 'update-resident', stage, from: today, number, span })
  return { state: withDeadline({ ...promised, updates: number }, next), newDate, nextUpdate: next.due }
}

function newDateOf({ promised, policy, calendar }: State, last: LocalDate, today: LocalDate): LocalDate {
  if (promised !== undefined && promised > today) return promised
  const { within } = policy.late.newDate
  const date = count(calendar, last, within).due
  return date > today ? date : count(calendar, today, within).due
}
