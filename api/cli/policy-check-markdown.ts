/** A check in the form of the Ombudsmen's self-assessment: provision, requirement, comply yes or no, evidence, commentary. */
import type { Finding, Verdict } from '../../workflows/policy/assessment.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import { cite } from '../../workflows/policy/reading.ts'

/** Where the document is silent, yes or no is for those who know what is done. */
const COMPLY: Record<Verdict, string> = { complies: 'Yes', stricter: 'Yes', departs: 'No', silent: 'Not stated' }

const HEADINGS = ['Code provision', 'Code requirement', 'Comply: Yes / No', 'Evidence', 'Commentary / explanation']

export function selfAssessment(policy: Policy, code: Policy, findings: Finding[]): string {
  return [
    `# Self-assessment of ${escaped(policy.title)}`,
    '',
    `Against ${escaped(code.title)}. Evidence is cited from: ${escaped(policy.source)}.`,
    '',
    row(HEADINGS),
    row(HEADINGS.map(() => '---')),
    ...findings.map((finding) => row(cells(policy, finding).map(escaped))),
    '',
  ].join('\n')
}

function cells(policy: Policy, finding: Finding): string[] {
  const { clause, title, verdict, policyClause } = finding
  // where the title says it all, it is not said twice
  const requirement = title.toLowerCase().endsWith(finding.code.toLowerCase()) ? title : `${title} – ${finding.code}`
  const evidence = policyClause === null ? 'None in the document' : `${cite(policy, policyClause)}: ${finding.policy}`
  return [clause, requirement, COMPLY[verdict], evidence, commentary(finding)]
}

function commentary({ verdict, policy, policyClause, how, explanation }: Finding): string {
  return [
    ...(verdict === 'stricter' ? ['Goes further than the Code'] : []),
    ...(verdict === 'silent' && policyClause === null ? [`The document ${policy}`] : []),
    ...(how === undefined ? [] : [how]),
    ...(explanation === null ? [] : [`Explanation: ${explanation}`]),
    ...(verdict === 'departs' && explanation === null ? ['No explanation is given'] : []),
  ]
    .map((sentence) => `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}${/[.!?]$/.test(sentence) ? '' : '.'}`)
    .join(' ')
}

function row(cells: string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** What Markdown would read as a mark of its own; a line end would end the row. */
function escaped(text: string): string {
  return text.replace(/[\\|*_<>[\]`#]/g, (mark) => `\\${mark}`).replace(/\s+/g, ' ')
}
