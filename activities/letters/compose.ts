/** One source, three forms: a letter's template and data become html, plain text and the document that a PDF is drawn from. */
import type { LetterData } from './data.ts'
import { blocksOf, runsOf, textOf, type LetterDocument } from './document.ts'
import { htmlOf } from './html.ts'
import { markdown, oneLine, plain } from './markdown.ts'
import { plainTextOf } from './plain-text.ts'
import { renderMarkdown } from './templates.ts'

export interface Letter {
  subject: string
  html: string
  text: string
  document: LetterDocument
}

/** Pure. Throws where the template asks for something that the data does not have. */
export function composeLetter(data: LetterData): Letter {
  const { subject: subjectLine, body, words } = renderMarkdown(data)
  const subject = oneLine(textOf(runsOf(markdown.parseInline(subjectLine, {})[0]?.children ?? [])))
  const tokens = markdown.parse(body, {})
  const { organisation, to } = data
  const document: LetterDocument = {
    language: words.language,
    title: subject,
    reference: data.ref,
    words: { ourReference: words.ourReference, page: words.page, of: words.of },
    date: data.date,
    madeAtMs: data.madeAtMs,
    print: to.print,
    sender: {
      name: organisation.name,
      lines: [
        ...organisation.address.filter((line) => line !== organisation.name),
        organisation.phone,
        organisation.email,
      ],
      mailbox: { name: `${organisation.name} ${organisation.team}`, email: organisation.email },
    },
    to: [to.name, ...to.address].map(oneLine).map(plain),
    blocks: blocksOf(tokens),
  }
  const html = htmlOf(document, markdown.renderer.render(tokens, markdown.options, {}))
  return { subject, html, text: plainTextOf(document), document }
}
