/** Letters that wait to be printed, as they do for somebody without email. */
import { vi } from 'vitest'
import type { LetterDocument } from '../../activities/letters/document.ts'
import { pdfOf } from '../../activities/letters/pdf.ts'
import { intake, resident, type Api } from './world.ts'

/** A complaint whose receipt does. */
export async function complaintInQueue(api: Api, pages = 1, name = 'Sam Jones'): Promise<string> {
  const ref = String((await api.ask('POST', '/v1/complaints', resident, { json: intake })).body['ref'])
  await queue(api, ref, 1, pages, name)
  return ref
}

/** That letter of a complaint, drawn and in the queue. */
export async function queue(api: Api, ref: string, seq: number, pages = 1, name = 'Sam Jones'): Promise<void> {
  const { letter } = api.services.records
  const where = { complaintRef_seq: { complaintRef: ref, seq } }
  // A complaint that is taken may be written a moment later.
  const found = await vi.waitFor(() => letter.findUniqueOrThrow({ where }), 10_000)
  const document = found.document as LetterDocument
  const block = { type: 'paragraph', runs: [{ text: 'Words upon words. '.repeat(200) }] } as const
  const blocks = [...document.blocks, ...Array.from({ length: (pages - 1) * 2 }, () => block)]
  const pdf = new Uint8Array(await pdfOf({ ...document, blocks } as LetterDocument))
  const recipient = { name, address: ['CANARY-street 1', 'EX1 1EX'] }
  const queued = { channel: 'letter', status: 'queued', deliveredAt: new Date(), recipient, pdf }
  await letter.update({ where, data: queued })
}
