/** The first page: the case at a glance, and where everything is. */
import { html } from '../html.ts'
import { detailOf, textOf, type CaseFile } from './case-file.ts'
import { decisionEntries, inWords } from './decisions.ts'
import type { Gap } from './gap.ts'
import { page, pages, table } from './page.ts'
import { dayColumn, longDay, moment, spoken, told } from './words.ts'

const parts: Record<(typeof pages)[number]['path'], string> = {
  'index.html': 'this page',
  'chronology.html': 'everything that happened, in order',
  'decisions.html': 'each outcome, finding and reason, with its rule',
  'deadlines.html': 'every day counted, what was promised and ordered, and the proof that it was done',
  'letters.html': 'every letter as it was sent, and what became of it on its way',
  'people.html': 'who complains, who acts for them, every contact, adjustments and restrictions',
  'evidence.html': 'the files, with their SHA-256',
  'policy.html': 'the rules that held for this complaint',
  'gaps.html': 'what is missing, late or unproven, with its rule',
}

export function indexPage(file: CaseFile, gaps: readonly Gap[]): string {
  const row = file.case
  const { ref } = row
  const facts = {
    reference: ref,
    kind: spoken(row.kind),
    status: spoken(row.status),
    stage: spoken(row.stage),
    received: longDay(row.receivedAt),
    channel: row.channel,
    service: row.serviceArea,
    policy: file.policies.map(({ policy }) => policy.title).join('; then '),
    ...(row.closedAt && { ended: longDay(row.closedAt) }),
    ...(row.ombudsman !== null && { ombudsman: spoken(row.ombudsman) }),
    ...(row.origin && { cameOutOf: row.origin.ref }),
    ...(row.linked.length > 0 && { complaintsThatCameOutOfIt: row.linked.map((one) => one.ref) }),
    vulnerable: row.vulnerable,
    complex: row.complex,
    risk: row.risk,
  }
  const first = ['summary', 'outcomes-sought'].map((kind) => row.texts.find((text) => text.kind === kind)?.body)
  const decided = decisionEntries(file).map((entry) => {
    const { outcome, reason, findings } = detailOf(entry)
    const says = outcome ?? reason ?? findings
    return [
      html`<a href="decisions.html#decision-${entry.seq}">${inWords(entry)}</a>`,
      moment(entry.at),
      says === undefined ? '' : told(says, 'outcome'),
    ]
  })
  const learned = row.learning.map((one) => [spoken(one.rootCause), moment(one.at), told(textOf(row, one.textId))])
  const found = row.determinations.map((one) => [
    spoken(one.ombudsman),
    one.number,
    spoken(one.finding),
    dayColumn(one.on),
  ])
  const body = html`${told(facts)}
    <h2>What it is about</h2>
    ${first.map((one) => (one === undefined ? html`` : told(one)))}
    <h3>Its points, as it came</h3>
    <ol>
      ${row.points.map(({ words }) => html`<li>${told(words)}</li> `)}
    </ol>
    <h2>What was decided</h2>
    ${table('Decisions', ['What', 'When', 'Outcome or reason'], decided)}
    ${found.length === 0 ? '' : table('What the Ombudsman found', ['Ombudsman', 'Issue', 'Finding', 'On'], found)}
    ${table('What was learned', ['Cause', 'When', 'In words'], learned)}
    <h2>Gaps found</h2>
    <p>
      ${gaps.length === 0 ? 'None was found.' : html`<a href="gaps.html">${gaps.length === 1 ? '1 was found' : `${gaps.length} were found`}</a>.`}
    </p>
    <h2>What is in this case file</h2>
    <ul>
      ${pages.map(({ path, title }) => html`<li><a href="${path}">${title}</a>: ${parts[path]}</li> `)}
      <li>
        <a href="texts.json">texts.json</a>: every text as it is stored; <a href="case.json">case.json</a>: the case
        itself
      </li>
      <li><a href="manifest.csv">manifest.csv</a>: the SHA-256 of every file here</li>
    </ul>`
  return page(ref, 'index.html', body)
}
