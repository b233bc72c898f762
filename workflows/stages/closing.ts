/** How a complaint ends: nothing runs any more, and the record stays (HO Code 5.12). */
import type { Change, NewEntry } from '../change.ts'
import { ended } from '../policy/deadlines.ts'
import { currentStage } from '../stage.ts'
import type { State } from '../state.ts'

/** Ends every running deadline. What was missed stays missed. */
export function endAll(state: State, nowMs: number): State {
  return { ...state, endedAtMs: nowMs, deadlines: state.deadlines.map((deadline) => ended(deadline, nowMs)) }
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
