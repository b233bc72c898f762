/**
 * Sends a letter that was made, once. The row is claimed before the send and settled after it: a crash never loses a letter.
 * It can double one only between the mail server's acceptance and our note of it, as nobody can have both over SMTP; the
 * second has the same Message-ID, and is logged. Records that are away double none, as long as this process lives: it
 * remembers what was accepted until that is noted.
 */
import { log as activityLog } from '@temporalio/activity'
import { ApplicationFailure } from '@temporalio/common'
import type { PrismaClient } from '../prisma/generated/client.ts'
import type { Letter } from '../prisma/generated/client.ts'
import type { LetterDocument } from './letters/document.ts'
import { pdfOf } from './letters/pdf.ts'
import type { Recipient } from './letters/recipient.ts'
import type { Delivery } from '../workflows/activities.ts'
import type { Mailbox, Mailer } from './mail.ts'

export interface DeliverDeps {
  records: Pick<PrismaClient, 'letter'>
  mailer: Mailer
  /** Epoch milliseconds. */
  now: () => number
  /** Gets codes and numbers alone, nothing personal. Unless given, the activity's own log. */
  log?: (message: string, facts: Record<string, string | number>) => void
}

/** After a send's own limit nobody can still be sending it; the rest is for clocks that differ. */
const CLAIM_MARGIN_MS = 5_000

type Claimed = Omit<Letter, 'pdf'>

/** Accepted by the mail server and not yet noted, by complaint and number. */
const accepted = new Map<string, { letter: Claimed; atMs: number }>()
/** Whoever else may get the next try does not know: so this one goes on trying for as long as it has. */
const NOTE_TRIES = 15
const NOTE_PAUSE_MS = 1_000

const all = { omit: { pdf: true } } as const

/**
 * Throws ApplicationFailure: retryable when the mail server is not to be had, or another worker is sending the letter;
 * non-retryable when there is no such letter.
 */
export async function deliver(deps: DeliverDeps, ref: string, seq: number): Promise<Delivery> {
  if (accepted.has(`${ref} ${seq}`)) return noteAccepted(deps, ref, seq)
  const letter = (await claim(deps, ref, seq)) ?? (await takeOver(deps, ref, seq))
  if ('done' in letter) return { status: letter.done }
  if (letter.channel === 'letter') return queueForPost(deps, letter)
  return sendByEmail(deps, letter)
}

async function claim(deps: DeliverDeps, ref: string, seq: number): Promise<Claimed | undefined> {
  const [letter] = await deps.records.letter.updateManyAndReturn({
    where: { complaintRef: ref, seq, status: 'made' },
    data: { status: 'sending', claimedAt: new Date(deps.now()), attempts: { increment: 1 } },
    ...all,
  })
  return letter
}

/** What to do where the letter was not waiting: it is done, somebody is at it, or somebody was and is no more. */
async function takeOver(deps: DeliverDeps, ref: string, seq: number): Promise<Claimed | { done: Delivery['status'] }> {
  const found = await deps.records.letter.findUnique({
    where: { complaintRef_seq: { complaintRef: ref, seq } },
    ...all,
  })
  if (!found) {
    const message = `There is no letter ${seq} of ${ref} to send. Make it first.`
    throw ApplicationFailure.nonRetryable(message, 'NoSuchLetter')
  }
  if (found.status === 'sent' || found.status === 'queued' || found.status === 'refused') return { done: found.status }
  const freeAt = (found.claimedAt?.getTime() ?? 0) + deps.mailer.sendLimitMs + CLAIM_MARGIN_MS
  if (found.status !== 'sending' || freeAt > deps.now()) throw beingSent(freeAt - deps.now())
  const [letter] = await deps.records.letter.updateManyAndReturn({
    where: { complaintRef: ref, seq, status: 'sending', claimedAt: found.claimedAt },
    data: { claimedAt: new Date(deps.now()), attempts: { increment: 1 } },
    ...all,
  })
  if (!letter) throw beingSent(deps.mailer.sendLimitMs)
  warn(deps, 'letter may arrive twice: its first sender was cut off', { ref, seq, attempt: letter.attempts })
  return letter
}

