/** A print job is marked as posted: that day counts for each of its letters, and every complaint is told. */
import { z } from 'zod'
import { markPosted, type Posted } from '../../prisma/print-jobs.ts'
import { day } from '../../workflows/commands/fields.ts'
import { dayInWords, localDate } from '../../workflows/policy/calendar.ts'
import { postingOptions } from '../../workflows/start-options.ts'
import { actorText } from '../caller.ts'
import { bodyOf, defineOperation } from '../operation.ts'
import { badInput, type Problem } from '../problem.ts'
import { takeOnStored } from '../under-way.ts'
import { jobAnswer, jobSchema } from './job-answer.ts'
import { jobFor } from './jobs.ts'

const postedSchema = z.strictObject({ on: day().describe('The day on which its letters were given to the post') })
const answer = jobSchema.meta({ id: 'PrintJobPosted' })

export const putPosted = defineOperation({
  method: 'put',
  path: '/v1/print-jobs/{job}/posted',
  id: 'markPrintJobPosted',
  tag: 'Letters',
  title: 'Mark a print job as posted',
  description:
    'Its letters were given to the post on that day, which counts: each complaint has it on its timeline. With many letters that goes on by itself. The same day again changes nothing; another day is refused.',
  by: ['officer', 'manager'],
  body: bodyOf(postedSchema, { on: '2027-04-20' }),
  answers: {
    200: { description: 'Posted, and every complaint was told', schema: answer },
    202: { description: 'Posted; the complaints are being told', schema: answer },
  },
  problems: [
    ...(['bad-input', 'malformed-json', 'too-large', 'not-json'] as const),
    ...(['unknown-print-job', 'against-the-rules', 'unavailable'] as const),
  ],
  async handle(services, { caller, params, body: { on }, nowMs }) {
    const { records } = services
    const job = await jobFor(records, caller, params)
    if ('problem' in job) return job
    if (on > localDate(nowMs)) return badInput([{ field: 'on', message: `${dayInWords(on)} is still to come` }])
    const given = { organisationId: caller.org, id: job.id, on, by: actorText(caller), nowMs }
    const posted = await records.$transaction((tx) => markPosted(tx, given), { maxWait: 3_000, timeout: 7_000 })
    const fault = posted && faultOf(posted)
    if (fault) return fault
    const options = { ...postingOptions, signal: 'marked' } as const
    await takeOnStored(services, { workflow: 'posting', options, what: 'a posted print job', facts: { job: job.id } })
    const now = await jobAnswer(records, caller, await records.printJob.findUniqueOrThrow({ where: { id: job.id } }))
    return { status: now.posting?.finishedAt === null ? 202 : 200, body: now }
  },
})

function faultOf(posted: Posted): Problem | undefined {
  if ('before' in posted) {
    const message = `the last of its letters was printed on ${dayInWords(posted.before)}, and none is posted before`
    return badInput([{ field: 'on', message }])
  }
  if (!('other' in posted)) return undefined
  return {
    problem: 'against-the-rules',
    rule: 'Redress: the day of posting',
    detail: `This job was marked as posted on ${dayInWords(posted.other)}, and its complaints were told so. Send that day, or leave it as it is.`,
  }
}
