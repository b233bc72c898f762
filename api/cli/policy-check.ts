/** `policy check`: a policy held against a Code, for a governing body to read, for its self-assessment, or for programs. */
import type { PolicyLibrary } from '../../prisma/policies.ts'
import { assess, ruleNames, unexplained, type Finding, type Verdict } from '../../workflows/policy/assessment.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import { cite } from '../../workflows/policy/reading.ts'
import type { Answer } from './answer.ts'
import { selfAssessment } from './policy-check-markdown.ts'
import { wrappedTable } from './wrapped-table.ts'
import { onePolicy } from './policy-show.ts'

interface CheckOptions {
  against?: string | undefined
  json?: boolean | undefined
  markdown?: boolean | undefined
  strict?: boolean | undefined
}

export function checkAnswer(library: PolicyLibrary, ids: string[], options: CheckOptions): Answer {
  const policy = onePolicy(library, ids)
  if ('refusal' in policy) return policy
  const known = library.policies.map(({ id }) => id).join(', ')
  if (options.against === undefined)
    return { refusal: `--against is missing: write the Code to hold it against: ${known}` }
  const code = library.policies.find(({ id }) => id === options.against)
  if (!code) return { refusal: `--against: "${options.against}" is no policy: ${known}` }
  if (options.json === true && options.markdown === true) return { refusal: '--json or --markdown: one of the two' }
  const findings = assess(policy, code)
  if (findings.length === 0)
    return { refusal: `--against: ${code.id} has no rule with a clause to hold a policy against` }
  const warning = unknownExplanations(policy)
  return {
    json: findings,
    text: options.markdown === true ? selfAssessment(policy, code, findings) : inWords(policy, code, findings),
    ...(warning !== undefined && { warning }),
    ...(options.strict === true && unexplained(findings).length > 0 && { exitCode: 1 }),
  }
}

/** An explanation under a name that no rule has would never be printed. */
function unknownExplanations({ id, explains }: Policy): string | undefined {
  const unknown = Object.keys(explains).filter((rule) => !ruleNames.includes(rule))
  if (unknown.length === 0) return undefined
  return `${id}: explains: no such rule: ${unknown.join(', ')}. The rules are ${ruleNames.join(', ')}`
}

const VERDICTS: Verdict[] = ['departs', 'silent', 'stricter', 'complies']

function inWords(policy: Policy, code: Policy, findings: Finding[]): string {
  const counts = VERDICTS.map((verdict) => `${findings.filter((one) => one.verdict === verdict).length} ${verdict}`)
  const departures = findings.filter(({ verdict }) => verdict === 'departs')
  const notes = [...new Set(findings.flatMap((one) => [one.policyAssumption ?? [], one.codeAssumption ?? []].flat()))]
  const noted = (words: string, note: string | null) =>
    note === null ? words : `${words} [${notes.indexOf(note) + 1}]`
  const rows = findings.map((one) => [
    one.clause,
    one.title,
    one.verdict,
    noted(saidInWords(one), one.policyAssumption),
    noted(one.code, one.codeAssumption),
  ])
  return [
    `${policy.title} (${policy.id})`,
    `held against ${code.title} (${code.id})`,
    '',
    `${findings.length} rules of the Code: ${counts.join(', ')}`,
    '',
    ...(departures.length === 0 ? ['No departures.', ''] : ['Departures', '']),
    ...departures.map((finding) => departure(policy, code, finding)),
    wrappedTable(WIDTHS, [['clause', 'rule', 'verdict', `${policy.short} says`, `${code.short} asks`], ...rows]),
    ...notes.map((note, at) => `[${at + 1}] Assumed: ${note}`),
    '',
  ].join('\n')
}

const WIDTHS = [6, 34, 8, 38, 34]

function departure(policy: Policy, code: Policy, finding: Finding): string {
  const { rule, title, clause, policyClause, how, explanation } = finding
  return [
    `${title} (${rule})`,
    `  ${cite(code, clause)}: ${finding.code}`,
    `  ${cite(policy, policyClause ?? undefined)}: ${finding.policy}`,
    `  Departs: ${how ?? 'not what the Code asks for'}`,
    `  Explanation: ${explanation ?? `none given. The policy’s file can give one under explains, as ${rule}`}`,
    '',
  ].join('\n')
}

function saidInWords({ policy, policyClause, how }: Finding): string {
  const words = policyClause === null ? policy : `${policy} (${policyClause})`
  return how === undefined ? words : `${words}: ${how}`
}
