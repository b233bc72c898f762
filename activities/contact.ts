/**
 * A correction of how the resident is reached, in the transaction that writes its entry: their row, and the letters that have not
 * reached them. What has gone stays as it went.
 */
import { clearBounced } from '../prisma/bounced.ts'
import type { Transaction } from '../prisma/client.ts'
import type { Person, Prisma } from '../prisma/generated/client.ts'
import { residentOf } from '../prisma/person.ts'
import { contactWith, contactWithout } from '../workflows/adjustments.ts'
import { commandNamed } from '../workflows/commands/index.ts'
import { adjustmentKinds, type AdjustmentKind } from '../workflows/policy/names.ts'
import { corrected, formsOf, type ContactCorrection } from '../workflows/resident.ts'
import { sentAgain } from '../workflows/stages/contact.ts'
import type { Batch, Entry } from '../workflows/state.ts'
import type { LetterDocument } from './letters/document.ts'
import { keepWhatWent } from './letters/kept.ts'
import { channelOf, recipientOfPerson, envelopeOf } from './letters/recipient.ts'

export async function writeCorrections(tx: Transaction, batch: Batch, nowMs: number): Promise<void> {
  const entries = batch.entries.filter(({ event }) => event === 'contact-corrected' || event === 'adjustment-recorded')
  if (entries.length === 0) return
  const row = await tx.complaint.findUniqueOrThrow({ where: { ref: batch.ref }, include: { person: true } })
  // A batch that is written again after a newer one would put back what that corrected.
  if (!row.person || row.recordedSeq > batch.case.seq) return
  let { person } = row
  for (const entry of entries) {
    const correction = await correctionIn(tx, batch.ref, entry, person)
    if (!correction) continue
    person = await writePerson(tx, person, correction)
    if (correction.email) await clearBounced(tx, row.organisationId, correction.email)
  }
  await readdress(tx, batch, person, nowMs)
}

type Corrected = ContactCorrection & { disabilities?: string[] }

/** What was corrected, what an adjustment asks for, or what is without one. A command that came straight to Temporal may name a text that nobody stored. */
async function correctionIn(
  tx: Transaction,
  ref: string,
  { event, text: id, detail }: Entry,
  person: Person,
): Promise<Corrected | undefined> {
  const contact = residentOf(person)
  const without = adjustmentKinds.find((kind) => kind === detail['without'])
  if (without) return contactWithout(contact, without)
  if (id === undefined) return undefined
  const kind = event === 'contact-corrected' ? 'correct-contact' : 'record-adjustment'
  const text = await tx.text.findFirst({ where: { id, complaintRef: ref, kind } })
  const body = commandNamed(kind)?.body().safeParse(text?.body).data
  if (body === undefined || event === 'contact-corrected') return body as ContactCorrection | undefined
  const { kind: adjustment, language, disabilities = [] } = body as Adjustment
  const known = [...new Set([...person.disabilities, ...disabilities])]
  return { ...contactWith(contact, adjustment, language), disabilities: known }
}

interface Adjustment {
  kind: AdjustmentKind
  language?: string
  disabilities?: string[]
}

async function writePerson(
  tx: Transaction,
  person: Person,
  { disabilities = person.disabilities, ...correction }: Corrected,
): Promise<Person> {
  const now = corrected(residentOf(person), correction)
  const { email = null, phone = null, address = [], preferredContact, adjustments, language, texts } = now
  return tx.person.update({
    where: { complaintRef: person.complaintRef },
    data: { email, phone, address, preferredContact, adjustments, language, texts, forms: formsOf(now), disabilities },
  })
}

/** Those that wait to go, and those that are sent again; a letter that somebody is handing over just now is left to them. */
async function readdress(tx: Transaction, batch: Batch, person: Person, nowMs: number): Promise<void> {
  const again = sentAgain(batch)
  const letters = await tx.letter.findMany({
    where: {
      ...{ complaintRef: batch.ref, addressee: 'resident' },
      OR: [{ status: 'made' }, { status: 'refused', seq: { in: again } }],
    },
    select: { seq: true, status: true, attempts: true, document: true },
  })
  const recipient = recipientOfPerson(person)
  const channel = channelOf(recipient, person.preferredContact)
  for (const { seq, status, attempts, document } of letters) {
    await keepWhatWent(tx, batch.ref, { seq, atMs: nowMs })
    const addressed = { ...(document as LetterDocument), to: envelopeOf(recipient) }
    await tx.letter.updateMany({
      where: { complaintRef: batch.ref, seq, status },
      data: { ...unsent, status: 'made', recipient, channel, document: addressed as Prisma.InputJsonObject },
    })
    // One that was tried has another name at its carrier from now on: what may be there by the old one went elsewhere.
    if (status !== 'refused' && attempts === 0) continue
    const at = new Date(nowMs)
    await tx.letterEvent.create({ data: { complaintRef: batch.ref, seq, at, what: 'made-again', channel } })
  }
}

/** Nothing of an earlier attempt is handed over. */
export const unsent = {
  claimedAt: null,
  provider: null,
  providerId: null,
  messageId: null,
  mime: null,
  pdf: null,
  sha256: null,
}
