/**
 * What was learned from a complaint: organisations look beyond it, at what could be done better (HO Code 9.1). Whoever had it says so once
 * it is over; what is to be done better outlives the case. Pure.
 */
import type { Change } from '../change.ts'
import type { LocalDate } from '../policy/calendar.ts'
import { dutyRule } from '../policy/duty-rules.ts'
import { learningRule } from '../policy/learning.ts'
import { currentStage, isOver, nextSeq, openDuties } from '../stage.ts'
import type { Duty, Fact, State } from '../state.ts'
import { endDuties, listed, openDuty, openedSince, settleDuty, settleEach } from './duties.ts'
import { givenTo } from './duty-moments.ts'

/** It is over, and nobody has said yet what was learned. */
export function withLearningOwed(state: State, nowMs: number): State {
  const rule = learningRule(state.policy)
  if (!rule || !isOver(state) || state.learned || openDuties(state, 'record-learning').length > 0) return state
  const outcomes = state.stages.flatMap(({ outcome }) => outcome ?? [])
  const isOwed = rule.after === 'any-answer' ? outcomes.length > 0 : outcomes.some((one) => one !== 'not-upheld')
  return isOwed ? openDuty(state, { name: 'record-learning', of: 'closing' }, nowMs) : state
}

/** It is taken up again, or goes on: what is learned is said when that is over. */
export function withoutLearning({ learned: _before, ...state }: State, nowMs: number): State {
  return endDuties(state, 'record-learning', nowMs)
}

export interface Learned {
  /** A code of the policy's list, or `none`. */
  rootCause: string
  improvements: { owner: string; by: LocalDate }[]
}

export function learn(
  state: State,
  { rootCause, improvements }: Learned,
  { by, text }: { by: string; text: string | undefined },
  nowMs: number,
): Change {
  const settled = settleEach({ ...state, learned: true }, openDuties(state, 'record-learning'), nowMs, { by, text })
  const entry = nextSeq(state)
  const after = improvements.reduce((sum, { owner, by: due }, index) => {
    const about = { owner, due, entry, item: index + 1, ...(text !== undefined && { text }) }
    return openDuty(sum, { name: 'complete-improvement', ...about }, nowMs)
  }, settled)
  const opened = openedSince(settled, after)
  return {
    state: after,
    entries: [
      {
        event: 'learning-recorded',
        clause: learningRule(state.policy)?.clause ?? dutyRule(state.policy, 'record-learning').clause,
        detail: { stage: currentStage(state).id, rootCause, duties: listed(opened) },
        text,
      },
      ...givenTo(opened),
    ],
  }
}

export function improved(
  state: State,
  improvement: Duty,
  {
    on,
    by,
    text,
    facts,
  }: { on?: LocalDate | undefined; by: string; text: string | undefined; facts: Record<string, Fact> },
  nowMs: number,
): Change {
  return {
    state: settleDuty(state, improvement, nowMs, { on, by, text }),
    entries: [
      {
        event: 'improvement-completed',
        clause: dutyRule(state.policy, 'complete-improvement').clause,
        detail: {
          stage: currentStage(state).id,
          ...(on !== undefined && { on }),
          duties: listed([improvement]),
          ...facts,
        },
        text,
      },
    ],
  }
}
