/** A Code with something changed in it, and what is found when the two are compared. */
import { policyLibrary } from '../../prisma/policies.ts'
import { assess, type Finding, type Verdict } from '../../workflows/policy/assessment.ts'
import type { Policy, Span } from '../../workflows/policy/policy.ts'

const { byId } = policyLibrary()
export const ho = byId('housing-ombudsman-code-2024')
export const joint = byId('joint-code')

export function changed(policy: Policy, change: (policy: Policy) => void): Policy {
  const copy = structuredClone(policy)
  change(copy)
  return copy
}

export const workingDays = (number: number): Span => ({ number, unit: 'working-days' })
export const calendarDays = (number: number): Span => ({ number, unit: 'calendar-days' })
export const months = (number: number): Span => ({ number, unit: 'calendar-months' })

export const enquiry = (byAgreement: boolean) => ({
  name: 'Quick Look',
  within: workingDays(3),
  of: 'receipt' as const,
  byAgreement,
  clause: 'B.1',
})

/** What is not a plain "complies", by rule. */
export function strikes(findings: Finding[]): Record<string, Verdict> {
  return Object.fromEntries(findings.flatMap(({ rule, verdict }) => (verdict === 'complies' ? [] : [[rule, verdict]])))
}

/** A Code with something changed, held against what it was. */
export function heldAgainst(code: Policy, change: (policy: Policy) => void) {
  const findings = assess(changed(code, change), code)
  return { strikes: strikes(findings), of: (rule: string) => findings.find((finding) => finding.rule === rule) }
}
