/** What letters say of cases that are no complaint: service requests and feedback; and of a complaint that came out of another case. */
import type { WhyApart } from '../../workflows/commands/add-point.ts'
import type { Kind } from '../../workflows/policy/names.ts'
import { cite } from '../../workflows/policy/reading.ts'
import { isFeedback, type Feedback } from '../../workflows/stages/feedback.ts'
import type { Source } from './source.ts'
import { requestText, textOfEntry } from './texts.ts'

/** What a receipt says besides a complaint's own. */
export interface OfOtherKinds {
  /** Of a service request: how often we look how far it is. */
  request: { checkedEvery: string } | null
  /** Of praise and the like: which kind. */
  feedback: Feedback | null
  /** The case that a complaint came out of. */
  origin: OriginData | null
}

interface OriginData {
  ref: string
  kind: Kind
  /** A service request that is still being dealt with. */
  goesOn: boolean
  /** Of new points of a complaint: why they are not answered with the rest. */
  why: WhyApart | null
}

/** What came of a service request. */
export interface ClosedRequest {
  /** Null where it was withdrawn. */
  outcome: string | null
  resolved: boolean
}

/** A case that is no complaint, for the office's own people. */
export interface ToLookAt {
  kind: Exclude<Kind, 'complaint'>
  since: string
  every: string
  clause: string
  officer: string | null
  area: string
}

export function receiptOfKind(source: Source): OfOtherKinds {
  const { batch, policy, entry, wording } = source
  const { kind } = batch.case.state
  return {
    request: kind === 'service-request' ? { checkedEvery: wording.span(policy.serviceRequests.reviewEvery) } : null,
    feedback: isFeedback(kind) ? kind : null,
    // Told once, when it begins.
    origin: entry.event === 'received' ? originOf(source) : null,
  }
}

function originOf({ records }: Source): OriginData | null {
  const { origin } = records
  if (!origin) return null
  const { ref, kind, status } = origin
  const why = (['stage-two', 'answered', 'unrelated', 'delays'] as const).find((known) => known === origin.reason)
  return { ref, kind, goesOn: status === 'open', why: why ?? null }
}

/** What came of a service request; null of anything else. */
export function closedRequest({ batch, entry, records }: Source): ClosedRequest | null {
  if (batch.case.state.kind !== 'service-request') return null
  if (entry.event !== 'request-resolved') return { outcome: null, resolved: false }
  const { outcome, resolved } = textOfEntry(records, entry, requestText)
  return { outcome, resolved }
}

/** What staff are reminded of besides a deadline: a request that is still open, or praise to be passed on. */
export function toLookAt({ batch, entry, records, policy, wording }: Source): ToLookAt | null {
  const { kind, stages } = batch.case.state
  if (kind === 'complaint') return null
  const officer = batch.case.officer ?? stages.at(-1)?.officer ?? null
  return {
    kind,
    since: wording.day(batchDay(entry.detail['openSince'] ?? entry.detail['receivedOn'])),
    every: wording.span(policy.serviceRequests.reviewEvery),
    clause: cite(policy, entry.clause),
    officer: records.staff.find(({ id }) => id === officer)?.name ?? officer,
    area: batch.case.state.serviceArea.replaceAll('-', ' '),
  }
}

function batchDay(day: unknown): string {
  if (typeof day === 'string') return day
  throw new Error('A notice of a case that is open has no day since when, which it must tell')
}
