/** The files of a complaint: which there are, and each as it came. A resident reads their own and what staff share with them. */
import { z } from 'zod'
import { roles } from '../../workflows/actor.ts'
import { isStaff, type Caller } from '../caller.ts'
import { caseFor } from '../complaints/case-for.ts'
import { defineOperation } from '../operation.ts'
import type { Problem } from '../problem.ts'
import { attachment } from './file-name.ts'
import { fileOf, fileSchema } from './listed.ts'

const mayRead = (caller: Caller) => (isStaff(caller) ? {} : { shared: true })

export const listFiles = defineOperation({
  method: 'get',
  path: '/v1/complaints/{ref}/evidence',
  id: 'listEvidence',
  tag: 'Evidence',
  title: 'The files of a complaint',
  description: 'Every file, oldest first. A resident sees their own, and those that staff share with them.',
  by: roles,
  answers: { 200: { description: 'The files', schema: z.strictObject({ files: z.array(fileSchema) }) } },
  problems: ['mistyped-reference', 'unknown-complaint', 'unavailable'],
  async handle({ records }, { ref, caller }) {
    const seen = await caseFor(records, caller, ref)
    if ('problem' in seen) return seen
    const where = { complaintRef: ref, ...mayRead(caller) }
    const files = await records.evidenceFile.findMany({ where, orderBy: { number: 'asc' } })
    return { status: 200, body: { files: files.map((file) => fileOf(file, isStaff(caller))) } }
  },
})

export const readFile = defineOperation({
  method: 'get',
  path: '/v1/complaints/{ref}/evidence/{file}',
  id: 'readEvidence',
  tag: 'Evidence',
  title: 'Read a file',
  description:
    'A file, byte for byte as it came, to be saved: it is never shown in place. ETag and Repr-Digest are its SHA-256.',
  by: roles,
  answers: {
    200: { description: 'The file', types: ['application/octet-stream'] },
    304: { description: 'If-None-Match named these very bytes', types: [] },
  },
  problems: ['mistyped-reference', 'unknown-complaint', 'unknown-file', 'unavailable'],
  async handle({ records }, { ref, caller, params }) {
    const seen = await caseFor(records, caller, ref)
    if ('problem' in seen) return seen
    const given = params['file'] ?? ''
    const number = /^[1-9]\d{0,6}$/.test(given) ? Number(given) : -1
    const where = { complaintRef: ref, number, ...mayRead(caller) }
    const file = await records.evidenceFile.findFirst({ where, include: { content: true } })
    if (!file?.content) return unknownFile(ref)
    const headers = {
      // Whatever is in it, no browser runs it.
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Content-Disposition': attachment(file.name),
      ETag: `"${file.sha256}"`,
      'Repr-Digest': `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`,
    }
    return { status: 200, content: { type: file.mediaType, bytes: Buffer.from(file.content.bytes) }, headers }
  },
})

function unknownFile(ref: string): Problem {
  return {
    problem: 'unknown-file',
    detail: `Complaint ${ref} has no such file that you may read. GET …/evidence lists its files.`,
  }
}
