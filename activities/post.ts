/** Into the print queue: for who asked for paper, and where email does not arrive. */
import type { Delivery } from '../workflows/activities.ts'
import type { LetterDocument } from './letters/document.ts'
import { pdfOf } from './letters/pdf.ts'
import { settle, type Claim, type LetterHappening, type Outbox } from './outbox.ts'

/** `refused` where no address is known either, so that the office finds another way. @param before what led here, for its log */
export async function queueForPost(
  { records, now }: { records: Outbox; now: () => number },
  claim: Claim,
  before: LetterHappening[] = [],
): Promise<Delivery['status']> {
  const { to, document } = claim.letter
  if ((to.address ?? []).length === 0) {
    await settle(records, claim, { status: 'refused' }, [...before, { what: 'refused', why: 'no address' }], now())
    return 'refused'
  }
  const pdf = await printed(document)
  const queued = { status: 'queued', channel: 'letter', provider: 'post', pdf, deliveredAt: new Date(now()) } as const
  await settle(records, claim, queued, [...before, { what: 'queued', channel: 'letter', provider: 'post' }], now())
  return 'queued'
}

export async function printed(document: LetterDocument): Promise<Uint8Array> {
  return new Uint8Array(await pdfOf(document))
}
