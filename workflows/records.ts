/**
 * The records: every change is written down, in order, and then its letters are delivered. Nothing here decides.
 *
 * A batch is first written by a local activity (no history of its own); where the records do not answer at once, by an ordinary
 * one that waits for them as long as it takes, while commands are still heard.
 */
import {
  ActivityFailure,
  isCancellation,
  log,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  upsertSearchAttributes,
} from '@temporalio/workflow'
import type { Activities, Delivery } from './activities.ts'
import type { Named } from './named.ts'
import { localDate, type LocalDate } from './policy/calendar.ts'
import type { RunningComplaint } from './running-complaint.ts'
import { lettersQueue } from './start-options.ts'
import { sentAgain } from './stages/contact.ts'
import { isHeld } from './stages/tasks.ts'
import { undeliverable } from './stages/undeliverable.ts'
import type { Batch } from './state.ts'
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
 * be sent by another after 25 s: so the next try, 5 s after this timeout, finds it free. How long a letter waits for its turn is no
 * matter: 10,000 at once leave at the rate that the mail server bears.
 */
const patiently = proxyActivities<Activities>({
  taskQueue: lettersQueue,
  startToCloseTimeout: '25s',
  retry: { initialInterval: '5s', maximumInterval: '5m' },
})

/** At the start of a run: the view, and what an earlier run, or the records of a complaint opened again, left on its way. */
export function takeUp(complaint: RunningComplaint): void {
  setCurrentDetails(detailsOf(complaint.state))
  // Whoever started the run gave it the search attributes of this state.
  complaint.published = complaint.state
  const left = complaint.state.undelivered.filter((seq) => complaint.isRecorded(seq))
  for (const seq of left) void deliver(complaint, seq, 'a letter on its way')
}

/** Writes down everything that is not yet in the records, and sends its letters on their way. */
export async function writeDown(complaint: RunningComplaint): Promise<void> {
  const batch = complaint.takeBatch()
  publish(complaint)
  await record(batch)
  complaint.recorded = batch.case.seq
  for (const { seq, letter } of batch.entries) {
    if (letter) void deliver(complaint, seq, `${letter.kind}, to the ${letter.to}`)
  }
  for (const seq of sentAgain(batch)) void deliver(complaint, seq, 'a letter sent again')
}

/** The facts of a stored text, for the command that it was stored for. */
export async function readFacts(ref: string, draft: string, command: string) {
  return orSurely(
    'reading a text',
    () => soon.readFacts(ref, draft, command),
    () => surely.readFacts(ref, draft, command),
  )
}

/** What a command names. */
export async function lookUp(ref: string, named: Named) {
  const today = localDate(Date.now())
  return orSurely(
    `looking up a ${named.what}`,
    () => soon.lookUp(ref, named, today),
    () => surely.lookUp(ref, named, today),
  )
}

/** The calendar after a change of it, for a complaint that counts from that day. */
export async function readCalendar(change: number, organisation: string, from: LocalDate) {
  return orSurely(
    'reading the calendar',
    () => soon.readCalendar(change, organisation, from),
    () => surely.readCalendar(change, organisation, from),
  )
}

/** The calendar as it is now, for a complaint that counts from that day. */
export async function readCalendarFrom(organisation: string, from: LocalDate) {
  return orSurely(
    'reading the calendar',
    () => soon.readCalendarFrom(organisation, from, localDate(Date.now())),
    () => surely.readCalendarFrom(organisation, from, localDate(Date.now())),
  )
}

async function record(batch: Batch): Promise<void> {
  await orSurely(
    'writing',
    () => soon.record(batch),
    () => surely.record(batch),
  )
}

async function orSurely<T>(what: string, quick: () => Promise<T>, patient: () => Promise<T>): Promise<T> {
  try {
    return await quick()
  } catch (error) {
    if (isCancellation(error)) throw error
    log.warn(`The records did not answer at once: ${what} waits for them`)
    return patient()
  }
}

async function deliver(complaint: RunningComplaint, seq: number, summary: string): Promise<void> {
  await complaint.until(() => !isHeld(complaint.state, seq))
  const { status, emailRefused, toRepresentative = false } = await delivery(complaint.state.ref, seq, summary)
  const toOffice = complaint.state.toOffice?.includes(seq) ?? false
  complaint.delivered(seq)
  if (emailRefused || status === 'refused') {
    complaint.commit(
      undeliverable(complaint.state, seq, { posted: status !== 'refused', toOffice, toRepresentative }, Date.now()),
    )
  }
}

async function delivery(ref: string, seq: number, summary: string): Promise<Delivery> {
  try {
    return await patiently.deliver.executeWithOptions({ summary }, [ref, seq])
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error
    // Everything that can mend itself is tried again: what comes here has no letter, as after records restored from a backup.
    log.error('A letter cannot be delivered', { seq })
    return { status: 'refused' }
  }
}

function publish(complaint: RunningComplaint): void {
  const changed = searchAttributesChanged(complaint.published, complaint.state)
  if (changed.length > 0) upsertSearchAttributes(changed)
  setCurrentDetails(detailsOf(complaint.state))
  complaint.published = complaint.state
}
