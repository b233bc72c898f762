/** Everything that happened, in order: when, by whom, under which clause, and in which words. */
import { stringify } from 'csv-stringify/sync'
import { localTimestamp } from '../../workflows/policy/calendar.ts'
import { cite } from '../../workflows/policy/reading.ts'
import { html, type Html } from '../html.ts'
import { detailOf, filesNamed, policyAt, textOf, type CaseFile, type EntryRow } from './case-file.ts'
import { filePath, letterPath } from './paths.ts'
import { page, table } from './page.ts'
import { moment, spoken, told, whoIs } from './words.ts'

/** "HO Code 6.3" */
export function ruleOf(file: CaseFile, { seq, clause }: Pick<EntryRow, 'seq' | 'clause'>): string {
  return clause === null ? '' : cite(policyAt(file, seq), clause)
}

export function chronologyPage(file: CaseFile): string {
  const { ref, timeline } = file.case
  const rows = timeline.map((entry) => [
    entry.seq,
    moment(entry.at),
    html`<span id="entry-${entry.seq}">${spoken(entry.event)}</span>`,
    whoIs(file, entry.by),
    ruleOf(file, entry),
    tellOf(file, entry),
  ])
  const body = html`<p>
      What people wrote stands as they wrote it. Times are those of a clock in London. The same lines are in
      <a href="chronology.csv">chronology.csv</a> and <a href="chronology.json">chronology.json</a>.
    </p>
    ${table('What happened, in order', ['No.', 'When', 'What', 'By whom', 'Rule', 'Details'], rows)}`
  return page(ref, 'chronology.html', body)
}

function tellOf(file: CaseFile, entry: EntryRow): Html {
  const { letters, evidence } = file.case
  const words = textOf(file.case, entry.textId)
  const letter = letters.find(({ seq }) => seq === entry.seq)
  const added = entry.event === 'evidence-added' ? [Number(detailOf(entry)['file'])] : []
  const files = evidence.filter(({ number }) => [...filesNamed(entry), ...added].includes(number))
  return html`${told(factsIn(entry))} ${words === undefined ? '' : told(words)}
  ${
    letter &&
    html`<p>
      <a href="${letterPath(letter, 'html')}">Letter ${letter.seq}: ${letter.subject}</a> (to the ${letter.addressee})
    </p>`
  }
  ${files.map((one) => html`<p><a href="${filePath(one)}">File ${one.number}: ${one.name}</a></p> `)}`
}

/** The lists of duties are told with the deadlines. */
function factsIn(entry: EntryRow): Record<string, unknown> {
  const { duties: _listed, ...facts } = detailOf(entry)
  return facts
}

const columns = ['number', 'when', 'event', 'by', 'rule', 'facts', 'words', 'letter', 'files']

/** For Excel: it takes UTF-8 only with this mark, and what looks like a formula is kept from being one. */
export function csv(rows: (string | number)[][]): string {
  return stringify(rows, { bom: true, escape_formulas: true, record_delimiter: 'windows' })
}

export function chronologyCsv(file: CaseFile): string {
  return csv([columns, ...linesOf(file).map((line) => Object.values(line))])
}

export function chronologyJson(file: CaseFile): unknown {
  return file.case.timeline.map(({ seq, at, event, by, clause, detail, textId }) => ({
    ...{ number: seq, at: localTimestamp(at.getTime()), event, by, clause, rule: ruleOf(file, { seq, clause }) },
    ...{ facts: detail, words: textOf(file.case, textId) ?? null, text: textId },
  }))
}

function linesOf(file: CaseFile) {
  return file.case.timeline.map((entry) => {
    const letter = file.case.letters.find(({ seq }) => seq === entry.seq)
    const words = textOf(file.case, entry.textId)
    return {
      number: entry.seq,
      when: localTimestamp(entry.at.getTime()),
      event: entry.event,
      by: entry.by,
      rule: ruleOf(file, entry),
      facts: JSON.stringify(entry.detail),
      words: words === undefined ? '' : JSON.stringify(words),
      letter: letter ? letterPath(letter, 'html') : '',
      files: filesNamed(entry).join(' '),
    }
  })
}
