/**
 * Comply or explain: a policy held against a Code, rule by rule. "Where an organisation's policy does not comply with the Code
 * the organisation must provide a satisfactory explanation" (Joint Code).
 *
 * What can be compared is the list of aspects here, each in its own words in `assessment/`. Any policy can take the place of a
 * Code: only the rules that it has with a clause of its own are held against another.
 */
import { acceptanceAspects } from './assessment/acceptance-aspects.ts'
import { clockAspects } from './assessment/clock-aspects.ts'
import type { Aspect, Judged } from './assessment/aspect.ts'
import { escalationAspects } from './assessment/escalation-aspects.ts'
import { extensionAspects } from './assessment/extension-aspects.ts'
import { intakeAspects } from './assessment/intake-aspects.ts'
import { letterAspects, staffNames } from './assessment/letter-aspects.ts'
import { outcomeAspects } from './assessment/outcome-aspects.ts'
import type { Policy } from './policy.ts'

export type { Verdict } from './assessment/aspect.ts'

const aspects: Aspect[] = [
  ...intakeAspects,
  ...acceptanceAspects,
  ...(['stage-1', 'stage-2'] as const).flatMap((id) => [
    ...clockAspects(id),
    ...extensionAspects(id),
    ...letterAspects(id),
  ]),
  ...escalationAspects,
  ...outcomeAspects,
  staffNames,
]

/** The rules that an explanation can be given for. */
export const ruleNames: readonly string[] = aspects.map(({ rule }) => rule)

export interface Finding extends Judged {
  rule: string
  title: string
  /** What the policy itself answers, or null. */
  explanation: string | null
}

/** In the order of the Code's clauses. */
export function assess(policy: Policy, code: Policy): Finding[] {
  return aspects
    .flatMap(({ rule, title, judge }) => {
      const judged = judge(policy, code)
      return judged ? [{ rule, title, ...judged, explanation: policy.explains[rule] ?? null }] : []
    })
    .sort((one, other) => one.clause.localeCompare(other.clause, 'en', { numeric: true }))
}

/** The departures that the policy has no answer to. */
export function unexplained(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ verdict, explanation }) => verdict === 'departs' && explanation === null)
}
