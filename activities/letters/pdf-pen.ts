/** Drawing tagged text: every mark on the page stands in the document's structure, in the order in which it is read. */
import type { Run } from './document.ts'
import { drawable } from './pdf-fonts.ts'

export type Element = PDFKit.PDFStructureElement

export interface Pen {
  pdf: PDFKit.PDFDocument
  root: Element
  /** Of the body's text, in points. */
  size: number
}

export interface Style {
  size?: number
  bold?: boolean
  x?: number
  y?: number
  width?: number
  align?: 'left' | 'right'
  lineGap?: number
}

export const mm = (length: number) => (length * 72) / 25.4

/** A tagged piece of text, in `parent` or else in the document itself. */
export function put(pen: Pen, tag: string, runs: Run[], style: Style = {}, parent: Element = pen.root): void {
  parent.add(pen.pdf.struct(tag, {}, [() => drawRuns(pen, runs, style)]))
}

function drawRuns({ pdf, size }: Pen, runs: Run[], style: Style): void {
  const { x = pdf.x, y = pdf.y, width, align = 'left', lineGap = size * 0.35 } = style
  pdf.fontSize(style.size ?? size)
  runs.forEach((run, index) => {
    const last = index === runs.length - 1
    // a blank at the end keeps words apart when the text is taken out of the PDF
    const text = drawable(pdf, run.text) + (last ? ' ' : '')
    pdf.font(style.bold || run.bold ? 'bold' : 'regular')
    const options = { align, lineGap, continued: !last, ...(width !== undefined && { width }) }
    if (index === 0) pdf.text(text, x, y, options)
    else pdf.text(text, options)
  })
}

export function heightOf({ pdf, size }: Pen, text: string, width: number): number {
  const shown = drawable(pdf, text)
  return pdf
    .font('regular')
    .fontSize(size)
    .heightOfString(shown, { width, lineGap: size * 0.35 })
}

/** A new page where what comes next would not fit on this one. */
export function keepTogether({ pdf }: Pen, height: number): void {
  const { height: page, margins } = pdf.page
  if (pdf.y + height > page - margins.bottom) pdf.addPage()
}
