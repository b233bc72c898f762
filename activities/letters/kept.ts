/**
 * Before a letter is made again, for another address or another way: the bytes that went, and to whom, are kept in its log, so that
 * both can be shown years later.
 */
import type { Transaction } from '../../prisma/client.ts'

/** Of a letter that was handed to nobody there is nothing to keep. The same bytes are kept once. */
export async function keepWhatWent(
  tx: Transaction,
  ref: string,
  { seq, atMs }: { seq: number; atMs: number },
): Promise<void> {
  await tx.$executeRaw`
    insert into letter_event (complaint_ref, seq, at, what, channel, provider, provider_id, recipient, sha256, bytes)
    select l.complaint_ref, l.seq, ${new Date(atMs)}, 'replaced', l.channel, l.provider, l.provider_id, l.recipient, l.sha256,
      coalesce(l.pdf, l.mime)
    from letter l
    where l.complaint_ref = ${ref} and l.seq = ${seq} and l.sha256 is not null
      and exists (select 1 from letter_event e where e.complaint_ref = l.complaint_ref and e.seq = l.seq
        and e.what in ('sent', 'printed', 'posted', 'may-be-doubled'))
      and not exists (select 1 from letter_event e where e.complaint_ref = l.complaint_ref and e.seq = l.seq
        and e.what = 'replaced' and e.sha256 = l.sha256)`
}
