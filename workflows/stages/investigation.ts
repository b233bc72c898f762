/**
 * Stage 1 and stage 2: the same duties, each by its own rules (HO Code section 6). A stage is opened by the complaint or by the
 * request to go on, acknowledged, investigated and answered. What happens when nobody is in: `unattended.ts`.
 */
import type { Change, NewEntry } from '../change.ts'
import { localDate, type LocalDate } from '../policy/calendar.ts'
import { count } from '../policy/counting.ts'
import type { ClockName } from '../policy/deadline-rules.ts'
import { ended, isPassed, lastDay, openDeadline, type Deadline } from '../policy/deadlines.ts'
import type { FormalStageId, OutcomeName } from '../policy/policy.ts'
import { stageRules } from '../policy/reading.ts'
import {
  clockOf,
  currentRules,
  formalStageOf,
  isLastStage,
  nextSeq,
  openDeadlineNamed,
  ownStage,
  settle,
  withDeadline,
  withStage,
} from '../stage.ts'
import type { Fact, State } from '../state.ts'
import { adoptedPolicy, withNextPolicy } from './adoption.ts'
import { close } from './closing.ts'
import { openActions, type Promised } from './actions.ts'
import { endDuties, isHeldOpen } from './duties.ts'
import { givenTo } from './duty-moments.ts'
import { openWindow } from './escalation-window.ts'
import { withoutLearning } from './learning.ts'
import { isWithOmbudsman } from './ombudsman.ts'

/** A complaint is received: stage 1 begins, the clock to acknowledge it runs, and a receipt goes out at once (6.2). */
export function receiveComplaint(state: State, receivedAtMs: number): Change {
  return {
    state: begin(state, state.policy.stages[0].id, receivedAtMs),
    entries: [
      {
        event: 'received',
        atMs: receivedAtMs,
        clause: state.policy.stages[0].acknowledge.clause,
        detail: { stage: state.policy.stages[0].id, receivedOn: localDate(receivedAtMs) },
        letter: { kind: 'receipt', to: 'resident' },
      },
    ],
  }
}

/** The resident goes on: the next stage begins with their request (6.10, 6.11). From a quick try it is stage 1. */
export function goOn(state: State, nowMs: number, text: string | undefined): Change {
  const present = state.policy.stages.findIndex((rules) => rules.id === ownStage(state).id)
  const next = state.policy.stages[present + 1]
  if (!next) return { state, entries: [] }
  const { policy } = state
  return {
    state: begin(endStage(state, nowMs), next.id, nowMs),
    entries: [
      {
        event: 'escalated',
        clause: present < 0 ? policy.enquiry?.clause : policy.escalation.from.clause,
        detail: { stage: next.id, ...adoptedPolicy(state) },
        text,
        letter: { kind: 'receipt', to: 'resident' },
      },
    ],
  }
}

/** A request to go on is made: what was open for it is settled. */
function endStage(state: State, nowMs: number): State {
  const requested = settle(state, 'request-stage-2', nowMs)
  const enquiry = openDeadlineNamed(requested, 'resolve-urgent-enquiry')
  return enquiry ? withDeadline(requested, ended(enquiry, nowMs)) : requested
}

/** A stage begins: the clock to acknowledge it runs, and where the policy counts so, the clock to answer it as well. */
export function begin(before: State, id: FormalStageId, openedAtMs: number): State {
  const { closedAs: _closedAs, ...state } = withoutLearning(withNextPolicy(before), openedAtMs)
  const opened: State = {
    ...state,
    status: 'received',
    stages: [...state.stages, { id, openedAtMs, consideredBy: [] }],
  }
  const from = localDate(openedAtMs)
  // A stage that is taken up again, on the Ombudsman's word, has deadlines of its own.
  const number = opened.stages.filter((stage) => stage.id === id).length
  const acknowledge = openDeadline(clockOf(opened), { name: `acknowledge-${id}`, number, stage: id, from })
  const running = withDeadline(opened, acknowledge)
  const { of } = stageRules(state.policy, id).respond
  return of === 'acknowledgement' ? running : withDeadline(running, toRespond(running, from))
}

/** The clock to answer the present stage, with the day that the council itself aims for. */
function toRespond(state: State, from: LocalDate): Deadline {
  const { id } = formalStageOf(state)
  const number = state.stages.filter((stage) => stage.id === id).length
  const aim = aimOf(state, from)
  return openDeadline(clockOf(state), {
    name: `respond-${id}`,
    number,
    stage: id,
    from,
    ...(aim !== undefined && { aim }),
  })
}

/** The day that the council itself aims for, where the clock to answer runs from that day and the policy has an aim. */
export function aimOf(state: State, from: LocalDate): LocalDate | undefined {
  const { id, openedAtMs } = formalStageOf(state)
  const { aim } = stageRules(state.policy, id).respond
  return aim && count(state.calendar, aim.of === 'acknowledgement' ? from : localDate(openedAtMs), aim.within).due
}

