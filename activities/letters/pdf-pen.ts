/** Drawing tagged lines: every mark on the page stands in the document's structure, in the order in which it is read. */
import { ASCENT, widthOf, type FontName } from './pdf-fonts.ts'
import type { Fragment, Line } from './pdf-lines.ts'

export type Element = PDFKit.PDFStructureElement

export interface Pen {
  pdf: PDFKit.PDFDocument
  root: Element
  /** Of the body's text, in points. */
  size: number
  /** How far down the page the next line begins, in points. */
  y: number
}

export const mm = (length: number) => (length * 72) / 25.4

export const MARGINS = { top: mm(20), bottom: mm(25), left: mm(20), right: mm(20) }
export const TEXT_WIDTH = mm(210) - MARGINS.left - MARGINS.right
/** Where a page's text ends. */
export const FOOT = mm(297) - MARGINS.bottom

/** Lines as they stand on the page. */
export interface Place {
  x: number
  size: number
  /** From one line to the next. */
  pitch: number
}

/** A tagged piece of text, in `parent` or else in the document itself. Where `breaks` says so, a line begins a new page. */
export function put(
  pen: Pen,
  tag: string,
  lines: readonly Line[],
  place: Place,
  { parent = pen.root, breaks = [] }: { parent?: Element; breaks?: readonly number[] } = {},
): void {
  const element = pen.pdf.struct(tag)
  parent.add(element)
  let x = place.x
  const begin = (line: number) => {
    x = place.x
    if (breaks.includes(line)) turnPage(pen)
    else if (line > 0) pen.y += place.pitch
  }
  for (const group of grouped(lines)) {
    const within = group.href === undefined ? element : pen.pdf.struct('Link')
    if (within !== element) element.add(within)
    within.add(() => {
      for (const { line, begins, fragment } of group.pieces) {
        if (begins) begin(line)
        x += drawFragment(pen, fragment, { ...place, x }, within)
      }
    })
    if (within !== element) within.end()
  }
  element.end()
  pen.y += place.pitch
}

interface Group {
  href: string | undefined
  pieces: { line: number; begins: boolean; fragment: Fragment }[]
}

/** Neighbours that are one link, or none: each is one element. */
function grouped(lines: readonly Line[]): Group[] {
  const groups: Group[] = []
  lines.forEach((line, number) => {
    line.forEach((fragment, at) => {
      // a blank at the end of each line keeps words apart when the text is taken out of the PDF
      const text = at === line.length - 1 ? `${fragment.text} ` : fragment.text
      const piece = { line: number, begins: at === 0, fragment: { ...fragment, text } }
      const last = groups.at(-1)
      if (last && last.href === fragment.href) last.pieces.push(piece)
      else groups.push({ href: fragment.href, pieces: [piece] })
    })
  })
  return groups
}

/** Returns its width. */
function drawFragment(pen: Pen, { text, font, href, width }: Fragment, { x, size }: Place, within: Element): number {
  const { pdf } = pen
  drawText(pdf, text, { x, y: pen.y, size, font })
  if (href !== undefined) {
    // PDF/UA 7.18.5: a link says in words what it is
    const said = { structParent: within, Contents: new String(text.trim()) }
    pdf.link(x, pen.y, width, size * (ASCENT + 0.3), href, said as unknown as PDFKit.Mixins.AnnotationOption)
  }
  return width
}

export interface Spot {
  x: number
  /** Of the line's upper edge. */
  y: number
  size: number
  font: FontName
}

export function drawText(pdf: PDFKit.PDFDocument, text: string, { x, y, size, font }: Spot): void {
  pdf.font(font).fontSize(size)
  pdf.text(text, x, y + size * ASCENT, { lineBreak: false, baseline: 'alphabetic' })
}

/** Also in the middle of an element, which then goes on there. */
export function turnPage(pen: Pen): void {
  pen.pdf.continueOnNewPage()
  pen.y = MARGINS.top
}

export function centred(pdf: PDFKit.PDFDocument, text: string, size: number): number {
  return MARGINS.left + (TEXT_WIDTH - widthOf(pdf, 'regular', size, text)) / 2
}
