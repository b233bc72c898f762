/** Letters: each as it was sent, byte for byte, and those that wait to be printed. */
import { z } from 'zod'
import type { Letter } from '../../prisma/generated/client.ts'
import { roles } from '../../workflows/actor.ts'
import { localTimestamp } from '../../workflows/policy/calendar.ts'
import { isStaff } from '../caller.ts'
import { defineOperation, type Asked, type Reply } from '../operation.ts'
import type { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { caseFor } from './case-for.ts'
import { instant } from './deadline.ts'

const types = ['text/html', 'text/plain', 'application/pdf']

export const letter = defineOperation({
  method: 'get',
  path: '/v1/complaints/{ref}/letters/{id}',
  id: 'readLetter',
  tag: 'Letters',
  title: 'Read a letter',
  description: 'A letter as it was sent, in the form asked for by Accept; PDF only where it was made for the post.',
  by: roles,
  answers: { 200: { description: 'The letter', types } },
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
  if (!found || !(isStaff(caller) || found.addressee === 'resident')) {
    return {
      problem: 'not-found',
      detail: `Complaint ${ref} has no such letter. Its letters are listed with the complaint.`,
    }
  }
  return inTheForm(found, asked)
}

function inTheForm(found: Letter, { accepts }: Asked<undefined, undefined>): Reply | Problem {
  const stored = types.filter((type) => type !== 'application/pdf' || found.pdf !== null)
  const type = accepts(stored)
  if (type === undefined) {
    return {
      problem: 'not-acceptable',
      detail: `This letter is kept as: ${stored.join(', ')}. Ask for one of them with "Accept".`,
    }
  }
  const bytes = type === 'text/html' ? found.html : type === 'text/plain' ? found.text : Buffer.from(found.pdf ?? [])
  // It is shown, and nothing in it may run or call out.
  const headers = {
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
    Vary: 'Accept',
  }
  return { status: 200, content: { type, bytes }, headers }
}

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
      where: { channel: 'letter', status: 'queued', complaint: { organisationId: caller.org } },
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
