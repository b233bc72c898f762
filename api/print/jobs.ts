/** Print jobs: the letters of a day that go by post, put together, read, and marked as posted. */
import { z } from 'zod'
import type { Records } from '../../prisma/client.ts'
import type { PrintJob } from '../../prisma/generated/client.ts'
import { printWhatWaits } from '../../prisma/print-jobs.ts'
import { day } from '../../workflows/commands/fields.ts'
import { localTimestamp } from '../../workflows/policy/calendar.ts'
import { actorText, type Caller } from '../caller.ts'
import { instant } from '../complaints/deadline.ts'
import { visibleTo } from '../complaints/visible.ts'
import { defineOperation } from '../operation.ts'
import type { Problem } from '../problem.ts'
import { jobAnswer, jobSchema, summaryOf, summarySchema } from './job-answer.ts'

const inOrder = [{ deliveredAt: 'asc' }, { complaintRef: 'asc' }, { seq: 'asc' }] as const

/** The order of the job, its manifest and its files: as letters came into the queue, so that what is added later comes last. */
export const orderOfLetters = [...inOrder]

/**
 * Another organisation's job is answered as one that is not there. One with a letter of a complaint on which they have a conflict of
 * interest (HO Code 5.8 c) is for a colleague, whole: who printed the rest and marked it as posted would say so of a letter that they
 * never had.
 */
export async function jobFor(
  records: Records,
  caller: Caller,
  params: Record<string, string>,
): Promise<PrintJob | Problem> {
  const { job = '' } = params
  const id = /^\d{1,9}$/.test(job) ? Number(job) : 0
  const found = await records.printJob.findUnique({ where: { id, organisationId: caller.org } })
  if (!found) return { problem: 'unknown-print-job', detail: 'There is no print job with this number.' }
  const notTheirs = await records.letter.count({ where: { printJobId: id, complaint: { NOT: visibleTo(caller) } } })
  return notTheirs === 0 ? found : conflict
}

const conflict: Problem = {
  problem: 'against-the-rules',
  rule: 'HO Code 5.8',
  detail:
    'A letter in this job is of a complaint on which you have a conflict of interest. Ask a colleague to print the job, and to mark it as posted.',
}

export const makeJob = defineOperation({
  method: 'post',
  path: '/v1/print-jobs',
  id: 'makePrintJob',
  tag: 'Letters',
  title: 'Put the day’s letters together',
  description:
    'Takes every letter that waits for the printer into the print job of the day, and answers the job. Asked again, it is the same job with what has come since; once that is posted, it is the next day’s. An organisation’s file may set a time at which this is done by itself.',
  by: ['officer', 'manager'],
  answers: {
    200: {
      description: 'The job',
      schema: jobSchema
        .extend({ added: z.int().describe('Letters that came into it now') })
        .meta({ id: 'PrintJobMade' }),
    },
  },
  problems: ['nothing-to-print', 'unavailable'],
  async handle({ records }, { caller, nowMs }) {
    const given = { organisationId: caller.org, by: actorText(caller), nowMs }
    const printed = await records.$transaction((tx) => printWhatWaits(tx, given), { maxWait: 3_000, timeout: 7_000 })
    if (!printed) return { problem: 'nothing-to-print', detail: 'No letter waits for the printer. No job was made.' }
    const { job, added } = printed
    const headers = { Location: `/v1/print-jobs/${job.id}` }
    return { status: 200, body: { ...(await jobAnswer(records, caller, job)), added }, headers }
  },
})

const most = 366
const querySchema = z.strictObject({
  limit: z
    .string()
    .regex(/^\d{1,3}$/, `must be a number from 1 to ${most}`)
    .transform(Number)
    .pipe(z.number().min(1).max(most))
    .default(31),
  before: day().optional().describe('Jobs of earlier days alone'),
})

export const listJobs = defineOperation({
  method: 'get',
  path: '/v1/print-jobs',
  id: 'listPrintJobs',
  tag: 'Letters',
  title: 'List print jobs',
  description: 'The print jobs, the newest first.',
  by: ['officer', 'manager'],
  query: querySchema,
  answers: {
    200: {
      description: 'The jobs',
      schema: z.strictObject({ jobs: z.array(summarySchema.meta({ id: 'PrintJobListed' })) }),
    },
  },
  problems: ['bad-input', 'unavailable'],
  async handle({ records }, { caller, query: { limit, before } }) {
    const rows = await records.printJob.findMany({
      where: { organisationId: caller.org, ...(before !== undefined && { day: { lt: new Date(before) } }) },
      orderBy: { day: 'desc' },
      take: limit,
      include: { _count: { select: { letters: true } } },
    })
    return { status: 200, body: { jobs: rows.map(({ _count, ...job }) => summaryOf(job, _count.letters)) } }
  },
})

const printed = z.strictObject({
  ref: z.string(),
  id: z.int(),
  kind: z.string(),
  subject: z.string(),
  status: z.string(),
  print: z.int().describe('The size of its letters, in points'),
  queuedAt: instant.nullable(),
})

export const readJob = defineOperation({
  method: 'get',
  path: '/v1/print-jobs/{job}',
  id: 'readPrintJob',
  tag: 'Letters',
  title: 'Read a print job',
  description:
    'The letters of a print job in the order of its files; and once it is posted, how far their complaints have been told. A letter that came back and is printed again stands in the later job.',
  by: ['officer', 'manager'],
  answers: {
    200: { description: 'The job', schema: jobSchema.extend({ list: z.array(printed) }).meta({ id: 'PrintJob' }) },
  },
  problems: ['unknown-print-job', 'against-the-rules', 'unavailable'],
  async handle({ records }, { caller, params }) {
    const job = await jobFor(records, caller, params)
    if ('problem' in job) return job
    const rows = await records.letter.findMany({
      where: { printJobId: job.id },
      orderBy: orderOfLetters,
      select: {
        complaintRef: true,
        seq: true,
        kind: true,
        subject: true,
        status: true,
        print: true,
        deliveredAt: true,
      },
    })
    const list = rows.map(({ complaintRef, seq, deliveredAt, ...rest }) => ({
      ...{ ref: complaintRef, id: seq, ...rest },
      queuedAt: deliveredAt && localTimestamp(deliveredAt.getTime()),
    }))
    return { status: 200, body: { ...(await jobAnswer(records, caller, job)), list } }
  },
})
