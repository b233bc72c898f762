/**
 * A complaint, or a request for stage 2, that the policy does not take (HO Code 2.4 and 5.11, Joint Code 2.5 and 5.9): the resident is
 * told why in writing, with their right to take that decision to the Ombudsman. And the way back: who is told to take it on, or has
 * thought better of it, begins the stage afresh.
 */
import type { Change } from '../change.ts'
import { endOfDay, localDate, type LocalDate } from '../policy/calendar.ts'
import type { FormalStageId, Policy } from '../policy/policy.ts'
import { isFormal } from '../policy/reading.ts'
import { currentStage, isOver, ownStage, settle, withStage } from '../stage.ts'
import type { Declined, StageState, State } from '../state.ts'
import { endAll } from './closing.ts'
import { begin } from './investigation.ts'
import { sentBack } from './ombudsman.ts'

export interface Declining {
  /** The id of a reason on the policy's own list. */
  reason: string
  /** When the matter happened, where that was not on record or wrong there. */
  issueOn?: LocalDate
  /** The files that it rests on, by their numbers. */
  evidenceFiles?: number[]
}

/** The complaint is not taken: its clocks end. */
export function decline(state: State, nowMs: number, declining: Declining, text: string | undefined): Change {
  return {
    state: endAll({ ...declinedFor(state, 'complaint', nowMs, declining), status: 'declined' }, nowMs),
    entries: [
      {
        event: 'declined',
        clause: reasonOf(state.policy, declining.reason)?.clause,
        detail: { stage: currentStage(state).id, ...declining },
        text,
        letter: { kind: 'declined', to: 'resident' },
      },
    ],
  }
}

/** Stage 2 is not taken, whether it was opened or only asked for: the answer to stage 1 was the last, and the complaint is closed. */
export function declineEscalation(state: State, nowMs: number, declining: Declining, text: string | undefined): Change {
  const asked = settle(declinedFor(state, 'escalation', nowMs, declining), 'request-stage-2', nowMs)
  return {
    state: isOver(state) ? asked : endAll({ ...asked, status: 'closed' }, nowMs),
    entries: [
      {
        event: 'escalation-declined',
        clause: reasonOf(state.policy, declining.reason)?.clause,
        // The stage that is not gone through, whether or not it had begun.
        detail: { stage: state.policy.stages[1].id, ...declining },
        text,
        letter: { kind: 'escalation-declined', to: 'resident' },
      },
    ],
  }
}

export function reasonOf(
  { decline: { reasons } }: Policy,
  id: string,
): Policy['decline']['reasons'][number] | undefined {
  return reasons.find((reason) => reason.id === id)
}

function declinedFor(state: State, what: Declined['what'], nowMs: number, { reason, issueOn }: Declining): State {
  return { ...state, ...(issueOn !== undefined && { issueOn }), declined: { what, on: localDate(nowMs), reason } }
}

/** The request for stage 2 was turned away, and nobody has said otherwise. */
export function escalationDeclined({ declined }: State): Declined | undefined {
  return declined?.what === 'escalation' && !declined.overturned ? declined : undefined
}

/** Who said that it is taken up again, and when. */
export interface Reopening {
  because: NonNullable<StageState['reopened']>
  decidedOn: LocalDate
}

/**
 * The stage that it ended at begins afresh, or the one that was refused. Its clocks count from the day of the decision: the Codes are
 * silent on it, and from then on the council knows that it has a complaint to answer.
 */
export function reopen(
  state: State,
  nowMs: number,
  { because, decidedOn }: Reopening,
  text: string | undefined,
): Change {
  const { promised: _promised, endedAtMs: _ended, declined, ...ended } = state
  const { proceedings: _court, settledByAgreement: _settled, mergedInto: _merged, ...kept } = ended
  const stage = stageToTakeUp(state)
  const was = escalationDeclined(state) ? 'escalation-declined' : (state.closedAs ?? state.status)
  // The council may think again as often as it likes; the Ombudsman's word is remembered.
  const overturned = declined && because === 'ombudsman' ? { declined: { ...declined, overturned: true as const } } : {}
  const openedAtMs = Math.min(nowMs, endOfDay(decidedOn))
  // The deadlines of the time before stand in the records; what was missed then is not missed now.
  const taken = because === 'ombudsman' ? sentBack(kept) : kept
  const begun = begin({ ...taken, ...overturned, deadlines: [] }, stage, openedAtMs)
  return {
    state: withStage(begun, { reopened: because }),
    entries: [
      {
        event: 'reopened',
        clause: was.endsWith('declined') ? state.policy.decline.explanation.clause : undefined,
        detail: { stage, because, decidedOn, was },
        text,
        letter: { kind: 'receipt', to: 'resident' },
      },
    ],
  }
}

function stageToTakeUp(state: State): FormalStageId {
  const [first, second] = state.policy.stages
  if (escalationDeclined(state)) return second.id
  const { id } = ownStage(state)
  return isFormal(id) ? id : first.id
}

/** The first day on which it can have been decided to take it up again: that on which it ended. Unknown for what ended long ago. */
export function endedOn(state: State): LocalDate | undefined {
  const { endedAtMs } = state
  return escalationDeclined(state)?.on ?? (endedAtMs === undefined ? undefined : localDate(endedAtMs))
}
