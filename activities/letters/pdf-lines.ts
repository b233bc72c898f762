/** Text broken into lines of a width, before any of it is drawn: so that a page can be broken where it does no harm. */
import type { Run } from './document.ts'
import { drawable, widthOf, type FontName } from './pdf-fonts.ts'

/** A piece of one line, in one font, all of it a link or none. */
export interface Fragment {
  text: string
  font: FontName
  href?: string
  /** Points. */
  width: number
}

export type Line = Fragment[]

export interface Setting {
  size: number
  width: number
  bold?: boolean | undefined
}

/** What stays on one line: a word, whatever it is made of, with the blank before it. */
interface Word {
  blank: Line
  fragments: Line
  /** It begins a line. */
  first: boolean
}

export function linesOf(pdf: PDFKit.PDFDocument, runs: readonly Run[], setting: Setting): Line[] {
  const lines: Line[] = []
  let left = setting.width
  for (const word of wordsOf(pdf, runs, setting).flatMap((one) => fitting(pdf, one, setting))) {
    const last = lines.at(-1)
    const needed = widthOfLine(word.blank) + widthOfLine(word.fragments)
    if (last && !word.first && needed <= left + 0.01) {
      last.push(...word.blank, ...word.fragments)
      left -= needed
    } else {
      lines.push([...word.fragments])
      left = setting.width - widthOfLine(word.fragments)
    }
  }
  return lines.map((line) => joined(pdf, line, setting.size))
}

export function widthOfLine(line: Line): number {
  return line.reduce((sum, { width }) => sum + width, 0)
}

function wordsOf(pdf: PDFKit.PDFDocument, runs: readonly Run[], { size, bold }: Setting): Word[] {
  const words: Word[] = [{ blank: [], fragments: [], first: true }]
  for (const run of runs) {
    const font = bold || run.bold ? 'bold' : 'regular'
    for (const [text] of unbroken(drawable(pdf, run.text)).matchAll(/\n| +|[^ \n]+/g)) {
      const fragment = { text, font, ...(run.href !== undefined && { href: run.href }) } as const
      const measured = (part: string): Fragment => ({ ...fragment, text: part, width: widthOf(pdf, font, size, part) })
      if (text === '\n') words.push({ blank: [], fragments: [], first: true })
      else if (text.startsWith(' ')) words.push({ blank: [measured(' ')], fragments: [], first: false })
      else words.at(-1)?.fragments.push(measured(text))
    }
  }
  return words
}

/** A day with its month and year stays on one line, and so does a phone number. */
function unbroken(text: string): string {
  const dates = text.replace(/(\d{1,2}) (\p{L}+) (\d{4})/gu, '$1\u00a0$2\u00a0$3')
  return dates.replace(/(?<=\d) (?=\d)/g, '\u00a0')
}

/** A word that is wider than a line, such as a web address, is broken: after a mark in it where that helps, else anywhere. */
function fitting(pdf: PDFKit.PDFDocument, word: Word, { size, width }: Setting): Word[] {
  if (widthOfLine(word.fragments) <= width) return [word]
  const parts = word.fragments.flatMap((fragment) => {
    const measured = (text: string) => widthOf(pdf, fragment.font, size, text)
    return brokenUp(fragment.text, (text) => measured(text) <= width).map((text) => ({
      ...fragment,
      ...{ text, width: measured(text) },
    }))
  })
  return parts.map((part, at) => ({
    blank: at === 0 ? word.blank : [],
    fragments: [part],
    first: at === 0 && word.first,
  }))
}

/** Where an address for mail or the web is best broken, and where it can be if that is not enough. */
const SEAMS = [/(?<=[@/])/, /(?<=[._?&=-])/]

function brokenUp(word: string, fits: (text: string) => boolean, [seam, ...others] = SEAMS): string[] {
  if (fits(word)) return [word]
  if (!seam) return graphemesIn(word)
  return word.split(seam).flatMap((part) => brokenUp(part, fits, others))
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

function graphemesIn(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment)
}

/** Neighbours alike become one. */
function joined(pdf: PDFKit.PDFDocument, line: Line, size: number): Line {
  const together = line.reduce<Line>((sum, fragment) => {
    const last = sum.at(-1)
    if (!last || last.font !== fragment.font || last.href !== fragment.href) return [...sum, { ...fragment }]
    last.text += fragment.text
    return sum
  }, [])
  return together.map((fragment) => ({ ...fragment, width: widthOf(pdf, fragment.font, size, fragment.text) }))
}
