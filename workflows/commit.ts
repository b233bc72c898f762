/** Takes a change into the state: its entries get their numbers, times and author. Pure. */
import { byRedress } from './actor.ts'
import type { Change } from './change.ts'
import type { Deadline, Entry, LetterRequest, State, Task } from './state.ts'

export interface Committed {
  state: State
  entries: Entry[]
  /** The deadlines that the change opened or altered. */
  changed: Deadline[]
  /** The tasks that it opened or altered. */
  tasks: Task[]
}

export function commit(before: State, change: Change, nowMs: number, by: string = byRedress): Committed {
  const entries = change.entries.map((entry, index): Entry => {
    const { clause, text, letter, atMs, ...rest } = entry
    return {
      ...rest,
      seq: before.seq + index + 1,
      atMs: atMs ?? nowMs,
      by,
      ...(clause !== undefined && { clause }),
      ...(text !== undefined && { text }),
      ...(letter && isReachable(before, letter.to) && { letter: { ...letter, atMs: nowMs } }),
    }
  })
  const letters = entries.filter((entry) => entry.letter).map((entry) => entry.seq)
  const { tasks: all = [], ...rest } = change.state
  const open = all.filter((task) => task.status === 'open')
  const state = {
    ...rest,
    ...(open.length > 0 && { tasks: open }),
    seq: before.seq + entries.length,
    undelivered: [...change.state.undelivered, ...letters],
  }
  return {
    state,
    entries,
    changed: state.deadlines.filter((deadline) => !before.deadlines.includes(deadline)),
    tasks: all.filter((task) => !before.tasks?.includes(task)),
  }
}

/** Who complains without a name can be told nothing; the office can. */
function isReachable({ anonymous }: State, to: LetterRequest['to']): boolean {
  return anonymous !== true || to !== 'resident'
}
