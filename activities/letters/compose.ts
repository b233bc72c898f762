/** One source, three forms: a letter's template and data become html, plain text and the document that a PDF is drawn from. */
import type { LetterData } from './data.ts'
import { blocksOf, runsOf, textOf, type Block, type LetterDocument } from './document.ts'
import { htmlOf } from './html.ts'
import { markdown, oneLine, plain } from './markdown.ts'
import { requireParts, type Said } from './parts.ts'
import { plainTextOf } from './plain-text.ts'
import { renderMarkdown, type Rendered } from './templates.ts'

export interface Letter {
  subject: string
  html: string
  text: string
  document: LetterDocument
  /** The parts that it has, in its order (`parts.ts`). */
  parts: string[]
}

/**
 * Pure. Throws Error where the template asks for something that the data does not have, and where a part is missing that the letter
 * must have.
 * @param own the folder of the council's own words
 */
export function composeLetter(data: LetterData, own?: string): Letter {
  const rendered = renderMarkdown(data, own)
  // On the envelope stands who gets it, which is not always to whom it speaks.
  const head = { ...data, to: { ...data.to, name: data.to.through?.name ?? data.to.name } }
  return composed(rendered, head, (said) => requireParts(data, rendered.file, said))
}

/** What stands around what is written, whoever it is to. */
export type Head = Pick<LetterData, 'ref' | 'date' | 'madeAtMs' | 'organisation'> & {
  to: Pick<LetterData['to'], 'name' | 'address' | 'print'>
}

/** @param check is given what each part says, and throws Error where that will not do */
export function composed(
  { subject: subjectLine, pieces, words }: Rendered,
  { ref, date, madeAtMs, organisation, to }: Head,
  check: (said: Said[]) => void = () => undefined,
): Letter {
  const subject = oneLine(textOf(runsOf(markdown.parseInline(subjectLine, {})[0]?.children ?? [])))
  const read = pieces.map(({ part, markdown: source }) => {
    const tokens = markdown.parse(source, {})
    return { part, tokens, blocks: blocksOf(tokens).map((block): Block => ({ ...block, part })) }
  })
  const blocks = read.flatMap((piece) => piece.blocks)
  check([{ part: 'subject', text: subject }, ...blocks.map(saidIn)])
  const document: LetterDocument = {
    language: words.language,
    title: subject,
    reference: ref,
    words: { ourReference: words.ourReference, page: words.page, of: words.of },
    ...{ date, madeAtMs },
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
    blocks,
  }
  const tokens = read.flatMap((piece) => piece.tokens)
  const html = htmlOf(document, markdown.renderer.render(tokens, markdown.options, {}))
  const parts = [...new Set(read.map(({ part }) => part))]
  return { subject, html, text: plainTextOf(document), document, parts }
}

function saidIn(block: Block): Said {
  const { part = 'opening' } = block
  if (block.type === 'heading') return { part, text: '' }
  return { part, text: block.type === 'list' ? block.items.map(textOf).join(' ') : textOf(block.runs) }
}
