/** A letter as it stands with its complaint: what went, made from what, by which way, and what became of it. */
import { z } from 'zod'
import { dayOf } from '../../prisma/calendar.ts'
import type { Prisma } from '../../prisma/generated/client.ts'
import { localTimestamp } from '../../workflows/policy/calendar.ts'
import { instant } from './deadline.ts'

/** Everything but what it says: that is read one by one. */
export const lettersIncluded = {
  orderBy: { seq: 'asc' },
  omit: { html: true, text: true, document: true, pdf: true, mime: true },
  include: { log: { orderBy: { id: 'asc' }, omit: { bytes: true } } },
} as const satisfies Prisma.Complaint$lettersArgs
type Row = Prisma.LetterGetPayload<typeof lettersIncluded>

const recipient = z.object({
  name: z.string(),
  email: z.string().optional(),
  also: z.array(z.string()).optional().describe('Others who got the same notice'),
  address: z.array(z.string()).optional(),
})

const happened = z.strictObject({
  at: instant,
  what: z
    .string()
    .describe(
      'queued, sent, not-taken, answer-lost, may-be-doubled, refused, arrived, bounced, printed, posted, returned, made-again, texted, not-texted; replaced: made again for another way, and this is what had gone; told, not-told: its complaint was given the day of posting, or did not take it',
    ),
  channel: z.string(),
  provider: z.string().nullable(),
  providerId: z
    .string()
    .nullable()
    .describe('The provider’s own; of what is printed here, the number of the print job'),
  why: z.string().nullable(),
  kept: z
    .strictObject({ id: z.int().describe('For GET …/letters/{id}/replaced/{event}'), sha256: z.string(), recipient })
    .optional()
    .describe('Of what was replaced: the bytes that had gone, and to whom'),
})

export const letterSchema = z.strictObject({
  id: z.int(),
  kind: z.string(),
  to: z.string(),
  channel: z.string(),
  language: z.string(),
  print: z.int().describe('Its size of print, in points'),
  subject: z.string(),
  status: z.string(),
  template: z.string().describe('The version of the template that it was made from'),
  policyDigest: z.string().describe('The version of the policy that it was made under'),
  dataHash: z.string().describe('The SHA-256 of the data that it was made from'),
  sha256: z.string().nullable().describe('Of the bytes that went last: the message, or the PDF; null before it went'),
  madeAt: instant,
  deliveredAt: instant.nullable().describe('When the mail server took it, or it came into the print queue'),
  bouncedAt: instant.nullable(),
  postedOn: z.iso.date().nullable(),
  recipient: recipient.optional().describe('To staff: who it went to, as they were reached then'),
  provider: z.string().nullable().optional().describe('To staff: smtp, notify, or post where it is printed here'),
  providerId: z.string().nullable().optional().describe('To staff: by which the provider knows it'),
  log: z.array(happened).optional().describe('To staff: what happened to it on its way'),
})

export function letterOf(row: Row, toStaff: boolean): z.input<typeof letterSchema> {
  const { seq, kind, addressee, channel, language, print, subject, status, template, policyDigest, dataHash } = row
  const { sha256, madeAt, deliveredAt, bouncedAt, postedOn, provider, providerId, log } = row
  return {
    ...{ id: seq, kind, to: addressee, channel, language, print, subject, status },
    ...{ template, policyDigest, dataHash, sha256 },
    madeAt: localTimestamp(madeAt.getTime()),
    deliveredAt: deliveredAt && localTimestamp(deliveredAt.getTime()),
    bouncedAt: bouncedAt && localTimestamp(bouncedAt.getTime()),
    postedOn: postedOn && dayOf(postedOn),
    ...(toStaff && { recipient: recipient.parse(row.recipient), provider, providerId, log: log.map(happenedOf) }),
  }
}

function happenedOf(event: Row['log'][number]): z.input<typeof happened> {
  const { id, at, what, channel, provider, providerId, why, sha256 } = event
  const kept = sha256 === null ? {} : { kept: { id, sha256, recipient: recipient.parse(event.recipient) } }
  return { at: localTimestamp(at.getTime()), what, channel, provider, providerId, why, ...kept }
}
