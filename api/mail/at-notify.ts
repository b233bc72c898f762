/** Which letter GOV.UK Notify means, and what is written of it. */
import type { Records } from '../../prisma/client.ts'
import { readReference } from '../../workflows/reference.ts'

/** A letter by the name that it has at Notify. */
export interface AtNotify {
  ref: string
  seq: number
  addressee: string
  attempts: number
  organisationId: string
  /** In small letters. */
  addresses: string[]
  /** It was made again since, and what became of the former one is no news. */
  isOver: boolean
  /** It is just being handed over: whether this is about it is not known yet. */
  isUnderWay: boolean
}

/** "C-7KQM-2XPA.3", ".2" after it where it was made again; then one of several addresses, or the text message about it. */
const pattern = /^(C-[0-9A-Z]{4}-[0-9A-Z]{4})\.(\d{1,9})(?:\.\d{1,9})?(?:\.also\d{1,3}|\.(sms))?$/

export async function letterAtNotify(
  { letter, letterEvent }: Records,
  { id, reference }: { id: string; reference?: string | null | undefined },
): Promise<AtNotify | undefined> {
  const [, written = '', number, sms] = pattern.exec(reference ?? '') ?? []
  const ref = readReference(written)
  if (ref === undefined) return undefined
  const seq = Number(number)
  const row = await letter.findUnique({
    where: { complaintRef_seq: { complaintRef: ref, seq } },
    select: {
      ...{ addressee: true, attempts: true, status: true, provider: true, providerId: true, recipient: true },
      complaint: { select: { organisationId: true } },
    },
  })
  if (!row) return undefined
  const { email, also = [] } = row.recipient as { email?: string; also?: string[] }
  const isOne = sms !== undefined || reference?.includes('.also') === true || row.providerId === id
  const wasBefore = !isOne && (await letterEvent.count({ where: { complaintRef: ref, seq, providerId: id } })) > 0
  return {
    ...{ ref, seq, addressee: row.addressee, attempts: row.attempts },
    organisationId: row.complaint.organisationId,
    addresses: [...(email === undefined ? [] : [email]), ...also].map((address) => address.toLowerCase()),
    isOver: wasBefore || (!isOne && row.status !== 'sending' && row.status !== 'made'),
    isUnderWay: !isOne && !wasBefore && (row.status === 'sending' || row.status === 'made'),
  }
}

interface Happening {
  what: 'arrived' | 'bounced' | 'not-texted'
  channel: 'email' | 'letter' | 'sms'
  /** At Notify. */
  id: string
  why?: string
}

/** Said twice it is written once. */
export async function noteAtNotify(
  { letterEvent }: Pick<Records, 'letterEvent'>,
  { ref, seq }: Pick<AtNotify, 'ref' | 'seq'>,
  { what, channel, id, why }: Happening,
  nowMs: number,
): Promise<void> {
  const about = { complaintRef: ref, seq, what, channel, provider: 'notify', providerId: id }
  if ((await letterEvent.count({ where: about })) > 0) return
  await letterEvent.create({ data: { ...about, at: new Date(nowMs), ...(why !== undefined && { why }) } })
}
