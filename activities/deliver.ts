/**
 * Sends a letter that was made, once. The row is claimed before the send and settled after it: a crash never loses a letter.
 * It can double one only between the mail server's acceptance and our note of it, as nobody can have both over SMTP; the
 * second has the same Message-ID, and is logged. A carrier that can be asked what it has doubles none.
 */
import { log as activityLog } from '@temporalio/activity'
import { ApplicationFailure } from '@temporalio/common'
import type { PrismaClient } from '../prisma/generated/client.ts'
import { markBounced } from '../prisma/bounced.ts'
import type { Delivery } from '../workflows/activities.ts'
import { isAccepted, noteAccepted, remember, type Acceptance } from './accepted.ts'
import type { Carrier, Carriers, Packed, SendOutcome } from './carrier.ts'
import type { Channel } from './letters/recipient.ts'
import { claim as claimLetter, keepPacked, settle, takeOver, type Claim, type LetterHappening } from './outbox.ts'
import { queueForPost } from './post.ts'
import { answerWasLost, emailWasRefused, firstTriedAt } from './letter-log.ts'

export interface DeliverDeps {
  records: Pick<PrismaClient, 'letter' | '$queryRaw' | '$executeRaw' | 'bouncedAddress'>
  carriers: Carriers
  /** Epoch milliseconds. */
  now: () => number
  /** How long after its first try a letter that no mail server takes goes by post. A day unless given. */
  postAfterMs?: number
  /** Gets codes and numbers alone, nothing personal. Unless given, the activity's own log. */
  log?: (message: string, facts: Record<string, string | number>) => void
}

/** After a send's own limit nobody can still be sending it; the rest is for clocks that differ. */
const CLAIM_MARGIN_MS = 5_000
const DAY_MS = 86_400_000

/**
 * Throws ApplicationFailure: retryable when the mail server is not to be had, or another worker is sending the letter;
 * non-retryable when there is no such letter.
 */
export async function deliver(deps: DeliverDeps, ref: string, seq: number): Promise<Delivery> {
  const status = await brought(deps, ref, seq)
  const emailRefused = await emailWasRefused(deps.records, ref, seq)
  if (!emailRefused && status !== 'refused') return { status }
  const letter = await deps.records.letter.findUnique({
    where: { complaintRef_seq: { complaintRef: ref, seq } },
    select: { addressee: true },
  })
  return {
    status,
    ...(emailRefused && { emailRefused }),
    ...(letter?.addressee === 'representative' && { toRepresentative: true }),
  }
}

async function brought(deps: DeliverDeps, ref: string, seq: number): Promise<Delivery['status']> {
  if (isAccepted(ref, seq)) return noteSent(deps, ref, seq)
  const claim = (await claimLetter(deps.records, ref, seq, deps.now())) ?? (await takeOverOrTell(deps, ref, seq))
  if ('done' in claim) return claim.done
  const carrier = deps.carriers[claim.letter.channel]
  if (!carrier) return queueForPost(deps, claim)
  if (claim.letter.channel === 'letter') return handOver(deps, carrier, claim)
  const reachable = withoutBounced(claim)
  if (!reachable) return byPost(deps, claim, [{ what: 'refused', why: 'email came back before' }])
  return handOver(deps, carrier, reachable)
}

/** What goes by post instead: with whoever carries paper, or into the print queue of the house. */
async function byPost(deps: DeliverDeps, claim: Claim, before: LetterHappening[]): Promise<Delivery['status']> {
  const { ref, seq, channel, to } = claim.letter
  const log = before.map((event) => ({ channel, ...event }))
  if (!deps.carriers.letter || channel === 'letter' || !to.address) return queueForPost(deps, claim, log)
  await settle(deps.records, claim, { status: 'made', channel: 'letter' }, log, deps.now())
  return brought(deps, ref, seq)
}

/** Staff notices have several addresses, and go to those that are left; undefined where none is. */
function withoutBounced(claim: Claim): Claim | undefined {
  const { to } = claim.letter
  if (claim.bounced.length === 0 || to.email === undefined) return claim
  const isGood = (email: string): boolean => !claim.bounced.includes(email.toLowerCase())
  const [email, ...also] = [to.email, ...(to.also ?? [])].filter(isGood)
  return email === undefined ? undefined : { ...claim, letter: { ...claim.letter, to: { ...to, email, also } } }
}

/** What to do where the letter was not waiting: it is done, somebody is at it, or somebody was and is no more. */
async function takeOverOrTell(
  deps: DeliverDeps,
  ref: string,
  seq: number,
): Promise<Claim | { done: Delivery['status'] }> {
  const found = await deps.records.letter.findUnique({
    where: { complaintRef_seq: { complaintRef: ref, seq } },
    select: { status: true, claimedAt: true, channel: true },
  })
  if (!found) {
    const message = `There is no letter ${seq} of ${ref} to send. Make it first.`
    throw ApplicationFailure.nonRetryable(message, 'NoSuchLetter')
  }
  const done = doneBy[found.status]
  if (done) return { done }
  const carrier = deps.carriers[found.channel as Channel]
  const sendLimitMs = carrier?.sendLimitMs ?? deps.carriers.email.sendLimitMs
  const freeAt = (found.claimedAt?.getTime() ?? 0) + sendLimitMs + CLAIM_MARGIN_MS
  if (found.status !== 'sending' || freeAt > deps.now()) throw beingSent(freeAt - deps.now())
  const canAsk = carrier?.find !== undefined
  const claim = await takeOver(deps.records, [ref, seq], found.claimedAt, { nowMs: deps.now(), canAsk })
  if (!claim) throw beingSent(sendLimitMs)
  if (claim.packed && !canAsk)
    warn(deps, 'letter may arrive twice: its first sender was cut off', { ref, seq, attempt: claim.attempts })
  return claim
}

