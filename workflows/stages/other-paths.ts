/**
 * Other ways on than the procedure: a claim filed at court ends it (HO Code 2.2), a dispute may be settled with somebody's help
 * (Basildon, Alternative Dispute Resolution), and another office may be the one to deal with it. What was promised stays owed. Pure.
 */
import type { Change } from '../change.ts'
import type { LocalDate } from '../policy/calendar.ts'
import { ended, isOpen } from '../policy/deadlines.ts'
import type { AdrKind, AdrOutcome } from '../policy/names.ts'
import { currentStage, isOver, openDuties, withStage } from '../stage.ts'
import type { State } from '../state.ts'
import { openActions, type Promised } from './actions.ts'
import { endAll } from './closing.ts'
import { reasonOf } from './declining.ts'
import { isHeldOpen, openDuty, openedSince, settleDuty, withDuty } from './duties.ts'
import { givenTo } from './duty-moments.ts'

/** The case ends here; what was promised is done all the same. */
function over(state: State, nowMs: number): State {
  return endAll({ ...state, status: 'closed' }, nowMs)
}

export interface Proceedings {
  filedOn: LocalDate
  by: 'resident' | 'council'
}

/** The court decides now. Talks that were agreed go on. */
export function startProceedings(state: State, nowMs: number, { filedOn, by }: Proceedings, text?: string): Change {
  const talks = openDuties(state, 'conclude-adr').reduce(
    (sum, duty) => withDuty(sum, { ...duty, lasting: true }),
    state,
  )
  return {
    state: over({ ...talks, proceedings: { filedOn, by } }, nowMs),
    entries: [
      {
        event: 'proceedings-started',
        clause: reasonOf(state.policy, 'legal-proceedings')?.clause,
        detail: { stage: currentStage(state).id, filedOn, by },
        text,
        letter: { kind: 'proceedings', to: 'resident' },
      },
    ],
  }
}

/** The clocks of the complaint run on meanwhile. */
export function agreeAdr(
  state: State,
  nowMs: number,
  { kind, concludeBy }: { kind: AdrKind; concludeBy?: LocalDate | undefined },
  text?: string,
): Change {
  const opened = openDuty(
    state,
    {
      ...(state.policy.adr?.clause !== undefined && { clause: state.policy.adr.clause }),
      ...{ name: 'conclude-adr', kind, ...(text !== undefined && { text }) },
      ...(concludeBy !== undefined && { due: concludeBy }),
      // A court has it already: the talks are what is left.
      ...(isOver(state) && { lasting: true }),
    },
    nowMs,
  )
  const by = openedSince(state, opened)[0]?.due ?? null
  return {
    state: opened,
    entries: [
      {
        event: 'adr-agreed',
        clause: state.policy.adr?.clause,
        detail: { stage: currentStage(state).id, kind, concludeBy: by, goesOn: !isOver(state) },
        text,
        letter: { kind: 'proceedings', to: 'resident' },
      },
    ],
  }
}

export interface Conclusion {
  outcome: AdrOutcome
  /** The resident agrees that this ends their complaint. */
  ends?: boolean | undefined
  remedies: Promised[]
}

/** What was agreed is followed through as any promise is (HO Code 7.3); the complaint ends with it only where the resident agrees. */
export function concludeAdr(
  state: State,
  nowMs: number,
  { outcome, ends = false, remedies }: Conclusion,
  text?: string,
): Change {
  const [talks] = openDuties(state, 'conclude-adr')
  const settled = talks ? settleDuty(state, talks, nowMs) : state
  const { state: promised, opened } = openActions(settled, remedies, { text, inList: true }, nowMs)
  const endsIt = ends && !isOver(state)
  const after = endsIt ? endedByAgreement(promised, nowMs) : promised
  return {
    state: after,
    entries: [
      {
        event: 'adr-concluded',
        clause: state.policy.adr?.clause,
        detail: {
          ...{ stage: currentStage(state).id, kind: talks?.kind ?? null, outcome, ends: endsIt },
          closed: isOver(after),
        },
        text,
        letter: { kind: 'proceedings', to: 'resident' },
      },
      ...givenTo(opened),
    ],
  }
}

/** The agreement is the answer: nothing is owed but what was agreed, and once that is done the complaint is closed. */
function endedByAgreement(state: State, nowMs: number): State {
  if (!isHeldOpen(state)) return over(state, nowMs)
  const deadlines = state.deadlines.map((deadline) => (isOpen(deadline) ? ended(deadline, nowMs) : deadline))
  const { promised: _promised, ...kept } = state
  return withStage({ ...kept, deadlines, status: 'answered', settledByAgreement: true }, { answeredAtMs: nowMs })
}

export interface Referral {
  on: LocalDate
  goesOn: boolean
}

/** Another office has it now; we go on beside it, or no more. */
export function referElsewhere(state: State, nowMs: number, { on, goesOn }: Referral, text?: string): Change {
  return {
    state: goesOn ? state : over(state, nowMs),
    entries: [
      {
        event: 'referred',
        clause: goesOn ? undefined : state.policy.decline.explanation.clause,
        detail: { stage: currentStage(state).id, on, goesOn },
        text,
        letter: { kind: 'referred', to: 'resident' },
      },
    ],
  }
}
