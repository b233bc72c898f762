/** What a letter says on how to go on to the next stage. */
import { dayInWords, type LocalDate } from '../../workflows/policy/calendar.ts'
import { inWords } from '../../workflows/policy/extension.ts'
import { clockFor } from '../../workflows/policy/deadline-rules.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import { stageRules } from '../../workflows/policy/reading.ts'
import type { NextStageData } from './data.ts'
import type { Source } from './source.ts'

/** Null after the last stage. */
export function nextStage({ policy, batch, stage }: Source): NextStageData | null {
  const rules = policy.stages[policy.stages.indexOf(stageRules(policy, stage)) + 1]
  if (!rules) return null
  const { serviceArea, deadlines } = batch.case.state
  const answer = clockFor(policy, `respond-${rules.id}`, serviceArea)
  return {
    reasonsRequired: policy.escalation.reasons.required,
    ask: askBy(policy, deadlines),
    acknowledgeWithin: inWords(clockFor(policy, `acknowledge-${rules.id}`, serviceArea).span),
    answer: { within: inWords(answer.span), of: answer.from },
    newPerson: rules.reviewer !== undefined,
  }
}

function askBy(policy: Policy, deadlines: readonly { name: string; due: LocalDate }[]): string | null {
  const { limit } = policy.escalation.window
  if (limit === 'none') return null
  const deadline = deadlines.findLast(({ name }) => name === 'request-stage-2')
  return deadline ? `by ${dayInWords(deadline.due)}` : `within ${inWords(limit)} of this letter`
}
