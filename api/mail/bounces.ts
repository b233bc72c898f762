/**
 * Bounces come back as mail. A mail gateway hands each to this address, under a token of its own, and the letter that it is about goes
 * by post instead (see the command "letter-returned").
 */
import { z } from 'zod'
import { actorText, type Caller } from '../caller.ts'
import {
  bodyOf,
  defineOperation,
  type Asked,
  type BodyReader,
  type RawBody,
  type Read,
  type Reply,
} from '../operation.ts'
import { badInput, unavailable, type Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { tellCameBack } from './came-back.ts'
import {
  asMessageId,
  becameBy,
  readDeliveryReport,
  type DeliveryReport,
  type NotUnderstood,
} from './delivery-report.ts'

const rawType = 'message/rfc822'

const jsonSchema = z.strictObject({
  messageId: z.string().max(300).describe('Of our message, in angle brackets'),
  status: z
    .string()
    .regex(/^[245]\.\d{1,3}\.\d{1,3}$/, 'a status as in RFC 3463, such as 5.1.1')
    .describe('5.x.x: it came back for good; 4.x.x: the server goes on trying'),
})
const json = bodyOf(jsonSchema, { messageId: '<C-7KQM-2XPA.3@council.example>', status: '5.1.1' })

type Sent = { raw: Buffer } | z.output<typeof jsonSchema>

const body: BodyReader<Sent> & { raw: RawBody } = {
  ...json,
  raw: { types: [rawType], limit: () => 2_000_000 },
  read: (sent, nowMs): Read<Sent> => (Buffer.isBuffer(sent) ? { value: { raw: sent } } : json.read(sent, nowMs)),
}

const answerSchema = z
  .strictObject({
    taken: z.boolean().describe('The letter is on its way by post, or waits for an address'),
    ref: z.string().optional(),
    letter: z.int().optional(),
    why: z.string().optional().describe('Why it was not taken'),
  })
  .meta({ id: 'BounceAnswer' })

export const takeBounce = defineOperation({
  method: 'post',
  path: '/v1/mail/bounces',
  id: 'takeBounce',
  tag: 'Mail',
  title: 'A mail came back',
  description: `For a mail gateway, with a token of its own: the report of a mail that could not be delivered, as it came ("${rawType}", RFC 3464), or what it says as JSON. The letter is found by its Message-ID; it goes by post where a postal address is on file, and its officer is told. A report that the server still tries changes nothing. The same report again is taken once.`,
  by: ['officer', 'manager'],
  body,
  answers: { 200: { description: 'Understood', schema: answerSchema } },
  problems: ['bad-input', 'malformed-json', 'too-large', 'not-json', 'not-found', 'unavailable'],
  handle: take,
})

async function take(services: Services, asked: Asked<undefined, Sent>): Promise<Reply | Problem> {
  const report = await reportIn(asked.body)
  if ('fault' in report) return badInput([{ field: 'body', message: report.fault }])
  const letter = await letterOf(services, asked.caller, report.messageId)
  if (!letter) {
    return {
      problem: 'not-found',
      detail:
        'No letter of your organisation has the Message-ID of this report. If other programs use this mailbox too, ignore it.',
    }
  }
  const { complaintRef: ref, seq, attempts } = letter
  const status = report.status === undefined ? '' : ` (${report.status})`
  if (report.became === 'delayed') return notTaken(`The mail server still tries to deliver it${status}.`)
  if (report.became === 'other') return notTaken(`The report does not say that it came back${status}.`)
  const told = {
    ref,
    seq,
    attempts,
    why: 'email-bounced',
    by: actorText(asked.caller),
    answerBy: asked.answerBy,
  } as const
  const sent = await tellCameBack(services, told)
  switch (sent.is) {
    case 'done':
    case 'accepted':
      return { status: 200, body: { taken: true, ref, letter: seq } }
    case 'refused':
      return notTaken(sent.refusal.message)
    case 'not-running':
    case 'unknown':
      return unavailable('The complaint did not answer in time. Hand the report over again: it is taken once.')
  }
}

async function reportIn(sent: Sent): Promise<DeliveryReport | NotUnderstood> {
  if ('raw' in sent) return readDeliveryReport(sent.raw)
  const messageId = asMessageId(sent.messageId)
  if (messageId === undefined)
    return { fault: 'messageId must be a Message-ID in angle brackets, such as <C-7KQM-2XPA.3@council.example>' }
  return { messageId, became: becameBy(sent.status) ?? 'other', status: sent.status }
}

/** Only of the caller's own organisation. */
async function letterOf({ records }: Services, { org }: Caller, messageId: string) {
  return records.letter.findFirst({
    where: { messageId, complaint: { organisationId: org } },
    select: { complaintRef: true, seq: true, attempts: true },
  })
}

function notTaken(why: string): Reply {
  return { status: 200, body: { taken: false, why } }
}
