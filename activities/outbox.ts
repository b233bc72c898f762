/**
 * The book of the letters on their way. A letter is claimed before it is handed over and settled after it, each with its line in the
 * letter's log, in one statement: neither is ever without the other.
 */
import { createHash } from 'node:crypto'
import type { Transaction } from '../prisma/client.ts'
import { Prisma } from '../prisma/generated/client.ts'
import type { Carrier, Outgoing, Packed } from './carrier.ts'
import type { LetterDocument } from './letters/document.ts'
import type { Channel, Recipient } from './letters/recipient.ts'

export type Outbox = Pick<Transaction, '$queryRaw' | '$executeRaw' | 'bouncedAddress'>

/** A letter in our hands: nobody else touches it until the claim has run out. */
export interface Claim {
  letter: Outgoing
  addressee: string
  /** This one included. */
  attempts: number
  claimedAt: Date
  /** What was packed for an earlier attempt, and by whom. */
  packed: { by: string; as: Packed } | undefined
  /** Of its addresses, those that mail came back from, in small letters. */
  bounced: string[]
}

export interface LetterHappening {
  what: 'sent' | 'not-taken' | 'answer-lost' | 'may-be-doubled' | 'refused' | 'queued'
  channel?: Channel
  provider?: string
  providerId?: string
  why?: string
}

export interface Settlement {
  status: 'made' | 'sent' | 'queued' | 'refused'
  /** Unless given, as it was. */
  channel?: Channel
  pdf?: Uint8Array
  deliveredAt?: Date
  provider?: string
  providerId?: string
}

interface Row {
  ref: string
  seq: number
  addressee: string
  channel: Channel
  recipient: Recipient
  subject: string
  html: string
  text: string
  document: LetterDocument
  madeAt: Date
  attempts: number
  claimedAt: Date
  provider: string | null
  mime: Uint8Array | null
  pdf: Uint8Array | null
  messageId: string | null
  organisationId: string
  /** How often it was made again, for another address. */
  again: number
  bounced: string[]
}

/** Takes a letter that waits; undefined where it does not. */
export async function claim(db: Outbox, ref: string, seq: number, nowMs: number): Promise<Claim | undefined> {
  const update = Prisma.sql`
    update letter set status = 'sending', claimed_at = ${new Date(nowMs)}, attempts = attempts + 1
    where complaint_ref = ${ref} and seq = ${seq} and status = 'made' returning *`
  // Its first time: what it waited for until now was a worker.
  const log = Prisma.sql`select complaint_ref, seq, claimed_at, 'queued', channel from taken
    where channel = 'email' and mime is null`
  return take(db, update, log)
}

/**
 * Takes a letter whose first sender was cut off: undefined where somebody else did. Where it had been packed it may have been sent, and
 * that is logged: it may be doubled, unless the carrier can be asked.
 */
export async function takeOver(
  db: Outbox,
  [ref, seq]: [ref: string, seq: number],
  claimedAt: Date | null,
  { nowMs, canAsk }: { nowMs: number; canAsk: boolean },
): Promise<Claim | undefined> {
  const update = Prisma.sql`
    update letter set claimed_at = ${new Date(nowMs)}, attempts = attempts + 1
    where complaint_ref = ${ref} and seq = ${seq} and status = 'sending'
      and claimed_at is not distinct from ${claimedAt} returning *`
  const what = canAsk ? 'answer-lost' : 'may-be-doubled'
  const log = Prisma.sql`select complaint_ref, seq, claimed_at, ${what}, channel from taken
    where provider is not null and (mime is not null or pdf is not null)`
  return take(db, update, log)
}

