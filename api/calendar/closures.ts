/** The council's own closure days: what they are, and a new list of them, which moves the running deadlines that it touches. */
import { z } from 'zod'
import { changeCalendar } from '../../prisma/calendar-change.ts'
import { closuresOnFile } from '../../prisma/calendar.ts'
import type { Records } from '../../prisma/client.ts'
import { day } from '../../workflows/commands/fields.ts'
import { calendarOf, type Closure } from '../../workflows/policy/bank-holidays.ts'
import { dayInWords, localDate, whyOff } from '../../workflows/policy/calendar.ts'
import { actorText } from '../caller.ts'
import { claimOf, keep, take, usedForOther } from '../idempotency.ts'
import { bodyOf, defineOperation, type Asked, type Reply } from '../operation.ts'
import { badInput, type FieldError, type Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { changeAnswer, changeSchema } from './change.ts'
import { takeOn } from './take-on.ts'

const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}]*$/u, 'must be one line of plain text')
  .describe('As residents read it in a letter: "Christmas". Never a person’s name')

const closuresSchema = z.strictObject({
  closures: z
    .array(z.strictObject({ date: day(), name }))
    .max(1_000)
    .superRefine((closures, context) => {
      const seen = new Set<string>()
      for (const [at, { date }] of closures.entries()) {
        if (seen.has(date))
          context.addIssue({ code: 'custom', path: [at, 'date'], message: 'is in the list twice: keep one' })
        seen.add(date)
      }
    })
    .describe('All of them, those of the past as they are or left out'),
})
type Body = z.output<typeof closuresSchema>

const listed = z
  .strictObject({
    date: z.iso.date(),
    name: z.string(),
    note: z.string().optional().describe('Where it makes no difference: a weekend, or a bank holiday'),
  })
  .meta({ id: 'Closure' })

const example: z.input<typeof closuresSchema> = {
  closures: [
    { date: '2027-12-29', name: 'Christmas' },
    { date: '2027-12-30', name: 'Christmas' },
  ],
}

export const listClosures = defineOperation({
  method: 'get',
  path: '/v1/calendar/closures',
  id: 'listClosures',
  tag: 'Calendar',
  title: 'List closure days',
  description: 'The days on which the office is closed beside weekends and bank holidays, those of the past too.',
  by: ['officer', 'manager'],
  answers: { 200: { description: 'The closure days', schema: z.strictObject({ closures: z.array(listed) }) } },
  problems: ['unavailable'],
  handle: async ({ records }, { caller }) => ({
    status: 200,
    body: { closures: await allListed(records, caller.org) },
  }),
})

const changed = changeSchema.extend({ closures: z.array(listed) }).meta({ id: 'ClosuresChanged' })

export const putClosures = defineOperation({
  method: 'put',
  path: '/v1/calendar/closures',
  id: 'putClosures',
  tag: 'Calendar',
  title: 'Change closure days',
  description:
    'Puts this list in place of the closure days from today on; those of the past stay. Every running deadline that is counted in working days is counted again, also by bank holidays that have become known since, and its timer moves. A deadline never moves to a day that is over, a day promised by an extension stands, and the resident’s time to ask for stage 2 is never made shorter. Residents are told by letter where a day moved that they were given. The same list again changes nothing.',
  by: ['manager'],
  once: true,
  body: bodyOf(closuresSchema, example),
  answers: {
    200: { description: 'Done, with what moved', schema: changed },
    202: { description: 'Stored and under way: its address tells how far it is', schema: changed },
  },
  problems: ['bad-input', 'malformed-json', 'too-large', 'not-json', 'key-used', 'unavailable'],
  handle: change,
})

async function change(services: Services, asked: Asked<undefined, Body>): Promise<Reply | Problem> {
  const { records } = services
  const { org } = asked.caller
  const errors = pastFaults(asked.body.closures, await closuresOnFile(records, org), localDate(asked.nowMs))
  if (errors.length > 0) return badInput(errors)
  const stored = await store(records, asked)
  if ('problem' in stored) return stored
  await takeOn(services, stored.change)
  const answer = await changeAnswer(records, asked.caller, stored.change)
  if ('problem' in answer) return answer
  return {
    status: answer.status === 'done' ? 200 : 202,
    body: { ...answer, closures: await allListed(records, org) },
    headers: { Location: `/v1/calendar/changes/${stored.change}` },
  }
}

/** One transaction for the closures, the change that is now under way and the key: sent again, it is the same change. */
async function store(
  records: Records,
  { caller, body, idempotencyKey, nowMs }: Asked<undefined, Body>,
): Promise<{ change: number } | Problem> {
  const route = 'PUT /v1/calendar/closures'
  const claim = idempotencyKey === undefined ? undefined : claimOf(idempotencyKey, caller, route, body)
  return records.$transaction(
    async (tx) => {
      const earlier = claim && (await take(tx, claim, null, nowMs))
      if (earlier === 'other') return usedForOther
      if (earlier) return z.object({ change: z.int() }).parse(earlier.answer)
      const given = { organisationId: caller.org, closures: body.closures, by: actorText(caller), nowMs }
      const id = await changeCalendar(tx, given)
      if (claim) await keep(tx, claim, { ref: null, status: 202, answer: { change: id } })
      return { change: id }
    },
    // It waits for the complaints that are being filed at the moment.
    { maxWait: 5_000, timeout: 8_000 },
  )
}

/** Deadlines were counted by the days that are over: those can be sent back as they are, and not changed. */
function pastFaults(closures: Closure[], onFile: Closure[], today: string): FieldError[] {
  return closures.flatMap(({ date, name }, at) => {
    const known = onFile.find((one) => one.date === date)
    if (date >= today || known?.name === name) return []
    const stands = known ? `It stands as "${known.name}"` : 'It was no closure day'
    return [
      {
        field: `closures.${at}.date`,
        message: `${dayInWords(date)} is over, and deadlines were counted by it. ${stands}: leave it out, or give a day from today on`,
      },
    ]
  })
}

async function allListed(records: Records, organisationId: string): Promise<z.output<typeof listed>[]> {
  const bankHolidays = calendarOf([])
  const closures = await closuresOnFile(records, organisationId)
  return closures.map((closure) => {
    const already = whyOff(bankHolidays, closure.date)
    return already === undefined ? closure : { ...closure, note: `No working day anyway: ${already}` }
  })
}
