/** The written response (HO Code 6.9, 6.19): findings with their points, remedies and what is still to be done. */
import { dayInWords, type LocalDate } from '../../workflows/policy/calendar.ts'
import { outcomeOf } from '../../workflows/policy/outcome.ts'
import type { RemedyData, ResponseFacts } from './data.ts'
import { nextStage } from './next-stage.ts'
import type { Source } from './source.ts'
import { definitionAt, responseText, textOfEntry, type StoredRemedy } from './texts.ts'

const pounds = new Intl.NumberFormat('en-GB', {
  style: 'currency',
  currency: 'GBP',
  trailingZeroDisplay: 'stripIfInteger',
} as Intl.NumberFormatOptions)

export function responseFacts(source: Source): ResponseFacts {
  const { records, entry, batch, today } = source
  const text = textOfEntry(records, entry, responseText)
  const points = definitionAt(records, entry, batch.entries)?.points ?? records.points.map(({ words }) => words)
  const findings = text.points.map(({ finding, reasons, point }, index) => {
    const number = point ?? index + 1
    return { number, finding, reasons, point: points[number - 1] ?? null }
  })
  return {
    late: entry.detail['late'] === true,
    outcome: text.outcome ?? outcomeOf(findings.map(({ finding }) => finding)),
    decision: text.decision ?? null,
    findings,
    remedies: remediesOf(text.remedies, today),
    outstandingActions: text.outstandingActions,
    next: nextStage(source),
  }
}

/** What is promised, as a letter of that day says it. */
export function remediesOf(remedies: readonly StoredRemedy[], today: LocalDate): RemedyData[] {
  return remedies.map(({ kind, by, description = null, amount }) => {
    const sum = amount === undefined ? null : pounds.format(amount)
    return { kind, by: dayInWords(by), later: by > today, description, amount: sum }
  })
}
