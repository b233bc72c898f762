/** Letters: each as it was sent, byte for byte, and those that wait to be printed. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { sentForm } from '../../prisma/case-file/letters.ts'
import type { Letter } from '../../prisma/generated/client.ts'
import { roles } from '../../workflows/actor.ts'
import { localTimestamp } from '../../workflows/policy/calendar.ts'
import { isStaff } from '../caller.ts'
import { defineOperation, type Asked, type Reply } from '../operation.ts'
import type { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { caseFor } from './case-for.ts'
import { instant } from './deadline.ts'
import { visibleTo } from './visible.ts'
import { isOutside } from '../../workflows/letter-out.ts'

interface Form {
  type: string
  extension: string
  /** What the mail server was given names others who got the same notice. */
  toStaffAlone?: true
  /** Null where it was never in this form. */
  bytes(letter: Letter): Uint8Array | string | null
}

const forms: Form[] = [
  { type: 'text/html', extension: 'html', bytes: ({ html }) => html },
  { type: 'text/plain', extension: 'txt', bytes: ({ text }) => text },
  { type: 'application/pdf', extension: 'pdf', bytes: ({ pdf }) => pdf },
  { type: 'message/rfc822', extension: 'eml', toStaffAlone: true, bytes: ({ mime }) => mime },
]

export const letter = defineOperation({
  method: 'get',
  path: '/v1/complaints/{ref}/letters/{id}',
  id: 'readLetter',
  tag: 'Letters',
  title: 'Read a letter',
  description:
    'A letter as it was sent, in the form asked for by Accept: PDF where it was made for the post, and to staff message/rfc822, the very message that the mail server took. ETag and Repr-Digest are the SHA-256 of these bytes; that of the form which went out stands with the complaint.',
  by: roles,
  answers: {
    200: { description: 'The letter', types: forms.map(({ type }) => type) },
    304: { description: 'If-None-Match named these very bytes', types: [] },
  },
  problems: ['mistyped-reference', 'unknown-complaint', 'not-found', 'not-acceptable', 'unavailable'],
  handle: readLetter,
})

async function readLetter({ records }: Services, asked: Asked<undefined, undefined>): Promise<Reply | Problem> {
  const { ref, caller, params } = asked
  const seen = await caseFor(records, caller, ref)
  if ('problem' in seen) return seen
  const id = params['id'] ?? ''
  const seq = /^\d{1,9}$/.test(id) ? Number(id) : -1
  const found = await records.letter.findUnique({ where: { complaintRef_seq: { complaintRef: ref, seq } } })
  if (!found || !(isStaff(caller) || isOutside(found.addressee))) {
    return {
      problem: 'not-found',
      detail: `Complaint ${ref} has no such letter. Its letters are listed with the complaint.`,
    }
  }
  return inTheForm(found, asked)
}

function inTheForm(found: Letter, { accepts, caller }: Asked<undefined, undefined>): Reply | Problem {
  const kept = forms.filter((form) => form.bytes(found) !== null && (!form.toStaffAlone || isStaff(caller)))
  const types = kept.map((form) => form.type)
  const type = accepts(types)
  const form = kept.find((one) => one.type === type)
  if (!form) {
    return {
      problem: 'not-acceptable',
      detail: `This letter is kept as: ${types.join(', ')}. Ask for one of them with "Accept".`,
    }
  }
  return asShown(
    form.type,
    form.bytes(found) ?? '',
    `${found.complaintRef}-${found.seq}-${found.kind}.${form.extension}`,
  )
}

/** Of one letter or another to come: these bytes with their SHA-256 (RFC 9530), to be looked at. */
export function asShown(type: string, written: Uint8Array | string, fileName: string): Reply {
  const bytes = typeof written === 'string' ? Buffer.from(written, 'utf8') : Buffer.from(written)
  const digest = createHash('sha256').update(bytes).digest()
  const headers = {
    // It is shown, and nothing in it may run or call out.
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
    'Content-Disposition': `inline; filename="${fileName}"`,
    ETag: `"${digest.toString('hex')}"`,
    'Repr-Digest': `sha-256=:${digest.toString('base64')}:`,
    Vary: 'Accept',
  }
  return { status: 200, content: { type, bytes }, headers }
}

export const replaced = defineOperation({
  method: 'get',
  path: '/v1/complaints/{ref}/letters/{id}/replaced/{event}',
  id: 'readReplacedLetter',
  tag: 'Letters',
  title: 'Read what a letter was before it was made again',
  description:
    'The very bytes that went before the letter came back and was made again: the message, or the PDF. Its log with the complaint names them.',
  by: ['officer', 'manager'],
  answers: { 200: { description: 'What had gone', types: ['message/rfc822', 'application/pdf', 'application/json'] } },
  problems: ['mistyped-reference', 'unknown-complaint', 'not-found', 'unavailable'],
  async handle({ records }, { ref, caller, params }) {
    const seen = await caseFor(records, caller, ref)
    if ('problem' in seen) return seen
    const [seq = -1, id = -1] = [params['id'], params['event']].map((text = '') =>
      /^\d{1,9}$/.test(text) ? Number(text) : -1,
    )
    const found = await records.letterEvent.findFirst({ where: { complaintRef: ref, seq, id, what: 'replaced' } })
    if (!found?.bytes) {
      return {
        problem: 'not-found',
        detail: `Nothing of this letter of complaint ${ref} was replaced by that number. Its log stands with the complaint.`,
      }
    }
    const form = sentForm(found.bytes)
    return asShown(sentAs[form], found.bytes, `${ref}-${found.seq}-replaced-${found.id}.${form}`)
  },
})

const sentAs = { pdf: 'application/pdf', json: 'application/json', eml: 'message/rfc822' } as const

const queued = z.strictObject({ ref: z.string(), id: z.int(), kind: z.string(), subject: z.string(), madeAt: instant })
const most = 500

export const printQueue = defineOperation({
  method: 'get',
  path: '/v1/print-queue',
  id: 'listPrintQueue',
  tag: 'Letters',
  title: 'Letters to print',
  description: `The letters that go by post and wait to be printed, oldest first, at most ${most}.`,
  by: ['officer', 'manager'],
  answers: { 200: { description: 'The queue', schema: z.strictObject({ letters: z.array(queued) }) } },
  problems: ['unavailable'],
  async handle({ records }, { caller }) {
    const rows = await records.letter.findMany({
      where: { channel: 'letter', status: 'queued', complaint: visibleTo(caller) },
      orderBy: [{ madeAt: 'asc' }, { complaintRef: 'asc' }, { seq: 'asc' }],
      take: most,
      select: { complaintRef: true, seq: true, kind: true, subject: true, madeAt: true },
    })
    const letters = rows.map(({ complaintRef, seq, kind, subject, madeAt }) => ({
      ...{ ref: complaintRef, id: seq, kind, subject },
      madeAt: localTimestamp(madeAt.getTime()),
    }))
    return { status: 200, body: { letters } }
  },
})
