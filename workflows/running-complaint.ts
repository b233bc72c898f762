/**
 * One complaint while its workflow runs: its state, what is not yet in the records, and how either changes. Changes come from
 * commands and from the clock, always synchronously; `records.ts` writes them and sends their letters.
 */
import { condition } from '@temporalio/workflow'
import { batchOf } from './batch.ts'
import type { Change } from './change.ts'
import { commit } from './commit.ts'
import { dueNow } from './due.ts'
import type { Batch, Deadline, Entry, State, Task } from './state.ts'

/** Commands kept to answer one that is sent again after continue-as-new. */
const doneKept = 10

export class RunningComplaint {
  state: State
  /** The last entry that stands in the records. */
  recorded: number
  /** The state that Temporal's UI shows. */
  published: State
  /** Entries not yet in the records, oldest first, and the deadlines and tasks that changed with them. */
  #outbox: Entry[] = []
  #changed = new Set<Deadline>()
  #tasks = new Set<Task>()

  constructor(state: State) {
    this.state = state
    this.recorded = state.seq
    this.published = state
  }

  /** Takes a change into the state and its entries into the outbox. Returns the number of its own last entry. */
  commit(change: Change, by?: string): number {
    const { state, entries, last, changed, tasks } = commit(this.state, change, Date.now(), by)
    this.state = state
    this.#outbox.push(...entries)
    for (const deadline of changed) this.#changed.add(deadline)
    for (const task of tasks) this.#tasks.add(task)
    return last
  }

  /** What has fallen due comes before anything else: a command finds it done, whoever was faster. */
  doWhatIsDue(): void {
    for (;;) {
      const change = dueNow(this.state, Date.now())
      if (!change) return
      this.commit(change)
    }
  }

  get hasUnrecorded(): boolean {
    return this.#outbox.length > 0
  }

  /** Everything that is not yet in the records, once. */
  takeBatch(): Batch {
    const batch = batchOf(this.state, this.#outbox.splice(0), this.#changed, Date.now(), this.#tasks)
    this.#changed.clear()
    this.#tasks.clear()
    return batch
  }

  isRecorded(seq: number = this.state.seq): boolean {
    return this.recorded >= seq
  }

  /** Everything is in the records, and every letter delivered. */
  isSettled(): boolean {
    return this.isRecorded() && this.state.undelivered.length === 0
  }

  delivered(seq: number): void {
    const { toOffice = [], ...state } = this.state
    const left = toOffice.filter((other) => other !== seq)
    const undelivered = state.undelivered.filter((other) => other !== seq)
    this.state = { ...state, undelivered, ...(left.length > 0 && { toOffice: left }) }
  }

  /** The entry that a command made, in an earlier run or in this one. */
  doneBefore(id: string): number | undefined {
    return this.state.done.find((done) => done.id === id)?.seq
  }

  remember(id: string, seq: number): void {
    this.state = { ...this.state, done: [...this.state.done.slice(1 - doneKept), { id, seq }] }
  }

  /** @param most how long to wait for it, at most */
  async until(done: () => boolean, most?: '1 minute'): Promise<void> {
    await (most === undefined ? condition(done) : condition(done, most))
  }
}
