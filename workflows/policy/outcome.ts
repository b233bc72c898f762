/** What follows from the findings on each point (HO Code 6.9 c: "the decision on the complaint"). */
import type { Policy, StageRules } from './policy.ts'
import { cite } from './reading.ts'
import type { Refusal } from './refusal.ts'

export const findings = ['upheld', 'partially-upheld', 'not-upheld'] as const
export type Finding = (typeof findings)[number]

/** The facts of a response: what is checked before it may go out. The words themselves are in the records. */
export interface ResponseFacts {
  findings: Finding[]
  /** Whether each point has its reasons. */
  reasons: boolean[]
  outcome: Finding
}

/** All points alike give that outcome; a mixture is partially upheld. */
export function outcomeOf(each: readonly Finding[]): Finding {
  if (each.length > 0 && each.every((finding) => finding === 'upheld')) return 'upheld'
  return each.every((finding) => finding === 'not-upheld') ? 'not-upheld' : 'partially-upheld'
}

/** Every point of the definition is answered, with reasons, and the outcome follows (6.7 and 6.18, 6.9 and 6.19). */
export function responseRefusal(
  given: { policy: Policy; rules: StageRules; points: number },
  facts: ResponseFacts,
): Refusal | undefined {
  const { policy, rules, points } = given
  const all = cite(policy, rules.points.clause)
  if (facts.findings.length !== points) {
    return {
      rule: all,
      message: `The complaint has ${counted(points)} and this response answers ${facts.findings.length}. Give a finding and reasons for each point, in the order of the definition.`,
    }
  }
  const bare = facts.reasons.flatMap((given, index) => (given ? [] : [index + 1]))
  if (bare.length > 0) {
    return { rule: all, message: `Point ${bare.join(', ')} has no reasons. Give clear reasons for each decision.` }
  }
  const unknown = [...facts.findings, facts.outcome].find((outcome) => !policy.outcomes.allowed.includes(outcome))
  if (unknown !== undefined) {
    return {
      rule: cite(policy, policy.outcomes.clause),
      message: `This policy does not know the outcome "${unknown}". Use one of: ${policy.outcomes.allowed.join(', ')}.`,
    }
  }
  const follows = outcomeOf(facts.findings)
  if (facts.outcome !== follows) {
    return {
      rule: cite(policy, rules.response.clause),
      message: `The findings on the points make the outcome "${follows}", and the response says "${facts.outcome}". Correct one or the other.`,
    }
  }
  return undefined
}

function counted(points: number): string {
  return points === 1 ? '1 point' : `${points} points`
}
