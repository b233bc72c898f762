/**
 * Stage 1 and stage 2: the same duties, each by its own rules (HO Code section 6). A stage is opened by the complaint or by the
 * request to go on, acknowledged, investigated and answered. What happens when nobody is in: `unattended.ts`.
 */
import type { Change, NewEntry } from '../change.ts'
import { localDate } from '../policy/calendar.ts'
import type { DeadlineName } from '../policy/deadline-rules.ts'
import { ended, isPassed, lastDay, openDeadline } from '../policy/deadlines.ts'
import type { ResponseFacts } from '../policy/outcome.ts'
import type { StageId } from '../policy/policy.ts'
import {
  clockOf,
  currentRules,
  currentStage,
  isLastStage,
  openDeadlineNamed,
  settle,
  withDeadline,
  withStage,
} from '../stage.ts'
import type { Fact, State } from '../state.ts'
import { close } from './closing.ts'

/** The complaint is received: stage 1 begins, the clock to acknowledge it runs, and a receipt goes out at once (6.2). */
export function receive(state: State, receivedAtMs: number): Change {
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

/** The resident goes on: the next stage begins with their request (6.10, 6.11). */
export function goOn(state: State, nowMs: number, text: string | undefined): Change {
  const present = state.policy.stages.findIndex((rules) => rules.id === currentStage(state).id)
  const next = state.policy.stages[present + 1]
  if (!next) return { state, entries: [] }
  return {
    state: begin(state, next.id, nowMs),
    entries: [
      {
        event: 'escalated',
        clause: state.policy.escalation.from.clause,
        detail: { stage: next.id },
        text,
        letter: { kind: 'receipt', to: 'resident' },
      },
    ],
  }
}

function begin(state: State, id: StageId, openedAtMs: number): State {
  const opened: State = {
    ...state,
    status: 'received',
    stages: [...state.stages, { id, openedAtMs, consideredBy: [] }],
  }
  const from = localDate(openedAtMs)
  return withDeadline(opened, openDeadline(clockOf(opened), { name: `acknowledge-${id}`, stage: id, from }))
}

/** The acknowledgement goes out, and the clock to respond runs (6.2 and 6.3, 6.11 and 6.14). */
export function acknowledge(
  state: State,
  nowMs: number,
  how: { ownWords: boolean; text?: string | undefined },
): Change {
  const { id, openedAtMs } = currentStage(state)
  const rules = currentRules(state)
  const met = withStage(settle(state, `acknowledge-${id}`, nowMs), {
    acknowledgedAtMs: nowMs,
    ownWords: how.ownWords,
  })
  const from = rules.respond.of === 'acknowledgement' ? localDate(nowMs) : localDate(openedAtMs)
  const respond = openDeadline(clockOf(met), { name: `respond-${id}`, stage: id, from })
  const late = isLate(met, `acknowledge-${id}`)
  return {
    state: withDeadline({ ...met, status: 'acknowledged' }, respond),
    entries: [
      ...unrecordedBreach(state, `acknowledge-${id}`, nowMs),
      {
        event: 'acknowledged',
        clause: rules.acknowledge.clause,
        detail: { stage: id, ownWords: how.ownWords, respondBy: respond.due, late },
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
  response: ResponseFacts & {
    remedies: { kind: string; by: string }[]
    by?: string | undefined
    text?: string | undefined
  },
): Change {
  const { id, consideredBy } = currentStage(state)
  const done = settle(state, `respond-${id}`, nowMs)
  const answered = withStage(endUpdates(done, nowMs), {
    answeredAtMs: nowMs,
    consideredBy: [...new Set([...consideredBy, ...(response.by ? [response.by] : [])])],
  })
  const detail: Record<string, Fact> = {
    stage: id,
    outcome: response.outcome,
    findings: response.findings,
    remedies: response.remedies.map((remedy) => ({ ...remedy })),
    late: isLate(answered, `respond-${id}`),
  }
  const entry = {
    event: 'responded',
    clause: currentRules(state).response.clause,
    detail,
    text: response.text,
    letter: { kind: 'response', to: 'resident' },
  } as const
  const entries = [...unrecordedBreach(state, `respond-${id}`, nowMs), entry]
  if (!isLastStage(state)) return { state: { ...answered, status: 'answered' }, entries }
  const closed = close(answered, nowMs)
  return { state: closed.state, entries: [...entries, ...closed.entries] }
}

/** A breach that the duty's own doing is the first to notice: it came late, and before the clock had looked. */
function unrecordedBreach(state: State, name: DeadlineName, nowMs: number): NewEntry[] {
  const deadline = openDeadlineNamed(state, name)
  if (deadline?.status !== 'running' || !isPassed(deadline, nowMs)) return []
  const detail = { stage: deadline.stage, deadline: name, due: lastDay(deadline) }
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

function endUpdates(state: State, nowMs: number): State {
  const update = openDeadlineNamed(state, 'update-resident')
  return update ? withDeadline(state, ended(update, nowMs)) : state
}

function isLate(state: State, name: string): boolean {
  return state.deadlines.findLast((deadline) => deadline.name === name)?.status === 'late'
}
