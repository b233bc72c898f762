/** Refusals that several commands share: what the stage must have come to, and who may not review. */
import { dayInWords, localDate } from '../policy/calendar.ts'
import { cite } from '../policy/reading.ts'
import type { Refusal } from '../policy/refusal.ts'
import { currentRules, currentStage, deadlineNamed, isOver, stageInWords } from '../stage.ts'
import type { State } from '../state.ts'

/** The complaint is closed or withdrawn: nothing more is done on it. */
export function over(state: State): Refusal | undefined {
  if (!isOver(state)) return undefined
  return {
    rule: cite(state.policy, undefined),
    message: `This complaint is ${state.status}. Nothing more is done on it.`,
  }
}

/** The stage is answered (or the complaint over): its work is done. */
export function unfinished(state: State): Refusal | undefined {
  const stage = currentStage(state)
  if (stage.answeredAtMs === undefined) return over(state)
  return (
    over(state) ?? {
      rule: cite(state.policy, currentRules(state).response.clause),
      message: `${stageInWords(stage.id)} was answered on ${dayInWords(localDate(stage.answeredAtMs))}. Its work is done.`,
    }
  )
}

/** A response, an extension and a correction come after the acknowledgement. */
export function acknowledged(state: State): Refusal | undefined {
  if (currentStage(state).acknowledgedAtMs !== undefined) return undefined
  const due = deadlineNamed(state, `acknowledge-${currentStage(state).id}`)?.due
  return {
    rule: cite(state.policy, currentRules(state).acknowledge.clause),
    message: `${stageInWords(currentStage(state).id)} is not acknowledged yet${due ? ` (due by ${dayInWords(due)})` : ''}. Acknowledge it first.`,
  }
}

/** The person who considers a stage must not be one who considered the stage before (HO Code 6.13). */
export function reviewerRefusal(state: State, person: string | undefined): Refusal | undefined {
  const rule = currentRules(state).reviewer
  if (!rule || person === undefined) return undefined
  const before = state.stages.find((stage) => stage.id === rule.notOf)
  if (!before?.consideredBy.includes(person)) return undefined
  return {
    rule: cite(state.policy, rule.clause),
    message: `${person} considered this complaint at ${stageInWords(before.id).toLowerCase()}. ${stageInWords(currentStage(state).id)} is considered by somebody else: assign another officer.`,
  }
}
