/** What was decided, stage by stage: the outcome, the finding on each point with its reasons, by whom, on which files. */
import { z } from 'zod'
import { definingEvents, pointsAfter } from '../definition.ts'
import { html, type Html } from '../html.ts'
import { detailOf, filesNamed, textOf, type CaseFile, type EntryRow } from './case-file.ts'
import { ruleOf } from './chronology.ts'
import { page, table } from './page.ts'
import { filePath, letterPath } from './paths.ts'
import { longDay, spoken, told, whoIs } from './words.ts'

/** Where somebody has decided something that the resident, or an Ombudsman, may ask about. */
const deciding: readonly string[] = [
  ...['enquiry-resolved', 'request-resolved', 'declined', 'escalation-declined', 'responded', 'reopened'],
  ...['determined', 'failure-recorded', 'restriction-placed', 'restriction-reviewed', 'challenge-decided'],
  ...['proceedings-started', 'adr-agreed', 'adr-concluded', 'referred', 'merged', 'procedure-ended'],
]

const pointsIn = z.object({
  points: z.array(z.object({ finding: z.string(), reasons: z.string().optional(), point: z.number().optional() })),
})

export interface FoundPoint {
  number: number
  words: string | null
  finding: string
  reasons: string | null
}

/** What a response found of each point, as the points stood then. */
export function findingsIn(file: CaseFile, entry: EntryRow): FoundPoint[] {
  const answered = pointsIn.safeParse(textOf(file.case, entry.textId)).data?.points ?? []
  const points = pointsAt(file, entry)
  return answered.map(({ finding, reasons, point }, index) => {
    const number = point ?? index + 1
    return { number, words: points[number - 1] ?? null, finding, reasons: reasons ?? null }
  })
}

function pointsAt({ case: row }: CaseFile, { seq }: EntryRow): string[] {
  const before = row.timeline.filter(
    (one) => one.seq <= seq && one.textId !== null && definingEvents.some((event) => event === one.event),
  )
  return pointsAfter(
    row.points.map(({ words }) => words),
    before.map(({ textId }) => textOf(row, textId) ?? {}),
  )
}

export function decisionEntries({ case: { timeline } }: CaseFile): EntryRow[] {
  return timeline.filter(({ event }) => deciding.includes(event))
}

export function decisionsPage(file: CaseFile): string {
  const all = decisionEntries(file).map((entry) => decisionOf(file, entry))
  const body = all.length === 0 ? html`<p>Nothing has been decided yet.</p>` : html`${all}`
  return page(file.case.ref, 'decisions.html', body)
}

function decisionOf(file: CaseFile, entry: EntryRow): Html {
  const { duties: _listed, evidenceFiles: _files, findings: _found, ...facts } = detailOf(entry)
  const letter = file.case.letters.find(({ seq }) => seq === entry.seq)
  const files = file.case.evidence.filter(({ number }) => filesNamed(entry).includes(number))
  const rule = ruleOf(file, entry)
  return html`<section aria-labelledby="decision-${entry.seq}">
    <h2 id="decision-${entry.seq}">${inWords(entry)}, ${longDay(entry.at)}</h2>
    <p>
      By ${whoIs(file, author(entry))}${rule === '' ? '' : `, under ${rule}`}. Entry ${entry.seq} of the
      <a href="chronology.html#entry-${entry.seq}">chronology</a>.
    </p>
    ${told(facts)} ${findingsTable(file, entry)} ${wordsOf(file, entry)}
    ${
      files.length === 0
        ? ''
        : html`<h3>Files that it rests on</h3>
            <ul>
              ${files.map((one) => html`<li><a href="${filePath(one)}">File ${one.number}: ${one.name}</a></li> `)}
            </ul>`
    }
    ${letter && html`<p><a href="${letterPath(letter, 'html')}">The letter that told it: ${letter.subject}</a></p>`}
  </section> `
}

/** "Responded, stage 1" */
export function inWords(entry: EntryRow): string {
  const { stage } = detailOf(entry)
  return typeof stage === 'string' ? `${spoken(entry.event)}, ${spoken(stage).toLowerCase()}` : spoken(entry.event)
}

/** Who answered is who wrote it, where somebody else approved it. */
export function author(entry: EntryRow): string {
  const { proposedBy } = detailOf(entry)
  return typeof proposedBy === 'string' ? proposedBy : entry.by
}

function findingsTable(file: CaseFile, entry: EntryRow): Html | undefined {
  const found = findingsIn(file, entry)
  if (found.length === 0) return undefined
  const rows = found.map(({ number, words, finding, reasons }) => [
    number,
    told(words),
    spoken(finding),
    reasons === null ? html`<strong>No reasons on file</strong>` : told(reasons),
  ])
  return table('Point by point', ['No.', 'What was complained of', 'Finding', 'Reasons'], rows)
}

function wordsOf({ case: row }: CaseFile, { textId }: EntryRow): Html | undefined {
  const body = textOf(row, textId)
  if (typeof body !== 'object' || body === null) return undefined
  const { points: _told, evidenceFiles: _named, ...rest } = body as Record<string, unknown>
  return Object.keys(rest).length === 0
    ? undefined
    : html`<h3>In the words of the decision</h3>
        ${told(rest)}`
}
