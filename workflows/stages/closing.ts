/** How a complaint ends: nothing runs any more, and the record stays (HO Code 5.12). */
import type { Change, NewEntry } from '../change.ts'
import { ended } from '../policy/deadlines.ts'
import type { Moment } from '../moment.ts'
import { currentStage, isLastStage } from '../stage.ts'
import type { State } from '../state.ts'
import { endWithCase, isHeldOpen } from './duties.ts'
import { withLearningOwed } from './learning.ts'
import { isWithOmbudsman, orHandOver } from './ombudsman.ts'

/** Ends every running deadline. What was missed stays missed. Where an Ombudsman has the case, it goes on with them. */
export function endAll({ promised: _noMore, ...state }: State, nowMs: number): State {
  const over = endWithCase(state, nowMs)
  const deadlines = over.deadlines.map((deadline) => ended(deadline, nowMs))
  return withLearningOwed(orHandOver({ ...over, endedAtMs: nowMs, deadlines }, nowMs), nowMs)
}

/**
 * After the last answer a complaint is closed as soon as nothing that was promised is left to do (HO Code 7.3), and after an Ombudsman
 * has decided as soon as nothing that they ordered is.
 */
export function closingMoments(state: State): Moment[] {
  const { id, answeredAtMs, openedAtMs } = currentStage(state)
  if (state.status === 'with-ombudsman') {
    if (isWithOmbudsman(state) || isHeldOpen(state)) return []
    return [{ atMs: openedAtMs, summary: 'Closed, as the Ombudsman has it no more', act: afterOmbudsman }]
  }
  if (state.status !== 'answered' || answeredAtMs === undefined || isHeldOpen(state)) return []
  // A quick try that worked waits for nothing else, nor does what was agreed out of court; after stage 1 the resident may go on.
  if (!isLastStage(state) && id !== 'urgent-enquiry' && !state.settledByAgreement) return []
  return [
    {
      atMs: answeredAtMs,
      summary: 'Closed, as nothing that was promised is left',
      act: (now, nowMs) => close(now, nowMs),
    },
  ]
}

/** It is what it was before the Ombudsman had it: closed, or one that was not taken. */
function afterOmbudsman({ closedAs = 'closed', ...state }: State, nowMs: number): Change {
  const { state: closed, entries } = close(state, nowMs)
  return { state: { ...closed, status: closedAs }, entries }
}

/** Closes the complaint; `letter` where the resident has not been told by the response itself, `text` where they agreed to it. */
export function close(state: State, nowMs: number, letter?: NewEntry['letter'], text?: string): Change {
  const closed = endAll({ ...state, status: 'closed' }, nowMs)
  const { clause } = state.policy.ombudsman
  // Nobody is told that it is closed while an Ombudsman still has it.
  if (isWithOmbudsman(closed))
    return {
      state: closed,
      entries: [{ event: 'procedure-ended', clause, detail: { stage: currentStage(state).id }, text }],
    }
  return {
    state: closed,
    entries: [
      {
        event: 'closed',
        clause: state.policy.keptFor.clause,
        detail: { stage: currentStage(state).id, ...(text !== undefined && { agreed: true }) },
        text,
        ...(letter && { letter }),
      },
    ],
  }
}