/** The acknowledgement goes out, and the clock to respond runs (6.2 and 6.3, 6.11 and 6.14). */
export function acknowledge(
  state: State,
  nowMs: number,
  how: { ownWords: boolean; text?: string | undefined },
): Change {
  const { id } = formalStageOf(state)
  const rules = currentRules(state)
  const breach = unrecordedBreach(state, `acknowledge-${id}`, nowMs)
  const met = withStage(settle(state, `acknowledge-${id}`, nowMs, nextSeq(state) + breach.length), {
    acknowledgedAtMs: nowMs,
    ownWords: how.ownWords,
  })
  const respond = openDeadlineNamed(met, `respond-${id}`) ?? toRespond(met, localDate(nowMs))
  const late = isLate(met, `acknowledge-${id}`)
  return {
    state: withDeadline({ ...met, status: 'acknowledged' }, respond),
    entries: [
      ...breach,
      {
        event: 'acknowledged',
        clause: rules.acknowledge.clause,
        detail: { stage: id, ownWords: how.ownWords, respondBy: lastDay(respond), late },
        text: how.text,
        letter: { kind: 'acknowledgement', to: 'resident' },
      },
    ],
  }
}

/** The stage is answered; after the last one the complaint is closed (6.9, 6.19, 6.20). */
export function answer(
  state: State,
  nowMs: number,
  response: {
    findings: OutcomeName[]
    outcome: OutcomeName
    remedies: Promised[]
    by?: string | undefined
    text?: string | undefined
    evidenceFiles?: number[]
    /** Who proposed it, as the timeline names them, and the staff id of who approved it: where a second pair of eyes read it. */
    approved?: { proposedBy: string; approvedBy: string }
  },
): Change {
  const { id, consideredBy } = formalStageOf(state)
  const breach = unrecordedBreach(state, `respond-${id}`, nowMs)
  const done = settle(state, `respond-${id}`, nowMs, nextSeq(state) + breach.length)
  // Where the policy lets a quick answer go out without one, the acknowledgement is no duty any more.
  const unacknowledged = openDeadlineNamed(done, `acknowledge-${id}`)
  const skipped = unacknowledged ? withDeadline(done, ended(unacknowledged, nowMs)) : done
  // What the answer promises and does not do itself is followed through (6.6, 7.3).
  const words = { text: response.text, inList: true, entry: nextSeq(state) + breach.length }
  const { state: promised, opened } = openActions(skipped, response.remedies, words, nowMs)
  const answered = withStage(endDuties(endUpdates(promised, nowMs), 'answer-clarification', nowMs), {
    answeredAtMs: nowMs,
    outcome: response.outcome,
    consideredBy: [...new Set([...consideredBy, ...(response.by ? [response.by] : [])])],
    ...(response.approved && { approvedBy: response.approved.approvedBy }),
  })
  const detail: Record<string, Fact> = {
    stage: id,
    outcome: response.outcome,
    findings: response.findings,
    remedies: response.remedies.map(({ kind, by }) => ({ kind, by })),
    late: isLate(answered, `respond-${id}`),
    ...(response.evidenceFiles && { evidenceFiles: response.evidenceFiles }),
    ...response.approved,
  }
  const entry = {
    event: 'responded',
    clause: currentRules(state).response.clause,
    detail,
    text: response.text,
    letter: { kind: 'response', to: 'resident' },
  } as const
  const entries = [...breach, entry, ...givenTo(opened)]
  if (!isLastStage(state)) return { state: openWindow({ ...answered, status: 'answered' }, nowMs), entries }
  // What was promised is followed through before it is closed (7.3).
  if (isHeldOpen(answered) && !isWithOmbudsman(answered)) return { state: { ...answered, status: 'answered' }, entries }
  const closed = close(answered, nowMs)
  return { state: closed.state, entries: [...entries, ...closed.entries] }
}

/** A breach that the duty's own doing is the first to notice: it came late, and before the clock had looked. */
function unrecordedBreach(state: State, name: ClockName, nowMs: number): NewEntry[] {
  const deadline = openDeadlineNamed(state, name)
  return deadline?.status === 'running' && isPassed(deadline, nowMs) ? breachOf(deadline) : []
}

/** A duty that was done, and too late: it stands on the timeline, and the manager is told. */
export function breachOf(deadline: Deadline): NewEntry[] {
  const detail = { stage: deadline.stage, deadline: deadline.name, due: lastDay(deadline) }
  const { clause } = deadline
  return [
    { event: 'deadline-missed', clause, detail },
    {
      event: 'manager-told',
      clause,
      detail: { ...detail, doneLate: true },
      letter: { kind: 'missed-deadline', to: 'manager' },
    },
  ]
}

function endUpdates({ promised: _kept, ...state }: State, nowMs: number): State {
  const update = openDeadlineNamed(state, 'update-resident')
  return update ? withDeadline(state, ended(update, nowMs)) : state
}

function isLate(state: State, name: string): boolean {
  return state.deadlines.findLast((deadline) => deadline.name === name)?.status === 'late'
}
