/**
 * Which complaints are still to be told that a letter of theirs was posted. What they were told is in the letter's log, so that it goes
 * on after a crash where it was, whatever became of the others.
 */
import type { LocalDate } from '../workflows/policy/calendar.ts'
import type { Transaction } from './client.ts'
import type { Prisma } from './generated/client.ts'

export interface PostedLetter {
  job: number
  ref: string
  seq: number
  on: LocalDate
  /** `officer:a.khan`, who marked it. */
  by: string
}

/** In the order of jobs, complaints and letters, those after a place. */
export async function untold(
  tx: Transaction,
  after: Pick<PostedLetter, 'job' | 'ref' | 'seq'> | undefined,
  most: number,
): Promise<PostedLetter[]> {
  const { job, ref, seq } = after ?? { job: 0, ref: '', seq: 0 }
  return tx.$queryRaw<PostedLetter[]>`
    select j.id as job, l.complaint_ref as ref, l.seq, to_char(j.posted_on, 'YYYY-MM-DD') as on, j.posted_by as by
    from print_job j join letter l on l.print_job_id = j.id
    where j.posted_on is not null and j.told_at is null and l.posted_on is not null
      and not exists (select 1 from letter_event e where e.complaint_ref = l.complaint_ref and e.seq = l.seq
        and e.what in ('told', 'not-told') and e.provider_id = j.id::text)
      and (j.id, l.complaint_ref, l.seq) > (${job}, ${ref}, ${seq})
    order by j.id, l.complaint_ref, l.seq limit ${most}`
}

/** @param refusal the rule by which the complaint did not take it */
export async function noteTold(
  tx: Transaction,
  { job, ref, seq }: PostedLetter,
  refusal: string | null,
  nowMs: number,
): Promise<void> {
  const what = refusal === null ? 'told' : 'not-told'
  await tx.$executeRaw`
    insert into letter_event (complaint_ref, seq, at, what, channel, provider, provider_id, why)
    select ${ref}, ${seq}, ${new Date(nowMs)}, ${what}, 'letter', 'post', ${String(job)}, ${refusal}
    where not exists (select 1 from letter_event where complaint_ref = ${ref} and seq = ${seq}
      and what in ('told', 'not-told') and provider_id = ${String(job)})`
}

/** The posted jobs whose complaints all know it are done. */
export async function closeToldJobs(tx: Transaction, nowMs: number): Promise<void> {
  await tx.$executeRaw`
    update print_job j set told_at = ${new Date(nowMs)}
    where j.posted_on is not null and j.told_at is null and not exists (
      select 1 from letter l where l.print_job_id = j.id and l.posted_on is not null
        and not exists (select 1 from letter_event e where e.complaint_ref = l.complaint_ref and e.seq = l.seq
          and e.what in ('told', 'not-told') and e.provider_id = j.id::text))`
}

/** Whether a job is posted and not all of its complaints know. */
export async function isAnyUntold(tx: Transaction): Promise<boolean> {
  return (await tx.printJob.count({ where: { postedOn: { not: null }, toldAt: null } })) > 0
}

export interface Telling {
  told: number
  /** Letters whose complaint did not take it, and by which rule. */
  notTold: { ref: string; seq: number; rule: string }[]
}

/**
 * How far the complaints of a job have been told.
 * @param named those that may be named to whoever asks
 */
export async function tellingOf(tx: Transaction, job: number, named: Prisma.ComplaintWhereInput): Promise<Telling> {
  const where = { provider: 'post', providerId: String(job) }
  const told = await tx.letterEvent.count({ where: { ...where, what: 'told', letter: { printJobId: job } } })
  const refused = await tx.letterEvent.findMany({
    where: { ...where, what: 'not-told', letter: { complaint: named } },
    orderBy: { id: 'asc' },
  })
  return { told, notTold: refused.map(({ complaintRef: ref, seq, why }) => ({ ref, seq, rule: why ?? '' })) }
}
