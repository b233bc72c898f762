/** What a letter says on how to go on to the next stage. */
import type { LocalDate } from '../../workflows/policy/calendar.ts'
import { clockFor } from '../../workflows/policy/deadline-rules.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import { isFormal, mayGoOnAfter, stageRules } from '../../workflows/policy/reading.ts'
import type { NextStageData } from './response-data.ts'
import type { Source } from './source.ts'
import { filled, type Wording } from './wording.ts'

/** Null after the last stage, and after an outcome from which the policy lets nobody go on. */
export function nextStage({ policy, nextPolicy, batch, stage, wording }: Source): NextStageData | null {
  if (!isFormal(stage)) return null
  // Whether and how to go on is by this stage's policy; what comes then, by the next one's.
  const rules = nextPolicy.stages[policy.stages.indexOf(stageRules(policy, stage)) + 1]
  const { serviceArea, deadlines, stages } = batch.case.state
  const outcome = stages.findLast(({ id }) => id === stage)?.outcome
  if (!rules || !mayGoOnAfter(policy, outcome)) return null
  const { reasons, outcomesSought, inWriting } = policy.escalation
  const answer = clockFor(nextPolicy, `respond-${rules.id}`, serviceArea)
  return {
    reasonsRequired: reasons.required,
    outcomesSoughtRequired: outcomesSought?.required ?? false,
    inWriting: inWriting?.required ?? false,
    ask: askBy(policy, deadlines, wording),
    acknowledgeWithin: wording.span(clockFor(nextPolicy, `acknowledge-${rules.id}`, serviceArea).span),
    answer: { within: wording.span(answer.span), of: answer.from },
    newPerson: rules.reviewer !== undefined,
  }
}

function askBy(
  policy: Policy,
  deadlines: readonly { name: string; due: LocalDate }[],
  { words, day, span }: Wording,
): string | null {
  const { limit } = policy.escalation.window
  if (limit === 'none') return null
  const deadline = deadlines.findLast(({ name }) => name === 'request-stage-2')
  return deadline ? filled(words.ask.by, { day: day(deadline.due) }) : filled(words.ask.within, { span: span(limit) })
}
