/**
 * Keeps the records in step: every change is written, in order, and then its letters are delivered. Nothing here decides.
 *
 * A batch is first written by a local activity (no history of its own); where the records do not answer at once, by an ordinary
 * one that waits for them as long as it takes, while commands are still heard.
 */
import {
  condition,
  isCancellation,
  log,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  upsertSearchAttributes,
} from '@temporalio/workflow'
import type { Activities } from './activities.ts'
import type { RunningComplaint } from './running-complaint.ts'
import { undeliverable } from './stages/undeliverable.ts'
import type { Batch, State } from './state.ts'
import { detailsOf, searchAttributesChanged } from './view.ts'

const soon = proxyLocalActivities<Activities>({
  scheduleToCloseTimeout: '4s',
  retry: { maximumAttempts: 2, initialInterval: '200ms' },
})
/** Waits out a database that is away; each try is short, as writing is. */
const surely = proxyActivities<Activities>({
  startToCloseTimeout: '20s',
  retry: { initialInterval: '1s', maximumInterval: '15s' },
})
/**
 * A mail server may be away for hours. One send is limited to 20 s by the activity itself, and a letter whose sender was killed may
 * be sent by another after 25 s: so the next try, 5 s after this timeout, finds it free.
 */
const patiently = proxyActivities<Activities>({
  startToCloseTimeout: '25s',
  retry: { initialInterval: '5s', maximumInterval: '5m' },
})

export async function keepRecords(complaint: RunningComplaint): Promise<never> {
  let published = complaint.state
  setCurrentDetails(detailsOf(published))
  // What an earlier run, or the records of a complaint opened again, left on its way.
  const left = published.undelivered.filter((seq) => complaint.isRecorded(seq))
  for (const seq of left) void deliver(complaint, seq, 'a letter on its way')
  for (;;) {
    await condition(() => complaint.hasUnrecorded)
    const batch = complaint.takeBatch()
    publish(published, complaint.state)
    published = complaint.state
    await record(batch)
    complaint.recorded = batch.case.seq
    for (const { seq, letter } of batch.entries) {
      if (letter) void deliver(complaint, seq, `${letter.kind}, to the ${letter.to}`)
    }
  }
}

/** Reads the facts of a stored text for a command that came with the text's id alone. */
export async function readFacts(ref: string, draft: string, command: string) {
  return surely.readFacts(ref, draft, command)
}

async function record(batch: Batch): Promise<void> {
  try {
    await soon.record(batch)
  } catch (error) {
    if (isCancellation(error)) throw error
    log.warn('The records did not answer at once: writing waits for them', { seq: batch.case.seq })
    await surely.record(batch)
  }
}

async function deliver(complaint: RunningComplaint, seq: number, summary: string): Promise<void> {
  const { status, emailRefused } = await patiently.deliver.executeWithOptions({ summary }, [complaint.state.ref, seq])
  complaint.delivered(seq)
  if (emailRefused || status === 'refused') {
    complaint.commit(undeliverable(complaint.state, seq, { posted: status === 'queued' }))
  }
}

function publish(before: State, after: State): void {
  const changed = searchAttributesChanged(before, after)
  if (changed.length > 0) upsertSearchAttributes(changed)
  setCurrentDetails(detailsOf(after))
}
