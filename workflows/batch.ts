/** What the records are to hold, from the state: one batch for one transaction. Pure. */
import { dueAt, trailOf, type Deadline } from './policy/deadlines.ts'
import { currentStage, isOver } from './stage.ts'
import type { Batch, DeadlineRecord, Entry, State } from './state.ts'
import { isOverdue, nextDeadline } from './view.ts'

export function batchOf(state: State, entries: Entry[], changed: Iterable<Deadline>, nowMs: number): Batch {
  const { policy: _policy, calendar: _calendar, ...rest } = state
  const next = nextDeadline(state)
  return {
    ref: state.ref,
    entries,
    // Of a deadline that changed twice, only what it has become.
    deadlines: [...changed].filter((deadline) => state.deadlines.includes(deadline)).map((d) => recordOf(state, d)),
    case: {
      seq: state.seq,
      stage: currentStage(state).id,
      status: state.status,
      officer: currentStage(state).officer ?? null,
      overdue: isOverdue(state),
      nextDeadline: next?.name ?? null,
      dueAtMs: next ? dueAt(next) : null,
      closedAtMs: isOver(state) ? nowMs : null,
      state: rest,
    },
  }
}

function recordOf(state: State, deadline: Deadline): DeadlineRecord {
  const { seenTo: _seenTo, ...record } = deadline
  return { ...record, dueAtMs: dueAt(deadline), trail: trailOf(deadline, state.calendar) }
}
