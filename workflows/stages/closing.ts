/** How a complaint ends: nothing runs any more, and the record stays (HO Code 5.12). */
import type { Change, NewEntry } from '../change.ts'
import { ended } from '../policy/deadlines.ts'
import type { Moment } from '../moment.ts'
import { currentStage, isLastStage } from '../stage.ts'
import type { State } from '../state.ts'
import { endWithCase, isHeldOpen } from './duties.ts'

/** Ends every running deadline. What was missed stays missed. */
export function endAll(state: State, nowMs: number): State {
  const over = endWithCase(state, nowMs)
  return { ...over, endedAtMs: nowMs, deadlines: over.deadlines.map((deadline) => ended(deadline, nowMs)) }
}

/** After the last answer a complaint is closed as soon as nothing that was promised is left to do (HO Code 7.3). */
export function closingMoments(state: State): Moment[] {
  const { answeredAtMs } = currentStage(state)
  if (state.status !== 'answered' || answeredAtMs === undefined || !isLastStage(state) || isHeldOpen(state)) return []
  return [
    { atMs: answeredAtMs, summary: 'Closed, as all that was promised is done', act: (now, nowMs) => close(now, nowMs) },
  ]
}

/** Closes the complaint; `letter` where the resident has not been told by the response itself. */
export function close(state: State, nowMs: number, letter?: NewEntry['letter']): Change {
  return {
    state: endAll({ ...state, status: 'closed' }, nowMs),
    entries: [
      {
        event: 'closed',
        clause: state.policy.keptFor.clause,
        detail: { stage: currentStage(state).id },
        ...(letter && { letter }),
      },
    ],
  }
}
