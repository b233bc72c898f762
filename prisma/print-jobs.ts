/**
 * The letters that are printed together: one job a day for an organisation. Its row is locked while letters come into it or it is
 * marked as posted, so that none is in two and none is marked that was not printed.
 */
import { addDays, localDate, type LocalDate } from '../workflows/policy/calendar.ts'
import { dayOf } from './calendar.ts'
import type { Transaction } from './client.ts'
import type { PrintJob } from './generated/client.ts'

/**
 * Puts every letter that waits for the printer into the job of the day, which is made where there is none yet. Once that job is
 * posted, what came since goes into the next day's.
 * @param by `officer:a.khan`; `redress` where the schedule made it
 * @returns the job, and how many letters came into it now; undefined where nothing waits and today has no job
 */
export async function printWhatWaits(
  tx: Transaction,
  given: { organisationId: string; by: string; nowMs: number },
): Promise<{ job: PrintJob; added: number } | undefined> {
  const { organisationId, nowMs } = given
  const today = localDate(nowMs)
  if ((await countWaiting(tx, organisationId)) === 0) {
    const job = await tx.printJob.findUnique({
      where: { organisationId_day: { organisationId, day: new Date(today) } },
    })
    return job ? { job, added: 0 } : undefined
  }
  const job = await openJob(tx, given, today)
  return { job, added: await takeIn(tx, job, nowMs) }
}

/** By post, from here, and drawn. */
const waits = { channel: 'letter', status: 'queued', pdf: { not: null } }

export async function countWaiting(tx: Transaction, organisationId: string): Promise<number> {
  return tx.letter.count({ where: { ...waits, complaint: { organisationId } } })
}

/** Locked. That of the day, or the first after it that is not posted. */
async function openJob(
  tx: Transaction,
  given: { organisationId: string; by: string; nowMs: number },
  day: LocalDate,
): Promise<PrintJob> {
  const { organisationId, by, nowMs } = given
  const key = { organisationId, day: new Date(day) }
  const made = { ...key, madeAt: new Date(nowMs), madeBy: by }
  const found = () => tx.printJob.findUnique({ where: { organisationId_day: key }, select: { id: true } })
  // Looked for first, as each try to make one takes a number, and a gap in the numbers looks like a job that is lost.
  if (!(await found())) await tx.printJob.createMany({ data: [made], skipDuplicates: true })
  const job = await locked(tx, organisationId, (await found())?.id ?? 0)
  return job && job.postedOn === null ? job : openJob(tx, given, addDays(day, 1))
}

async function locked(tx: Transaction, organisationId: string, id: number): Promise<PrintJob | null> {
  await tx.$queryRaw`select id from print_job where id = ${id} for update`
  return tx.printJob.findUnique({ where: { id, organisationId } })
}

async function takeIn(tx: Transaction, { id, organisationId }: PrintJob, nowMs: number): Promise<number> {
  return tx.$executeRaw`
    with taken as (
      update letter set status = 'printed', print_job_id = ${id}
      where channel = 'letter' and status = 'queued' and pdf is not null
        and complaint_ref in (select ref from complaint where organisation_id = ${organisationId})
      returning complaint_ref, seq)
    insert into letter_event (complaint_ref, seq, at, what, channel, provider, provider_id)
    select complaint_ref, seq, ${new Date(nowMs)}, 'printed', 'letter', 'post', ${String(id)} from taken`
}

export type Posted =
  | { job: PrintJob }
  /** Marked already, with that day. */
  | { other: LocalDate }
  /** Printed on that day only. */
  | { before: LocalDate }

/** Marks a job and its letters as posted on a day; the same day again changes nothing. Undefined where there is no such job. */
export async function markPosted(
  tx: Transaction,
  given: { organisationId: string; id: number; on: LocalDate; by: string; nowMs: number },
): Promise<Posted | undefined> {
  const { organisationId, id, on, by, nowMs } = given
  const job = await locked(tx, organisationId, id)
  if (!job) return undefined
  if (job.postedOn) return dayOf(job.postedOn) === on ? { job } : { other: dayOf(job.postedOn) }
  const printed = await lastPrintedOn(tx, job)
  if (on < printed) return { before: printed }
  const postedOn = new Date(on)
  await tx.$executeRaw`
    with posted as (
      update letter set status = 'posted', posted_on = ${on}::date where print_job_id = ${id} and status = 'printed'
      returning complaint_ref, seq)
    insert into letter_event (complaint_ref, seq, at, what, channel, provider, provider_id)
    select complaint_ref, seq, ${new Date(nowMs)}, 'posted', 'letter', 'post', ${String(id)} from posted`
  return { job: await tx.printJob.update({ where: { id }, data: { postedOn, postedBy: by } }) }
}

/** The day on which the last of its letters came into it. */
async function lastPrintedOn(tx: Transaction, { id, madeAt }: PrintJob): Promise<LocalDate> {
  const where = { what: 'printed', provider: 'post', providerId: String(id), letter: { printJobId: id } }
  const last = await tx.letterEvent.findFirst({ where, orderBy: { at: 'desc' }, select: { at: true } })
  return localDate((last?.at ?? madeAt).getTime())
}
