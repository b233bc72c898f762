/** What stands around a letter: who writes, to whom, when, and the foot of each page. */
import type { LetterDocument } from './document.ts'
import { drawable } from './pdf-fonts.ts'
import { mm, put, type Pen } from './pdf-pen.ts'

export const MARGINS = { top: mm(20), bottom: mm(25), left: mm(20), right: mm(20) }
export const TEXT_WIDTH = mm(210) - MARGINS.left - MARGINS.right

/** The part of a DL or C5 envelope's window that shows the address only, wherever the sheet slips (GOV.UK Notify's box). */
export const WINDOW = { left: mm(24.6), right: mm(120), top: mm(39.5), bottom: mm(66.3) }

export function drawHead(pen: Pen, document: LetterDocument): void {
  const { pdf } = pen
  drawSender(pen, document)
  drawAddress(pen, document.to)
  pdf.x = MARGINS.left
  pdf.y = Math.max(pdf.y, mm(95))
  const line = { width: TEXT_WIDTH, x: MARGINS.left }
  put(pen, 'P', [{ text: document.date }], line)
  put(pen, 'P', [{ text: `${document.words.ourReference}: ` }, { text: document.reference, bold: true }], line)
  pdf.moveDown(0.8)
}

/** On the right of the window: the sender's lines must never show in it. */
function drawSender(pen: Pen, { sender }: LetterDocument): void {
  const width = mm(210) - MARGINS.right - WINDOW.right - mm(5)
  const place = { x: WINDOW.right + mm(5), width, lineGap: 1 }
  const size = largestThatFits(pen, sender.lines, [pen.size * 0.85, 12, 10, 9, 8], width)
  put(pen, 'P', [{ text: sender.name }], { ...place, y: mm(15), bold: true, size: Math.min(pen.size, 16) })
  for (const text of sender.lines) put(pen, 'P', [{ text }], { ...place, size: Math.min(size, 13) })
}

/** The first of the sizes at which every line stays one line. */
function largestThatFits({ pdf }: Pen, lines: string[], sizes: number[], width: number): number {
  pdf.font('regular')
  const fits = (size: number) => lines.every((line) => pdf.fontSize(size).widthOfString(`${line} `) <= width)
  return sizes.find(fits) ?? Math.min(...sizes)
}

/** One line of the window for each line of the address: smaller where there are many, or one is long. */
function drawAddress(pen: Pen, to: string[]): void {
  const { pdf } = pen
  const lines = to.map((line) => drawable(pdf, line))
  const width = WINDOW.right - WINDOW.left - mm(2)
  const lowEnough = [11, 10, 9, 8, 7].filter((size) => {
    return lines.length * pdf.font('regular').fontSize(size).currentLineHeight(true) <= WINDOW.bottom - WINDOW.top
  })
  const size = largestThatFits(pen, lines, lowEnough.length > 0 ? lowEnough : [6], width)
  pdf.y = WINDOW.top + mm(0.5)
  for (const text of lines) {
    const y = pdf.y
    put(pen, 'P', [{ text: shortened(pen, text, size, width) }], {
      x: WINDOW.left + mm(0.5),
      y,
      width: mm(150),
      lineGap: 0,
      size,
    })
    pdf.y = y + pdf.fontSize(size).currentLineHeight(true)
  }
}

/** As much of a line as the window can show. */
function shortened({ pdf }: Pen, line: string, size: number, width: number): string {
  pdf.font('regular').fontSize(size)
  const characters = Array.from(line)
  while (characters.length > 1 && pdf.widthOfString(characters.join('')) > width) characters.pop()
  return characters.join('')
}

/** Outside the structure, as a screen reader should not read it in the middle of a sentence. */
export function drawFooters({ pdf, size }: Pen, { reference, words }: LetterDocument): void {
  const { count } = pdf.bufferedPageRange()
  for (let index = 0; index < count; index++) {
    pdf.switchToPage(index)
    const { margins, height } = pdf.page
    const bottom = margins.bottom
    margins.bottom = 0
    pdf.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'], bbox: [mm(20), 0, mm(190), mm(20)] })
    pdf.font('regular').fontSize(Math.max(9, size * 0.75))
    const text = `${reference} – ${words.page} ${index + 1} ${words.of} ${count}`
    pdf.text(text, MARGINS.left, height - mm(15), { width: TEXT_WIDTH, align: 'center', lineBreak: false })
    pdf.endMarkedContent()
    margins.bottom = bottom
  }
}
