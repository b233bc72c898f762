/** Reading a policy: a stage's rules, how a rule is cited, which Ombudsmen. Apart from its schema, which workflows do without. */
import type { Policy, StageId, StageRules } from './policy.ts'

export function stageRules(policy: Policy, stage: StageId): StageRules {
  const found = policy.stages.find((rules) => rules.id === stage)
  if (!found) throw new Error(`${policy.id} has no ${stage}`)
  return found
}

/** How a rule is cited to people: "HO Code 6.13". */
export function cite(policy: Policy, clause: string | undefined): string {
  return clause === undefined ? policy.short : `${policy.short} ${clause}`
}

/** The Ombudsmen a complaint may go to, by the ids of `ombudsmen.yaml`. */
export function ombudsmenFor(policy: Policy, landlordMatter: boolean | 'both'): string[] {
  const { landlord, other } = policy.ombudsman
  if (landlordMatter === 'both') return [landlord, other]
  return [landlordMatter ? landlord : other]
}
