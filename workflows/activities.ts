/** What the workflow asks of the world. `activities/` does it; each is safe to run twice. */
import type { Batch, Fact } from './state.ts'

export interface Delivery {
  status: 'sent' | 'queued' | 'refused'
  /** The email address was refused for good, whatever became of the letter. */
  emailRefused?: true
}

export interface Activities {
  /** Writes a batch of the timeline with deadlines, case and letters, in one transaction. */
  record(batch: Batch): Promise<void>
  /** Sends the letter of that entry, or puts it into the print queue. */
  deliver(ref: string, seq: number): Promise<Delivery>
  /** The facts of a stored text, for the command that it was stored for; or why there are none. */
  readFacts(ref: string, draft: string, command: string): Promise<{ facts: Fact } | { fault: string }>
  /** Starts the workflow of every complaint that a crash left unstarted. Returns how many. */
  startUnstarted(): Promise<number>
}
