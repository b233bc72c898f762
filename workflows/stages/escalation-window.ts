/**
 * After an answer: the resident may go on (HO Code 6.10). Where the policy gives a last day for that, the complaint is closed when
 * it has passed; where it sets none, the complaint is held open for long, then closed, and a later request opens it again.
 */
import { spreadAfter, type Moment } from '../moment.ts'
import { addDays, dayInShort, localDate, startOfDay, type LocalDate } from '../policy/calendar.ts'
import { count } from '../policy/counting.ts'
import { lastDay, openDeadline } from '../policy/deadlines.ts'
import { mayGoOnAfter } from '../policy/reading.ts'
import { clockOf, currentStage, isLastStage, openDeadlineNamed, ownStage, withDeadline } from '../stage.ts'
import type { State } from '../state.ts'
import { close } from './closing.ts'
import { isHeldOpen } from './duties.ts'
import { withExtraTime } from './extra-time.ts'

/** The resident's time to ask for the next stage begins, where the policy limits it and the outcome lets them ask. */
export function openWindow(state: State, nowMs: number): State {
  const { window } = state.policy.escalation
  if (window.limit === 'none' || !mayGoOn(state)) return state
  const from = windowFrom(state, localDate(nowMs))
  const stage = currentStage(state).id
  const number = state.stages.filter(({ id }) => id === stage).length
  const span = withExtraTime(state, from, window.limit)
  return withDeadline(state, openDeadline(clockOf(state), { name: 'request-stage-2', number, stage, from, span }))
}

/** The day that the resident's time counts from: of the answer, or of getting it where the policy says so. */
export function windowFrom(state: State, answeredOn: LocalDate): LocalDate {
  const { gotWithin } = state.policy.escalation
  return gotWithin ? count(state.calendar, answeredOn, gotWithin.within).due : answeredOn
}

/** Whether the answer to the present stage is one after which the resident may go on. */
export function mayGoOn(state: State): boolean {
  return mayGoOnAfter(state.policy, ownStage(state).outcome)
}

export function escalationWindowMoments(state: State): Moment[] {
  const { answeredAtMs } = currentStage(state)
  if (state.status !== 'answered' || answeredAtMs === undefined || isLastStage(state)) return []
  // What was promised is followed through first (HO Code 7.3).
  if (isHeldOpen(state)) return []
  const last = openTo(state, answeredAtMs)
  return [
    {
      atMs: spreadAfter(startOfDay(addDays(last, 1)), state.ref),
      summary: `Closed after ${dayInShort(last)}, if the resident does not go on`,
      act: (now, nowMs) => close(now, nowMs, { kind: 'closed', to: 'resident' }),
    },
  ]
}

/** The last day on which the answered complaint is open. */
function openTo(state: State, answeredAtMs: number): LocalDate {
  const { window, heldOpen } = state.policy.escalation
  const request = openDeadlineNamed(state, 'request-stage-2')
  if (request) return lastDay(request)
  const held = heldOpen?.within ?? (window.limit === 'none' ? undefined : window.limit)
  if (!held)
    throw new Error(`${state.policy.id} says neither how long a request is accepted nor how long it is held open`)
  return count(state.calendar, localDate(answeredAtMs), held).due
}
