/** What follows from the findings on each point (HO Code 6.9 c: "the decision on the complaint"). */
import type { OutcomeName, Policy } from './policy.ts'

/** What a response says on its points and on the answer before, and what that answer was. */
export interface Found {
  findings: readonly OutcomeName[]
  /** Of a stage 2: whether it agrees with the answer to stage 1. */
  agreesWithStage1?: boolean
  /** The outcome of stage 1, where this is the answer to stage 2. */
  stage1?: OutcomeName
}

/** All points alike give that outcome. Different ones, or a point upheld in part, give what the policy makes of a mixture. */
export function outcomeOf(findings: readonly OutcomeName[], mixed: Policy['outcomes']['mixed']): OutcomeName {
  if (findings.every((finding) => finding === 'not-upheld')) return 'not-upheld'
  return findings.every((finding) => finding === 'upheld') ? 'upheld' : mixed
}

/** The decision on the whole complaint: by its findings, or by the answer that it agrees with. */
export function decisionOf(policy: Policy, found: Found): OutcomeName {
  return agreesWithUpheld(policy, found) ? 'upheld' : outcomeOf(found.findings, policy.outcomes.mixed)
}

/** A stage 2 that agrees with an upheld stage 1 is upheld itself, whatever it finds (Joint Code 6.22). */
export function agreesWithUpheld(policy: Policy, { stage1, agreesWithStage1 }: Found): boolean {
  return policy.agreement !== undefined && stage1 === 'upheld' && agreesWithStage1 === true
}

/** Whether it must say if it agrees: its own findings would not uphold what stage 1 upheld. */
export function mustSayWhetherItAgrees(policy: Policy, { findings, stage1, agreesWithStage1 }: Found): boolean {
  if (policy.agreement === undefined || stage1 !== 'upheld' || agreesWithStage1 !== undefined) return false
  return outcomeOf(findings, policy.outcomes.mixed) !== 'upheld'
}
