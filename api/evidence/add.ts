/**
 * A file comes: what is in it is held against what it says, it is stored with the complaint, and then it stands on the timeline. Where
 * Temporal does not answer the file is kept all the same, and a sweep puts it on the timeline.
 */
import { z } from 'zod'
import type { EvidenceFile } from '../../prisma/generated/client.ts'
import { keepFile, mostBytes, mostFiles, notingId, removeFile, type NewFile } from '../../prisma/evidence.ts'
import { roles } from '../../workflows/actor.ts'
import { addEvidence } from '../../workflows/commands/evidence.ts'
import { evidenceTypeOf, evidenceTypes } from '../../workflows/evidence-types.ts'
import { actorText, isStaff } from '../caller.ts'
import type { Sending, Sent } from '../commands/send.ts'
import { sendOrWake } from '../commands/wake.ts'
import { caseFor } from '../complaints/case-for.ts'
import { defaultEvidenceMb, megabyte } from '../config.ts'
import { defineOperation, type Asked, type BodyReader, type RawBody, type Reply } from '../operation.ts'
import { badInput, type Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { temporalIsDown } from '../temporal.ts'
import { contentFault, endingsOf } from './content.ts'
import { asUtf8, cleanName, decoded, givenName } from './file-name.ts'
import { fileOf, fileSchema } from './listed.ts'

const taken = evidenceTypes.map(({ code, mediaType }) => `${mediaType} (${code})`).join(', ')

const body: BodyReader<Buffer> & { raw: RawBody } = {
  schema: z.unknown(),
  raw: {
    types: evidenceTypes.map(({ mediaType }) => mediaType),
    limit: ({ evidenceBytes = defaultEvidenceMb * megabyte }) => evidenceBytes,
    alone: {
      problem: 'type-not-taken',
      detail: `Say with "Content-Type" what the file is. These are taken: ${taken}. Programs, archives, web pages and Office files with macros are not.`,
    },
  },
  read: (sent) => ({ value: Buffer.isBuffer(sent) ? sent : Buffer.alloc(0) }),
}

const query = z.strictObject({
  shared: z
    .enum(['true', 'false'])
    .default('false')
    .describe('Of a file from staff: whether the resident may read it. What a resident sends is theirs to read.'),
})

const answerSchema = fileSchema.extend({ ref: z.string(), message: z.string().optional() }).meta({ id: 'AddedFile' })
const followsLater =
  'The file is kept. It stands on the timeline within a minute or so, and decisions can name it then.'

export const add = defineOperation({
  method: 'post',
  path: '/v1/complaints/{ref}/evidence',
  id: 'addEvidenceFile',
  tag: 'Evidence',
  title: 'Add a file',
  description: `Stores a file with the complaint and puts it on the timeline: the body is the file as it is, with its "Content-Type", its name in "Content-Disposition: attachment; filename*=UTF-8''…", and what it shows in "Content-Description" (percent-encoded UTF-8, at most 1,000 characters). What is in it must be what the type says. The same file again changes nothing and answers the one that there is. A complaint holds at most ${mostFiles} files and ${mostBytes / megabyte} MB. Taken are ${taken}.`,
  by: roles,
  query,
  body,
  answers: {
    201: { description: 'Stored, and on the timeline', schema: answerSchema },
    200: { description: 'The same file was there already', schema: answerSchema },
    202: { description: 'Stored; the timeline follows', schema: answerSchema },
  },
  problems: [
    ...(['bad-input', 'malformed-json', 'too-large', 'not-json', 'type-not-taken', 'not-what-it-says'] as const),
    ...(['mistyped-reference', 'unknown-complaint', 'against-the-rules', 'unavailable'] as const),
  ],
  handle: addFile,
})

type AskedToAdd = Asked<z.output<typeof query>, Buffer>

async function addFile(services: Services, asked: AskedToAdd): Promise<Reply | Problem> {
  const { ref, caller, nowMs } = asked
  const seen = await caseFor(services.records, caller, ref)
  if ('problem' in seen) return seen
  const given = await fileIn(asked)
  if ('problem' in given) return given
  const kept = await keepFile(services.records, ref, given, nowMs)
  if ('full' in kept) return tooMany(kept.full)
  const { file, isNew } = kept
  const answer = { ref, ...fileOf(file, isStaff(caller)) }
  if (file.seq !== null) return { status: 200, body: answer }
  const sent = await putOnTimeline(services, asked, file)
  if (sent.is === 'refused') {
    if (isNew) await removeFile(services.records, file)
    return { problem: 'against-the-rules', rule: sent.refusal.rule, detail: sent.refusal.message }
  }
  if (sent.is !== 'done') return { status: 202, body: { ...answer, message: followsLater } }
  const headers = { Location: `/v1/complaints/${ref}/evidence/${file.number}` }
  return { status: isNew ? 201 : 200, body: { ...answer, entry: sent.answer.seq }, headers }
}

async function fileIn({ body: bytes, caller, query: { shared }, header }: AskedToAdd): Promise<NewFile | Problem> {
  const mediaType = (header('content-type') ?? '').replace(/;.*$/, '').trim().toLowerCase()
  const type = evidenceTypeOf(mediaType)
  if (!type) return { problem: 'type-not-taken', detail: `These types are taken: ${taken}.` }
  if (bytes.length === 0) return badInput([{ field: 'body', message: 'must be the file, which is not empty' }])
  const note = noteIn(header('content-description'))
  if (note === undefined) {
    const message = 'must be percent-encoded UTF-8 of at most 1000 characters, without control characters'
    return badInput([{ field: 'Content-Description', message }])
  }
  const fault = await contentFault(type, bytes)
  if (fault !== undefined) return { problem: 'not-what-it-says', detail: `${fault} Nothing was stored.` }
  const name = cleanName(givenName(header('content-disposition')), endingsOf[type.code])
  const isShared = shared === 'true' || !isStaff(caller)
  return { name, mediaType: type.mediaType, bytes, note, shared: isShared, by: actorText(caller) }
}

/** Undefined where it is not one. */
function noteIn(header: string | undefined): string | null | undefined {
  if (header === undefined) return null
  const text = decoded(asUtf8(header))?.trim()
  if (text === undefined || text.length > 1_000 || /[^\P{C}\n\t\u200d]/u.test(text)) return undefined
  return text === '' ? null : text
}

/** Told as whoever stored it first. Its id is its own, so that it is done once whoever tells it. */
async function putOnTimeline(services: Services, { ref, answerBy }: AskedToAdd, file: EvidenceFile): Promise<Sent> {
  const sending: Sending = {
    ...{ ref, command: addEvidence.name, answerBy },
    message: { by: file.by, with: { file: file.number } },
    updateId: notingId(file),
  }
  try {
    return await sendOrWake(services, addEvidence, sending)
  } catch (error) {
    if (temporalIsDown(error)) return { is: 'unknown' }
    throw error
  }
}

function tooMany(what: 'files' | 'bytes'): Problem {
  const most = what === 'files' ? `${mostFiles} files` : `${mostBytes / megabyte} MB of files`
  return {
    problem: 'against-the-rules',
    rule: 'Redress: add-evidence',
    detail: `A complaint holds at most ${most}, and this one is full. Send what belongs together as one PDF, or ask the office.`,
  }
}
