import { describe, expect, it } from 'vitest'
import { policyLibrary } from '../../prisma/policies.ts'
import type { OutcomeName } from '../../workflows/policy/names.ts'
import { decisionOf, outcomeOf } from '../../workflows/policy/outcome.ts'

const { byId } = policyLibrary()
const [ho, joint] = [byId('housing-ombudsman-code-2024'), byId('joint-code')]

describe('the outcome', () => {
  const { upheld, partly, not } = { upheld: 'upheld', partly: 'partially-upheld', not: 'not-upheld' } as const
  it.each<[OutcomeName[], three: OutcomeName, two: OutcomeName]>([
    [[upheld], upheld, upheld],
    [[not], not, not],
    [[partly], partly, upheld],
    [[upheld, upheld], upheld, upheld],
    [[not, not], not, not],
    [[upheld, not], partly, upheld],
    [[not, not, not, upheld], partly, upheld],
    [[upheld, partly], partly, upheld],
    [[not, partly], partly, upheld],
  ])('of %j is %s, and where any fault upholds it %s', (findings, three, two) => {
    expect(outcomeOf(findings, ho.outcomes.mixed)).toBe(three)
    expect(outcomeOf(findings, joint.outcomes.mixed)).toBe(two)
  })

  it.each<[stage1: OutcomeName, agrees: boolean | undefined, found: OutcomeName, decision: OutcomeName]>([
    [upheld, true, not, upheld],
    [upheld, false, not, not],
    [upheld, undefined, not, not],
    [upheld, false, upheld, upheld],
    [not, true, not, not],
    [not, true, upheld, upheld],
  ])('Joint Code 6.22: stage 1 %s, agrees %s, stage 2 finds %s: %s', (stage1, agrees, found, decision) => {
    const facts = { findings: [found], stage1, ...(agrees !== undefined && { agreesWithStage1: agrees }) }
    expect(decisionOf(joint, facts)).toBe(decision)
    // Where the policy has no such rule, what stage 1 decided is beside the point.
    expect(decisionOf(ho, facts)).toBe(found)
  })
})