const doneBy: Record<string, Delivery['status'] | undefined> = {
  ...{ sent: 'sent', refused: 'refused' },
  ...{ queued: 'queued', printed: 'queued', posted: 'queued' },
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

async function handOver(deps: DeliverDeps, carrier: Carrier, claim: Claim): Promise<Delivery['status']> {
  const { ref, seq, channel } = claim.letter
  const outcome = await outcomeOf(deps, carrier, claim)
  const { provider } = carrier
  switch (outcome.result) {
    case 'accepted':
      remember({ claim, provider, outcome, atMs: deps.now() })
      return noteSent(deps, ref, seq)
    case 'refused': {
      warn(deps, 'letter refused by its carrier', { ref, seq, why: outcome.why })
      if (channel === 'email' && outcome.about === 'address') await markRefused(deps, claim, outcome.why)
      return byPost(deps, claim, [{ what: 'refused', provider, why: outcome.why }])
    }
    case 'later':
      return waitOrPost(deps, carrier, claim, outcome)
  }
}

/** The very bytes, packed and kept before the first attempt, are what every attempt hands over. */
async function outcomeOf(deps: DeliverDeps, carrier: Carrier, claim: Claim): Promise<SendOutcome> {
  const packed = packedFor(carrier, claim) ?? (await packNew(deps, carrier, claim))
  const { ref, seq, reference } = claim.letter
  const found = claim.attempts > 1 ? await carrier.find?.(reference) : undefined
  if (found?.result === 'later') return { ...found, mayHaveArrived: await answerWasLost(deps.records, ref, seq) }
  return found ?? carrier.send(claim.letter, packed)
}

/** One provider may carry both, and what was packed as an email is no paper. */
function packedFor({ provider }: Carrier, { packed, letter }: Claim): Packed | undefined {
  if (packed?.by !== provider) return undefined
  return (letter.channel === 'letter' ? packed.as.pdf : packed.as.mime) && packed.as
}

async function packNew(deps: DeliverDeps, carrier: Carrier, claim: Claim): Promise<Packed> {
  const packed = await carrier.pack(claim.letter)
  if (!(await keepPacked(deps.records, claim, carrier, packed))) throw beingSent(carrier.sendLimitMs)
  return packed
}

/** Nothing more goes to an address that does not exist. Where several were refused, it is not said of which. */
async function markRefused({ records, now }: DeliverDeps, { letter }: Claim, why: string): Promise<void> {
  const { email, also = [] } = letter.to
  if (email !== undefined && also.length === 0)
    await markBounced(records, letter.organisationId, email, { atMs: now(), why })
}

async function waitOrPost(
  deps: DeliverDeps,
  carrier: Carrier,
  claim: Claim,
  { why, mayHaveArrived }: Extract<SendOutcome, { result: 'later' }>,
): Promise<Delivery['status']> {
  const { ref, seq, channel, to } = claim.letter
  const mayDouble = mayHaveArrived && !carrier.find
  if (mayDouble) warn(deps, 'letter may arrive twice: the answer was lost', { ref, seq, why })
  const event: LetterHappening = {
    what: mayDouble ? 'may-be-doubled' : mayHaveArrived ? 'answer-lost' : 'not-taken',
    provider: carrier.provider,
    why,
  }
  const nowMs = deps.now()
  const isLate = nowMs - ((await firstTriedAt(deps.records, ref, seq)) ?? nowMs) >= (deps.postAfterMs ?? DAY_MS)
  // Whether it has arrived can be asked next time: until then it is not sent by another way.
  if (isLate && channel === 'email' && to.address !== undefined && (mayDouble || !mayHaveArrived)) {
    warn(deps, 'letter goes by post: no mail server took it for too long', { ref, seq, why })
    return byPost(deps, claim, [event])
  }
  await settle(deps.records, claim, { status: 'made' }, [event], deps.now())
  throw ApplicationFailure.create({
    message: `The letter was not taken: ${why}`,
    type: 'MailNotTaken',
    // A provider that can be asked may still be at it, and asked too soon it would not know of it yet.
    ...(mayHaveArrived && carrier.find && { nextRetryDelay: carrier.sendLimitMs + CLAIM_MARGIN_MS }),
  })
}

async function noteSent(deps: DeliverDeps, ref: string, seq: number): Promise<'sent'> {
  await noteAccepted(ref, seq, (acceptance) => note(deps, acceptance))
  return 'sent'
}

async function note({ records }: DeliverDeps, { claim, provider, outcome, atMs }: Acceptance): Promise<void> {
  const { why, providerId, refused = [] } = outcome
  const told = { provider, ...(providerId !== undefined && { providerId }) }
  const log: LetterHappening[] = [{ what: 'sent', ...told, ...(why !== undefined && { why }) }]
  for (const { email, why: refusal } of refused)
    await markBounced(records, claim.letter.organisationId, email, { atMs, why: refusal })
  await settle(records, claim, { status: 'sent', deliveredAt: new Date(atMs), ...told }, log, atMs)
}
