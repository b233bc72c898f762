/**
 * What an Ombudsman would ask about: a duty missed or done late, a letter that is not there or has no date, a decision without reasons,
 * a promise without proof, a payment that is too small. Found by rules alone, from what is on file; pure.
 */
import type { CaseFile } from './case-file.ts'
import { csv } from './chronology.ts'
import type { Gap } from './gap.ts'
import { deadlineGaps } from './gaps-of-deadlines.ts'
import { decisionGaps } from './gaps-of-decisions.ts'
import { letterGaps } from './gaps-of-letters.ts'
import { moneyGaps } from './gaps-of-money.ts'
import { recordGaps } from './gaps-of-records.ts'
import { html } from '../html.ts'
import { page, table } from './page.ts'
import { spoken } from './words.ts'
import { dayInShort } from '../../workflows/policy/calendar.ts'

export function gapsIn(file: CaseFile): Gap[] {
  return [...deadlineGaps(file), ...letterGaps(file), ...decisionGaps(file), ...moneyGaps(file), ...recordGaps(file)]
}

export function gapsPage(file: CaseFile, gaps: readonly Gap[]): string {
  const rows = gaps.map(({ gap, says, rule, entry, day }) => [
    spoken(gap),
    says,
    rule ?? '',
    entry === null ? '' : html`<a href="chronology.html#entry-${entry}">${entry}</a>`,
    day === null ? '' : dayInShort(day),
  ])
  const body = html`<p>
      Found by rules, from what is on file: somebody who knows the case can often say more. What is not listed here was
      not looked for, or is in order. The same list is in <a href="gaps.csv">gaps.csv</a> and
      <a href="gaps.json">gaps.json</a>.
    </p>
    ${table('Gaps found', ['What', 'In words', 'Rule', 'Entry', 'Day'], rows)}`
  return page(file.case.ref, 'gaps.html', body)
}

export function gapsCsv(gaps: readonly Gap[]): string {
  const rows = gaps.map(({ gap, says, rule, entry, day }) => [gap, says, rule ?? '', entry ?? '', day ?? ''])
  return csv([['gap', 'in words', 'rule', 'entry', 'day'], ...rows])
}
