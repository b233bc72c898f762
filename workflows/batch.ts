/** What the records are to hold, from the state: one batch for one transaction. Pure. */
import { dueAt, trailOf, type Deadline } from './policy/deadlines.ts'
import { currentStage, isOver } from './stage.ts'
import type { Batch, DeadlineRecord, Entry, State, Task } from './state.ts'
import { isOverdue, nextDeadline } from './view.ts'

/** Of what has changed and is not yet in the records. */
export function batchOf(
  state: State,
  entries: Entry[],
  deadlines: Iterable<Deadline>,
  nowMs: number,
  tasks: Iterable<Task> = [],
): Batch {
  const { policy, calendar: _calendar, nextPolicy, ...rest } = state
  const next = nextDeadline(state)
  return {
    ref: state.ref,
    entries,
    deadlines: latest(state, deadlines).map((deadline) => recordOf(state, deadline)),
    tasks: [...new Map([...tasks].map((task) => [task.number, task])).values()],
    case: {
      seq: state.seq,
      stage: currentStage(state).id,
      status: state.status,
      officer: currentStage(state).officer ?? null,
      overdue: isOverdue(state),
      nextDeadline: next?.name ?? null,
      dueAtMs: next ? dueAt(next) : null,
      closedAtMs: isOver(state) ? (state.endedAtMs ?? nowMs) : null,
      policy: { id: policy.id, digest: state.policyDigest },
      state: { ...rest, ...(nextPolicy && { nextPolicy: nextPolicy.digest }) },
    },
  }
}

/** Of a deadline that changed twice, only what it has become; also where the state does without it by now. */
function latest(state: State, changed: Iterable<Deadline>): Deadline[] {
  const kept: readonly Deadline[] = [...state.deadlines, ...(state.duties ?? [])]
  const known = new Map<string, Deadline>()
  for (const deadline of changed) {
    const { name, number } = deadline
    const now = kept.find((other) => other.name === name && other.number === number)
    known.set(`${name} ${number}`, now ?? deadline)
  }
  return [...known.values()]
}

function recordOf(state: State, deadline: Deadline): DeadlineRecord {
  const { seenTo: _seenTo, dueAtMs: _at, ...record } = deadline
  return { ...record, dueAtMs: dueAt(deadline), trail: trailOf(deadline, state.calendar) }
}
