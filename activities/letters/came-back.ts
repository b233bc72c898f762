/**
 * What an entry says became of a letter, in the records: it came back, and goes by post or waits for an address; or it was posted.
 * In the transaction that writes the entry, so that a letter that is to go again is never lost. Run twice it changes nothing.
 */
import { markBounced } from '../../prisma/bounced.ts'
import type { Transaction } from '../../prisma/client.ts'
import type { Posted } from '../../workflows/stages/posted.ts'
import type { Returned } from '../../workflows/stages/returned.ts'
import type { Batch, Entry } from '../../workflows/state.ts'
import { unsent } from '../contact.ts'
import { keepWhatWent } from './kept.ts'
import type { Recipient } from './recipient.ts'

export async function writeWhatBecame(tx: Transaction, batch: Batch): Promise<void> {
  for (const entry of batch.entries) {
    if (entry.event === 'letter-returned') await cameBack(tx, batch.ref, entry)
    if (entry.event === 'letter-posted') await wasPosted(tx, batch.ref, entry)
  }
}

/** By email: the address is marked, and where there is a postal one the letter is to go out once more, by post. */
async function cameBack(tx: Transaction, ref: string, { detail, atMs }: Entry): Promise<void> {
  const at = new Date(atMs)
  const { letter: seq, why, posted } = detail as unknown as Returned
  const letter = await tx.letter.findUnique({
    where: { complaintRef_seq: { complaintRef: ref, seq } },
    select: { channel: true, recipient: true, provider: true, complaint: { select: { organisationId: true } } },
  })
  if (!letter) return
  // Written again after it went out anew, it stays as it is. What went stays findable by its Message-ID.
  const { messageId: _known, ...nothingPacked } = unsent
  const anew = { ...nothingPacked, status: 'made', channel: 'letter' }
  await keepWhatWent(tx, ref, { seq, atMs })
  const { count } = await tx.letter.updateMany({
    where: { complaintRef: ref, seq, OR: [{ bouncedAt: null }, { bouncedAt: { lt: at } }] },
    data: { bouncedAt: at, ...(posted ? anew : { status: 'refused' }) },
  })
  if (count === 0) return
  const { channel, provider } = letter
  const event = { complaintRef: ref, seq, at }
  const what = channel === 'email' ? 'bounced' : 'returned'
  await tx.letterEvent.create({ data: { ...event, what, channel, provider, why } })
  if (posted) await tx.letterEvent.create({ data: { ...event, what: 'made-again', channel: 'letter' } })
  const { email } = letter.recipient as Recipient
  if (channel === 'email' && email !== undefined) {
    await markBounced(tx, letter.complaint.organisationId, email, { atMs, why })
  }
}

/** Where a print job has not marked it already. */
async function wasPosted(tx: Transaction, ref: string, { detail, atMs }: Entry): Promise<void> {
  const { letter: seq, on } = detail as unknown as Pick<Posted, 'letter' | 'on'>
  const waiting = { complaintRef: ref, seq, channel: 'letter', status: { in: ['queued', 'printed', 'sent'] } }
  const data = { status: 'posted', postedOn: new Date(on) }
  const [letter] = await tx.letter.updateManyAndReturn({ where: waiting, data, select: { provider: true } })
  if (!letter) return
  const { provider } = letter
  const event = { complaintRef: ref, seq, at: new Date(atMs), what: 'posted', channel: 'letter', provider }
  await tx.letterEvent.create({ data: event })
}
