/** Reading a policy: a stage's rules, how a rule is cited, which Ombudsmen. Apart from its schema, which workflows do without. */
import type { FormalStageId, OutcomeName, Policy, StageId, StageRules } from './policy.ts'

/** Whether a stage is one of the procedure itself, which the policy has rules for, and no step before it. */
export function isFormal(stage: StageId): stage is FormalStageId {
  return stage === 'stage-1' || stage === 'stage-2'
}

export const stageIds = [
  'feedback',
  'service-request',
  'urgent-enquiry',
  'stage-1',
  'stage-2',
  'ombudsman',
] as const satisfies StageId[]

export function isStage(text: string): text is StageId {
  return stageIds.some((known) => known === text)
}

export function stageRules(policy: Policy, stage: StageId): StageRules {
  const found = policy.stages.find((rules) => rules.id === stage)
  if (!found) throw new Error(`${policy.id} has no ${stage}`)
  return found
}

/** Whether this outcome of stage 1 is one after which the policy lets a resident go on. */
export function mayGoOnAfter({ escalation }: Policy, outcome: OutcomeName | undefined): boolean {
  const { outcomes } = escalation.from
  return outcomes === 'any' || (outcome !== undefined && outcomes.includes(outcome))
}

/** How a rule is cited to people: "HO Code 6.13", or "Our policy, Stage One" where a document has titles for numbers. */
export function cite(policy: Policy, clause: string | undefined): string {
  if (clause === undefined) return policy.short
  return /^\d/.test(clause) ? `${policy.short} ${clause}` : `${policy.short}, ${clause}`
}

/** How what a duty comes of is cited: a companion's clock has its own law, which its clause names already. */
export function citeDuty(policy: Policy, name: string, clause: string | undefined): string {
  return name === 'companion-step' && clause !== undefined ? clause : cite(policy, clause)
}

/** The clause that a citation names; null where it names the document alone, or is of another. */
export function clauseIn(policy: Policy, rule: string): string | null {
  const rest = rule.startsWith(policy.short) ? rule.slice(policy.short.length) : ''
  return /^,? (.+)$/.exec(rest)?.[1] ?? null
}

/** The Ombudsmen a complaint may go to, by the ids of `ombudsmen.yaml`. */
export function ombudsmenFor(policy: Policy, landlordMatter: boolean | 'both'): string[] {
  const { landlord, other } = policy.ombudsman
  if (landlordMatter === 'both') return [landlord, other]
  return [landlordMatter ? landlord : other]
}
