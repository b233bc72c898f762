/** Makes the letters that a batch asks for. Each is kept under its entry's number, so it is made once however often this runs. */
import { createHash } from 'node:crypto'
import { canonical } from '../../prisma/canonical.ts'
import type { Prisma } from '../../prisma/generated/client.ts'
import type { Batch, Entry } from '../../workflows/state.ts'
import { composeLetter, type Letter } from './compose.ts'
import type { LetterData } from './data.ts'
import type { LetterDocument } from './document.ts'
import { letterData } from './gather.ts'
import { linkFor } from './link.ts'
import { asksForLetter, readRecords, type AskedFor, type CaseRecords, type Db } from './records.ts'
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
  if (letters.length === 0) return
  await tx.letter.createMany({ data: letters.map(({ row }) => row), skipDuplicates: true })
  const links = letters.flatMap(({ link }) => link ?? [])
  if (links.length > 0) await tx.residentLink.createMany({ data: links, skipDuplicates: true })
}

export interface Made {
  data: LetterData
  letter: Letter
  row: Prisma.LetterCreateManyInput
  /** Of a letter that has an address where the resident can answer. */
  link?: Prisma.ResidentLinkCreateManyInput
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
  const isLost = (one: AskedFor) => !hasItsText(original(batch, one), records)
  for (const entry of entries.filter((one) => !isLost(one) && hasItsReader(one, records))) {
    const about = original(batch, entry)
    const source = sourceOf(records, batch, about, office, await policiesAt(tx, batch, about))
    const link = linkFor(batch.ref, entry, office)
    const one = made(
      {
        ...{ ...source, made: documents },
        ...(about !== entry && { isCopy: true }),
        ...(link && { link: link.address }),
      },
      entry.seq,
    )
    documents.set(entry.seq, one.letter.document)
    letters.push(link ? { ...one, link: link.row } : one)
  }
  return { letters, textGone: entries.filter(isLost).map(({ seq }) => seq) }
}

/** A copy is made from the entry whose letter it is: the same words, to who acts for the resident. */
function original({ entries }: Batch, entry: AskedFor): AskedFor {
  if (entry.event !== 'copy-sent') return entry
  const copied = entries.find(({ seq }) => seq === entry.detail['letter'])
  if (!copied) throw new Error(`Entry ${entry.seq} copies the letter of an entry that is not written with it`)
  return { ...copied, letter: entry.letter }
}

/** Whoever was named by a text that nobody stored is not known, and gets nothing. */
function hasItsReader({ letter }: AskedFor, { person }: CaseRecords): boolean {
  return letter.to !== 'representative' || (person?.representative ?? null) !== null
}

/** The API stores a text before it sends the command; one that came straight to Temporal may name any id. */
function hasItsText(entry: Entry, records: CaseRecords): boolean {
  return entry.text === undefined || records.texts.some(({ id }) => id === entry.text)
}

function made(source: Source, seq: number): Made {
  const { batch, entry, records } = source
  const data = letterData(source)
  const recipient = recipientOf(source)
  const letter = composeLetter(data, source.own)
  const toResident = entry.letter.to === 'resident'
  const row = {
    complaintRef: batch.ref,
    seq,
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