function warn({ log }: DeliverDeps, message: string, facts: Record<string, string | number>): void {
  if (log) log(message, facts)
  else activityLog.warn(message, facts)
}

function beingSent(waitMs: number): ApplicationFailure {
  return ApplicationFailure.create({
    message: 'The letter is being sent by another worker',
    type: 'LetterBeingSent',
    nextRetryDelay: Math.max(1_000, waitMs),
  })
}

async function sendByEmail(deps: DeliverDeps, letter: Claimed): Promise<Delivery> {
  const { mailer } = deps
  const { complaintRef: ref, seq } = letter
  const recipient = letter.recipient as Recipient
  const { email } = recipient
  const outcome =
    email === undefined
      ? ({ result: 'refused', why: 'no mail address' } as const)
      : await mailer.send({ ...letter, ref, from: mailboxOf(letter), to: { ...recipient, email } })
  switch (outcome.result) {
    case 'accepted':
      accepted.set(`${ref} ${seq}`, { letter, atMs: deps.now() })
      return noteAccepted(deps, ref, seq)
    case 'refused':
      warn(deps, 'email address refused', { ref, seq, why: outcome.why })
      return { ...(await queueForPost(deps, letter)), emailRefused: true }
    case 'later':
      if (outcome.mayHaveArrived)
        warn(deps, 'letter may arrive twice: the answer was lost', { ref, seq, why: outcome.why })
      await settle(deps, letter, { status: 'made', claimedAt: null })
      throw ApplicationFailure.retryable(`The mail server did not take the letter: ${outcome.why}`, 'MailNotTaken')
  }
}

/** As it was when the letter was made, so that every attempt has the same sender and Message-ID. */
function mailboxOf({ document }: Claimed): Mailbox {
  return (document as LetterDocument).sender.mailbox
}

async function noteAccepted(deps: DeliverDeps, ref: string, seq: number): Promise<Delivery> {
  const key = `${ref} ${seq}`
  for (let left = NOTE_TRIES; ; left--) {
    try {
      const known = accepted.get(key)
      if (known) {
        const messageId = deps.mailer.messageId(ref, seq, mailboxOf(known.letter))
        await settle(deps, known.letter, { status: 'sent', deliveredAt: new Date(known.atMs), messageId })
      }
      accepted.delete(key)
      return { status: 'sent' }
    } catch (error) {
      if (left === 1) throw error
      await new Promise((resolve) => setTimeout(resolve, NOTE_PAUSE_MS))
    }
  }
}

/** Into the print queue; `refused` where no address is known either, so that the office finds another way. */
async function queueForPost(deps: DeliverDeps, letter: Claimed): Promise<Delivery> {
  const { address = [] } = letter.recipient as Recipient
  if (address.length === 0) {
    await settle(deps, letter, { status: 'refused' })
    return { status: 'refused' }
  }
  const pdf = new Uint8Array(await pdfOf(letter.document as LetterDocument))
  await settle(deps, letter, { status: 'queued', channel: 'letter', pdf, deliveredAt: new Date(deps.now()) })
  return { status: 'queued' }
}

/** Only our own claim: where it was taken over meanwhile, the other has settled it or will. */
async function settle(
  { records }: DeliverDeps,
  { complaintRef, seq, claimedAt, attempts }: Claimed,
  data: {
    status: string
    channel?: string
    pdf?: Uint8Array<ArrayBuffer>
    deliveredAt?: Date
    messageId?: string
    claimedAt?: null
  },
): Promise<void> {
  await records.letter.updateMany({ where: { complaintRef, seq, status: 'sending', claimedAt, attempts }, data })
}
