/** The files that came with the complaint, and which decisions rest on each. */
import type { Records } from '../client.ts'
import { html } from '../html.ts'
import { filesNamed, type CaseFile, type FileRow } from './case-file.ts'
import type { Content } from './content.ts'
import { page, table } from './page.ts'
import { filePath } from './paths.ts'
import { moment, spoken, whoIs } from './words.ts'

export function evidencePage(file: CaseFile): string {
  const { ref, evidence } = file.case
  const rows = evidence.map((one) => [
    one.number,
    html`<a href="${filePath(one)}">${one.name}</a>
      <p class="small">${one.mediaType}, ${one.size} bytes</p>`,
    moment(one.at),
    whoIs(file, one.by),
    one.note ?? '',
    html`${namingIt(file, one).map(
      ({ seq, event }) => html`<p><a href="chronology.html#entry-${seq}">${spoken(event)} (${seq})</a></p> `,
    )}`,
    html`<span class="small hash">${one.sha256}</span>`,
  ])
  const columns = ['No.', 'File', 'When', 'From', 'What it shows', 'Named by', 'SHA-256']
  const body = html`<p>Each stands in the folder “evidence”, byte for byte as it came.</p>
    ${table('Files', columns, rows)}`
  return page(ref, 'evidence.html', body)
}

function namingIt({ case: { timeline } }: CaseFile, { number }: FileRow) {
  return timeline.filter((entry) => filesNamed(entry).includes(number))
}

/** One after the other: no more than one is held at a time. */
export async function* evidenceFiles(records: Records, { case: { ref, evidence } }: CaseFile): AsyncGenerator<Content> {
  for (const one of evidence) {
    const where = { complaintRef_number: { complaintRef: ref, number: one.number } }
    const found = await records.evidenceBytes.findUnique({ where })
    if (found) yield { path: filePath(one), bytes: Buffer.from(found.bytes), sha256: one.sha256 }
  }
}
