/** The letters of a command before it is given: made as they would be from what the records hold, and kept for a day. */
import type { PrismaClient } from '../../prisma/generated/client.ts'
import type { Prisma } from '../../prisma/generated/client.ts'
import type { PreviewedLetter } from '../../prisma/letter-preview.ts'
import type { Previewed } from '../../workflows/activities.ts'
import type { Batch } from '../../workflows/state.ts'
import { writeCorrections } from '../contact.ts'
import { writeRepresentation } from '../representation.ts'
import { lettersOf, type Made } from './make.ts'
import { mandatoryParts } from './parts.ts'
import { pdfOf } from './pdf.ts'
import { officeOf, type Office } from './source.ts'

export async function previewLetters(
  deps: Office & { records: PrismaClient },
  batch: Batch,
  { id, by }: { id: string; by: string },
  nowMs: number,
): Promise<Previewed> {
  const { letters, textGone } = await undone(deps.records, async (tx) => {
    // A correction in the batch comes before its letters, as it does in earnest.
    await writeCorrections(tx, batch, nowMs)
    await writeRepresentation(tx, batch)
    return lettersOf(tx, batch, officeOf(deps))
  })
  const shown: PreviewedLetter[] = []
  for (const letter of letters) shown.push(await shownOf(letter))
  const data = { id, complaintRef: batch.ref, at: new Date(nowMs), by, letters: shown }
  await deps.records.letterPreview.createMany({ data, skipDuplicates: true })
  return { letters: shown.length, textGone }
}

async function shownOf({ data, letter, row }: Made): Promise<PreviewedLetter> {
  const { seq, addressee, channel, recipient, print } = row
  return {
    ...{ seq, kind: data.kind, language: data.language, print },
    to: addressee as PreviewedLetter['to'],
    channel: channel as PreviewedLetter['channel'],
    recipient: recipient as PreviewedLetter['recipient'],
    ...{ subject: letter.subject, html: letter.html, text: letter.text },
    pdf: (await pdfOf(letter.document)).toString('base64'),
    ...{ parts: ['subject', ...letter.parts], mandatory: mandatoryParts(data) },
  }
}

class Undone extends Error {}

/** What comes of it, and nothing stays in the records. */
async function undone<T>(records: PrismaClient, work: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
  const found: T[] = []
  try {
    await records.$transaction(async (tx) => {
      found.push(await work(tx))
      throw new Undone()
    })
  } catch (error) {
    if (!(error instanceof Undone)) throw error
  }
  const [result] = found
  if (result === undefined) throw new Error('A preview came to nothing')
  return result
}
