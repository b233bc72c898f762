/** Takes a change into the state: its entries get their numbers, times and author. Pure. */
import { byRedress } from './actor.ts'
import type { Change, NewEntry } from './change.ts'
import { formalStage, isOver, isOwed } from './stage.ts'
import { marked, markOn } from './stages/incident.ts'
import { addressed, copiesOf } from './stages/representation.ts'
import { besideLetters } from './stages/tasks.ts'
import type { Deadline, Entry, LetterRequest, State, Task } from './state.ts'
import { isOutside } from './letter-out.ts'

export interface Committed {
  state: State
  entries: Entry[]
  /** The number of the last entry that the change itself made; what its letters ask for comes after it. */
  last: number
  /** The deadlines and duties that the change opened or altered. */
  changed: Deadline[]
  /** The tasks that it opened or altered. */
  tasks: Task[]
}

export function commit(before: State, change: Change, nowMs: number, by: string = byRedress): Committed {
  const { state: after } = change
  const own = numbered(before, change.entries, { first: before.seq + 1, nowMs, by }).map(
    ({ letter, ...entry }): Entry => ({ ...entry, ...(letter && { letter: addressed(after, letter) }) }),
  )
  const last = before.seq + own.length
  const copies = numbered(before, copiesOf(after, own), { first: last + 1, nowMs, by: byRedress })
  const beside = besideLetters(before, after, own, nowMs)
  const first = last + copies.length + 1
  const entries = [...own, ...copies, ...numbered(before, beside.entries, { first, nowMs, by: byRedress })]
  const letters = entries.filter((entry) => entry.letter)
  const { tasks: all = [], duties = [], proposed, toOffice: inside = [], incident, ...rest } = beside.state
  const deadlines = marked(before, before.deadlines, rest.deadlines)
  const allDuties = marked(before, before.duties ?? [], duties)
  const owed = allDuties.filter(isOwed)
  const toOffice = [...inside, ...letters.filter(({ letter }) => !isOutside(letter?.to)).map(({ seq }) => seq)]
  const open = all.filter((task) => task.status === 'open')
  const state = {
    ...{ ...rest, deadlines },
    ...(open.length > 0 && { tasks: open }),
    ...(owed.length > 0 && { duties: owed }),
    ...(incident && !isOver(beside.state) && { incident }),
    ...(proposed && isUnanswered(change.state) && { proposed }),
    ...(toOffice.length > 0 && { toOffice }),
    seq: before.seq + entries.length,
    undelivered: [...change.state.undelivered, ...letters.map(({ seq }) => seq)],
  }
  return {
    ...{ state, entries, last },
    changed: [
      ...state.deadlines.filter((deadline) => !before.deadlines.includes(deadline)),
      ...allDuties.filter((duty) => !before.duties?.includes(duty)),
    ],
    tasks: all.filter((task) => !before.tasks?.includes(task)),
  }
}

function numbered(
  before: State,
  entries: readonly NewEntry[],
  { first, nowMs, by }: { first: number; nowMs: number; by: string },
): Entry[] {
  return entries.map((entry, index): Entry => {
    const { clause, text, letter, atMs, byItself, ...rest } = entry
    return {
      ...rest,
      detail: { ...entry.detail, ...markOn(before, entry) },
      seq: first + index,
      atMs: atMs ?? nowMs,
      by: byItself ? byRedress : by,
      ...(clause !== undefined && { clause }),
      ...(text !== undefined && { text }),
      ...(letter && isReachable(before, letter.to) && { letter: { ...letter, atMs: nowMs } }),
    }
  })
}

/** A response waits for its second pair of eyes only as long as its stage waits for an answer. */
function isUnanswered(state: State): boolean {
  const stage = formalStage(state)
  return !isOver(state) && stage !== undefined && stage.answeredAtMs === undefined
}

/** Who complains without a name can be told nothing; the office can. */
function isReachable({ anonymous }: State, to: LetterRequest['to']): boolean {
  return anonymous !== true || to !== 'resident'
}
