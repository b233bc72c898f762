/** The letters as they were sent: each in every form that is kept, and what had gone before one was made again. */
import type { Records } from '../client.ts'
import { html, type Html } from '../html.ts'
import type { CaseFile, LetterRow } from './case-file.ts'
import type { Content } from './content.ts'
import { page, table } from './page.ts'
import { letterPath, replacedPath } from './paths.ts'
import { dayColumn, moment, spoken } from './words.ts'

export function lettersPage({ case: { ref, letters } }: CaseFile): string {
  const rows = letters.map((letter) => [
    letter.seq,
    html`<a href="${letterPath(letter, 'html')}">${letter.subject}</a>
      <p class="small">${spoken(letter.kind)}</p>`,
    spoken(letter.addressee),
    spoken(letter.channel),
    moment(letter.madeAt),
    letter.deliveredAt ? moment(letter.deliveredAt) : 'Never',
    letter.channel === 'letter' ? dayColumn(letter.postedOn) || 'No date' : '',
    spoken(letter.status),
    logOf(letter),
  ])
  const columns = ['No.', 'Letter', 'To', 'By', 'Made', 'Handed over', 'Posted', 'Status', 'On its way']
  const body = html`<p>
      Each stands in the folder “letters” as it was sent: html and plain text, as PDF where it was made for the post,
      and as the very message that the mail server took. Notices to the office’s own people are among them.
    </p>
    ${table('Letters and notices', columns, rows)}`
  return page(ref, 'letters.html', body)
}

function logOf({ log }: LetterRow): Html {
  return html`<ul>
    ${log.map(({ at, what, why }) => html`<li>${moment(at)}: ${spoken(what)}${why === null ? '' : ` (${why})`}</li> `)}
  </ul>`
}

/** One letter after the other: no more than one is held at a time. */
export async function* letterFiles(records: Records, { case: { ref, letters } }: CaseFile): AsyncGenerator<Content> {
  for (const letter of letters) {
    const where = { complaintRef_seq: { complaintRef: ref, seq: letter.seq } }
    const select = { html: true, text: true, pdf: true, mime: true } as const
    const { html: markup, text, pdf, mime } = await records.letter.findUniqueOrThrow({ where, select })
    yield { path: letterPath(letter, 'html'), bytes: Buffer.from(markup) }
    yield { path: letterPath(letter, 'txt'), bytes: Buffer.from(text) }
    if (pdf) yield { path: letterPath(letter, 'pdf'), bytes: Buffer.from(pdf) }
    if (mime) yield { path: letterPath(letter, sentForm(mime)), bytes: Buffer.from(mime) }
    yield* replacedFiles(records, letter)
  }
}

async function* replacedFiles(records: Records, letter: LetterRow): AsyncGenerator<Content> {
  for (const { id } of letter.log.filter(({ what }) => what === 'replaced')) {
    const found = await records.letterEvent.findUnique({ where: { id }, select: { bytes: true } })
    if (found?.bytes) yield { path: replacedPath(letter, id, sentForm(found.bytes)), bytes: Buffer.from(found.bytes) }
  }
}

/** A PDF begins with its name, what a provider's own API was given is JSON, and all else is a message. */
export function sentForm(bytes: Uint8Array): 'pdf' | 'json' | 'eml' {
  const begins = Buffer.from(bytes.slice(0, 5)).toString('latin1')
  if (begins === '%PDF-') return 'pdf'
  return begins.startsWith('{') ? 'json' : 'eml'
}
