/**
 * A letter's words in the Markdown that GOV.UK Notify knows: two levels of heading, lists and links, and nothing else. What a person
 * wrote stays text. Notify escapes html itself, reads entities in it, makes links of web addresses and keeps line breaks.
 */
import { oneLine } from '../letters/markdown.ts'
import type { Block, LetterDocument, Run } from '../letters/document.ts'

/** Breaks a mark that a backslash does not: invisible, as Notify itself breaks "GOV.UK". */
const BREAK = '\u200b'

/** The subject is no Markdown. */
export function notifySubject(subject: string): string {
  return oneLine(subject)
}

export function notifyBody({ date, words, reference, blocks }: LetterDocument): string {
  const head = lines(`${asNotifyText(date)}\n${asNotifyText(`${words.ourReference}: ${reference}`)}`)
  return [head, ...blocks.flatMap((block, index) => apart(blocks[index - 1], block))].join('\n\n')
}

/** Two lists that follow each other would be one. */
function apart(before: Block | undefined, block: Block): string[] {
  return before?.type === 'list' && block.type === 'list' ? [BREAK, blockOf(block)] : [blockOf(block)]
}

function blockOf(block: Block): string {
  switch (block.type) {
    case 'heading':
      return headingOf(block)
    case 'paragraph':
      return lines(runsOf(block.runs))
    case 'list':
      return block.items.map((item, index) => itemOf(item, block.ordered ? `${index + 1}.` : '*')).join('\n')
  }
}

/** Notify has no third level: that is a line of its own. */
function headingOf({ level, text }: Extract<Block, { type: 'heading' }>): string {
  const words = asNotifyText(oneLine(text))
  return level === 3 ? lines(words) : `${'#'.repeat(level)} ${words}`
}

function itemOf(item: Run[], mark: string): string {
  return `${mark} ${lines(runsOf(item)).replace(/\n+/g, '\n  ')}`
}

/** Bold is not among Notify's marks: the words stay. */
function runsOf(runs: Run[]): string {
  return runs.map((run) => (run.href === undefined ? asNotifyText(run.text) : linkOf(run.text, run.href))).join('')
}

function linkOf(text: string, href: string): string {
  // A mail program makes a link of an address or number by itself, and in plain text Notify would print it twice.
  if (/^(mailto|tel):/i.test(href)) return asNotifyText(text)
  const url = href.replace(
    /[\s()<>"'\\[\]]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
  )
  const words = text
    .replace(/^https?:\/\//i, '')
    .replaceAll('[', '(')
    .replaceAll(']', ')')
  return `[${asNotifyText(words)}](${url.replaceAll('&', '&amp;')})`
}

/** Text within a line that Notify shows as it is. Its typography takes off a backslash before some marks, once more. */
function asNotifyText(text: string): string {
  return text
    .replace(/\\(?=[\\"'`.-])/g, `\\${BREAK}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*{}[\]()#+\-.!_~|]/g, '\\$&')
    .replace(/(https?)(?=:\/\/)/gi, `$1${BREAK}`)
}

/** What means something at the beginning of a line: space is code, and a dash is taken to the line before. */
function lines(text: string): string {
  return text.replace(/^[ \u00a0]+/gm, '').replace(/^(?=[•^=–—]|\\-)/gm, BREAK)
}
