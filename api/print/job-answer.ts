/** A print job as it is answered: how many letters, whether they are posted, and how far their complaints have been told. */
import { z } from 'zod'
import { dayOf } from '../../prisma/calendar.ts'
import type { Records } from '../../prisma/client.ts'
import type { PrintJob } from '../../prisma/generated/client.ts'
import { tellingOf, type Telling } from '../../prisma/posting.ts'
import { localTimestamp } from '../../workflows/policy/calendar.ts'
import type { Caller } from '../caller.ts'
import { instant } from '../complaints/deadline.ts'
import { visibleTo } from '../complaints/visible.ts'

/** A file of more letters than this would be more than a printer, or this service, can hold: so it comes in parts. */
export const lettersInPart = 250

export const summarySchema = z.strictObject({
  id: z.int(),
  day: z.iso.date(),
  madeAt: instant,
  madeBy: z.string().describe('officer:ID or manager:ID; redress where the schedule made it'),
  letters: z.int(),
  parts: z.int().describe(`Its files come in parts of ${lettersInPart} letters: ?part=1 to this`),
  postedOn: z.iso.date().nullable(),
  postedBy: z.string().nullable(),
})

export const postingSchema = z
  .strictObject({
    told: z.int().describe('Letters whose complaint has the posting date on its timeline'),
    notTold: z
      .array(z.strictObject({ ref: z.string(), id: z.int(), rule: z.string() }))
      .describe('Letters whose complaint did not take it, and the rule: nothing more is done about these'),
    finishedAt: instant.nullable().describe('Null while it is under way'),
  })
  .nullable()
  .describe('How far the complaints have been told the day of posting; null before it is posted')

export const jobSchema = summarySchema.extend({ posting: postingSchema })
export type JobAnswer = z.input<typeof jobSchema>

export function summaryOf(job: PrintJob, letters: number): z.input<typeof summarySchema> {
  const { id, day, madeAt, madeBy, postedOn, postedBy } = job
  return {
    ...{ id, madeBy, letters, postedBy },
    day: dayOf(day),
    madeAt: localTimestamp(madeAt.getTime()),
    parts: Math.ceil(letters / lettersInPart),
    postedOn: postedOn && dayOf(postedOn),
  }
}

export async function jobAnswer(records: Records, caller: Caller, job: PrintJob): Promise<JobAnswer> {
  const letters = await records.letter.count({ where: { printJobId: job.id } })
  const posting = job.postedOn ? postingOf(job, await tellingOf(records, job.id, visibleTo(caller))) : null
  return { ...summaryOf(job, letters), posting }
}

function postingOf({ toldAt }: PrintJob, { told, notTold }: Telling): JobAnswer['posting'] {
  return {
    told,
    notTold: notTold.map(({ ref, seq, rule }) => ({ ref, id: seq, rule })),
    finishedAt: toldAt && localTimestamp(toldAt.getTime()),
  }
}
