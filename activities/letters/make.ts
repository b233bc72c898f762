/** Makes the letters that a batch asks for. Each is kept under its entry's number, so it is made once however often this runs. */
import { createHash } from 'node:crypto'
import { canonical } from '../../prisma/canonical.ts'
import type { Prisma } from '../../prisma/generated/client.ts'
import type { Batch, Entry } from '../../workflows/state.ts'
import { composeLetter, type Letter } from './compose.ts'
import type { LetterData } from './data.ts'
import type { LetterDocument } from './document.ts'
import { letterData } from './gather.ts'
import { asksForLetter, readRecords, type CaseRecords, type Db } from './records.ts'
import { channelOf, recipientOf } from './recipient.ts'
import { policiesAt, sourceOf, type Office, type Source } from './source.ts'
import { templateVersion } from './templates.ts'

/**
 * Reads the records once and writes once, so it belongs in the transaction that writes the batch. Throws Error for a letter
 * that cannot be made; then none of the batch is. A letter whose stored text is gone can never be made, and is left out: its
 * delivery then finds none, which stands on the timeline as undeliverable.
 */
export async function makeLetters(tx: Db, batch: Batch, office: Office): Promise<void> {
  const { letters } = await lettersOf(tx, batch, office)
  if (letters.length > 0) await tx.letter.createMany({ data: letters.map(({ row }) => row), skipDuplicates: true })
}

export interface Made {
  data: LetterData
  letter: Letter
  row: Prisma.LetterCreateManyInput
}

/** The letters that a batch asks for, and the entries whose letter can never be made, as their text is gone. Writes nothing. */
export async function lettersOf(
  tx: Db,
  batch: Batch,
  office: Office,
): Promise<{ letters: Made[]; textGone: number[] }> {
  const entries = batch.entries.filter(asksForLetter)
  if (entries.length === 0) return { letters: [], textGone: [] }
  const records = await readRecords(tx, batch, entries)
  const letters: Made[] = []
  const documents = new Map<number, LetterDocument>()
  for (const entry of entries.filter((one) => hasItsText(one, records))) {
    const source = sourceOf(records, batch, entry, office, await policiesAt(tx, batch, entry))
    const one = made({ ...source, made: documents })
    documents.set(entry.seq, one.letter.document)
    letters.push(one)
  }
  return { letters, textGone: entries.filter((one) => !hasItsText(one, records)).map(({ seq }) => seq) }
}

/** The API stores a text before it sends the command; one that came straight to Temporal may name any id. */
function hasItsText(entry: Entry, records: CaseRecords): boolean {
  return entry.text === undefined || records.texts.some(({ id }) => id === entry.text)
}

function made(source: Source): Made {
  const { batch, entry, records } = source
  const data = letterData(source)
  const recipient = recipientOf(source)
  const letter = composeLetter(data, source.own)
  const toResident = entry.letter.to === 'resident'
  const row = {
    complaintRef: batch.ref,
    seq: entry.seq,
    kind: data.kind,
    addressee: entry.letter.to,
    channel: toResident
      ? channelOf(recipient, records.person?.preferredContact, records.person?.emailBounced)
      : channelOf(recipient, undefined),
    recipient,
    language: data.language,
    print: data.to.print,
    subject: letter.subject,
    html: letter.html,
    text: letter.text,
    document: letter.document,
    template: templateVersion(data.language, data.kind, source.own),
    policyDigest: source.policyDigest,
    dataHash: hashOf(data),
    madeAt: new Date(entry.letter.atMs),
  }
  return { data, letter, row }
}

/** Of the data a letter was made from: which it was can be proved, and nothing of it can be read from this. */
function hashOf(data: LetterData): string {
  return createHash('sha256').update(canonical(data)).digest('hex')
}
