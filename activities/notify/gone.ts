/** Letters that Notify took and whose end is not known, and what is written of them. */
import type { PrismaClient } from '../../prisma/generated/client.ts'
import type { Channel, Recipient } from '../letters/recipient.ts'

type Db = Pick<PrismaClient, '$queryRaw' | '$transaction' | 'letter' | 'letterEvent'>

export interface Gone {
  ref: string
  seq: number
  channel: Channel
  addressee: string
  organisationId: string
  attempts: number
  providerId: string
  recipient: Recipient
  deliveredAt: Date
}

/** For so long Notify keeps what it took. */
const KEPT_MS = 7 * 86_400_000
const MOST = 5_000

/** Oldest first. */
export async function gone(db: Db, nowMs: number): Promise<Gone[]> {
  return db.$queryRaw<Gone[]>`
    select l.complaint_ref as ref, l.seq, l.channel, l.addressee, c.organisation_id as "organisationId", l.attempts,
      l.provider_id as "providerId", l.recipient, l.delivered_at as "deliveredAt"
    from letter l join complaint c on c.ref = l.complaint_ref
    where l.status = 'sent' and l.provider = 'notify' and l.provider_id is not null
      and l.claimed_at > ${new Date(nowMs - KEPT_MS)} and l.delivered_at > ${new Date(nowMs - KEPT_MS)}
      and not exists (select 1 from letter_event e where e.complaint_ref = l.complaint_ref and e.seq = l.seq
        and e.provider_id = l.provider_id and e.what in ('arrived', 'bounced', 'returned'))
    order by l.delivered_at limit ${MOST}`
}

/** Those that Notify could not send and that wait to be given to it again. */
export async function toSendAnew(db: Db): Promise<{ ref: string; seq: number }[]> {
  return db.$queryRaw`
    select l.complaint_ref as ref, l.seq from letter l
    where l.status in ('made', 'sending') and exists (select 1 from letter_event e
      where e.complaint_ref = l.complaint_ref and e.seq = l.seq and e.what = 'made-again' and e.provider = 'notify')
    limit 100`
}

export function wentTo({ recipient: { email, also = [] } }: Gone): string[] {
  return email === undefined ? also : [email, ...also]
}

export async function happened(
  { letterEvent }: Pick<Db, 'letterEvent'>,
  { ref, seq, channel, providerId }: Gone,
  { what, why }: { what: 'arrived' | 'bounced'; why?: string },
  nowMs: number,
): Promise<void> {
  const at = new Date(nowMs)
  const about = { complaintRef: ref, seq, at, channel, provider: 'notify', providerId }
  await letterEvent.create({ data: { ...about, what, ...(why !== undefined && { why }) } })
}

/** Notify does not print it: the same bytes wait in the print queue of the house. */
export async function printHere(db: Db, letter: Gone, why: string, nowMs: number): Promise<void> {
  const { ref, seq, providerId } = letter
  const at = new Date(nowMs)
  await db.$transaction(async (tx) => {
    const { count } = await tx.letter.updateMany({
      where: { complaintRef: ref, seq, status: 'sent', providerId },
      data: { status: 'queued', provider: 'post', providerId: null, deliveredAt: at },
    })
    if (count === 0) return
    const about = { complaintRef: ref, seq, at, channel: 'letter' }
    await tx.letterEvent.create({ data: { ...about, what: 'refused', provider: 'notify', providerId, why } })
    await tx.letterEvent.create({ data: { ...about, what: 'queued', provider: 'post' } })
  })
}

/** Under a new reference, as Notify keeps the old one. */
export async function sendAnew(db: Db, letter: Gone, why: string, nowMs: number): Promise<void> {
  const { ref, seq, channel, providerId } = letter
  await db.$transaction(async (tx) => {
    const { count } = await tx.letter.updateMany({
      where: { complaintRef: ref, seq, status: 'sent', providerId },
      data: { status: 'made', provider: null, providerId: null, mime: null, claimedAt: null },
    })
    if (count === 0) return
    const about = { complaintRef: ref, seq, at: new Date(nowMs), channel, provider: 'notify', providerId }
    await tx.letterEvent.create({ data: { ...about, what: 'made-again', why } })
  })
}