async function take(db: Outbox, update: Prisma.Sql, log: Prisma.Sql): Promise<Claim | undefined> {
  const [row] = await db.$queryRaw<Row[]>`
    with taken as (${update}),
    logged as (insert into letter_event (complaint_ref, seq, at, what, channel) ${log})
    select t.complaint_ref as "ref", t.seq, t.addressee, t.channel, t.recipient, t.subject, t.html, t.text, t.document,
      t.made_at as "madeAt", t.attempts, t.claimed_at as "claimedAt", t.provider, t.mime, t.message_id as "messageId",
      case when t.provider is not null then t.pdf end as pdf, c.organisation_id as "organisationId",
      (select count(*)::int from letter_event e
        where e.complaint_ref = t.complaint_ref and e.seq = t.seq and e.what = 'made-again') as again,
      array(select b.address from bounced_address b where b.organisation_id = c.organisation_id
        and (b.address = lower(t.recipient->>'email') or t.recipient->'also' @> to_jsonb(b.address))) as bounced
    from taken t join complaint c on c.ref = t.complaint_ref`
  return row && claimOf(row)
}

function claimOf(row: Row): Claim {
  const { ref, seq, document, madeAt, recipient, provider, mime, pdf, messageId, again } = row
  const reference = `${ref}.${seq}${again > 0 ? `.${again + 1}` : ''}`
  return {
    letter: {
      ...{ ref, seq, reference, threadOf: `${ref}.1`, channel: row.channel, organisationId: row.organisationId },
      // As it was when the letter was made, so that every attempt has the same sender and Message-ID.
      ...{ madeAtMs: madeAt.getTime(), from: document.sender.mailbox, to: recipient },
      ...{ subject: row.subject, html: row.html, text: row.text, document },
    },
    ...{ addressee: row.addressee, attempts: row.attempts, claimedAt: row.claimedAt, bounced: row.bounced },
    packed:
      provider === null || (!mime && !pdf)
        ? undefined
        : {
            by: provider,
            as: { ...(mime && { mime }), ...(pdf && { pdf }), ...(messageId !== null && { messageId }) },
          },
  }
}

/** Keeps what is about to be handed over, so that it can be proved, and found by whoever gets it back. False: it was taken over meanwhile. */
export async function keepPacked(db: Outbox, claim: Claim, { provider }: Carrier, packed: Packed): Promise<boolean> {
  const { mime = null, pdf = null, messageId = null } = packed
  const kept = await db.$executeRaw`
    update letter set provider = ${provider}, mime = ${mime}::bytea, pdf = ${pdf}::bytea,
      sha256 = ${hashOf(mime ?? pdf)}, message_id = ${messageId}
    where ${isOurs(claim)}`
  return kept === 1
}

/** Only our own claim: where it was taken over meanwhile, the other has settled it or will. */
export async function settle(
  db: Outbox,
  claim: Claim,
  { status, channel, pdf, deliveredAt, provider, providerId }: Settlement,
  log: LetterHappening[],
  nowMs: number,
): Promise<void> {
  const events = JSON.stringify(log.map((event) => ({ channel: channel ?? claim.letter.channel, ...event })))
  await db.$executeRaw`
    with settled as (
      update letter set status = ${status}, channel = coalesce(${channel ?? null}, channel),
        pdf = coalesce(${pdf ?? null}::bytea, pdf), sha256 = coalesce(${hashOf(pdf ?? null)}, sha256),
        provider = coalesce(${provider ?? null}, provider), provider_id = coalesce(${providerId ?? null}, provider_id),
        delivered_at = coalesce(${deliveredAt ?? null}::timestamptz, delivered_at),
        claimed_at = case when ${status} = 'made' then null else claimed_at end
      where ${isOurs(claim)} returning complaint_ref, seq)
    insert into letter_event (complaint_ref, seq, at, what, channel, provider, provider_id, why)
    select s.complaint_ref, s.seq, ${new Date(nowMs)}, e.what, e.channel, e.provider, e."providerId", e.why
    from settled s, jsonb_to_recordset(${events}::jsonb)
      as e(what text, channel text, provider text, "providerId" text, why text)`
}

function isOurs({ letter: { ref, seq }, claimedAt, attempts }: Claim): Prisma.Sql {
  return Prisma.sql`complaint_ref = ${ref} and seq = ${seq} and status = 'sending'
    and claimed_at = ${claimedAt} and attempts = ${attempts}`
}

function hashOf(bytes: Uint8Array | null): string | null {
  return bytes && createHash('sha256').update(bytes).digest('hex')
}
