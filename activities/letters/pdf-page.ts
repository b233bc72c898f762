/** What stands around a letter: who writes, to whom, when, and the foot of each page. */
import type { LetterDocument } from './document.ts'
import { drawAddress } from './pdf-address.ts'
import { widthOf } from './pdf-fonts.ts'
import { linesOf, type Line } from './pdf-lines.ts'
import { centred, drawText, MARGINS, mm, put, TEXT_WIDTH, type Pen } from './pdf-pen.ts'
import { PITCH } from './pdf-blocks.ts'

/**
 * The first page as GOV.UK Notify's printers take it: beside the address nothing stands left of `sender.left` between the head and
 * the body, so nothing else can show in the window.
 */
const HEAD = { top: mm(13), bottom: mm(30), right: mm(118) }
const SENDER = { left: mm(126), top: mm(14), bottom: mm(90) }
const BODY_TOP = mm(96)

export function drawHead(pen: Pen, document: LetterDocument): void {
  drawName(pen, document.sender.name)
  drawSender(pen, document.sender.lines)
  drawAddress(pen, document.to)
  pen.y = BODY_TOP
  const { size } = pen
  const place = { x: MARGINS.left, size, pitch: size * PITCH }
  const reference = [{ text: `${document.words.ourReference}: ` }, { text: document.reference, bold: true as const }]
  put(pen, 'P', linesOf(pen.pdf, [{ text: document.date }], { size, width: TEXT_WIDTH }), place)
  put(pen, 'P', linesOf(pen.pdf, reference, { size, width: TEXT_WIDTH }), place)
  pen.y += size
}

/** Whose letter it is, as large as its room allows. */
function drawName(pen: Pen, name: string): void {
  const lay = (size: number) =>
    linesOf(pen.pdf, [{ text: name }], { size, width: HEAD.right - MARGINS.left, bold: true })
  const size = largestThatFits(
    pen.size + 6,
    (size) => fitsInto(lay(size), size, HEAD) && unbroken(pen, [name], size, HEAD.right - MARGINS.left),
  )
  pen.y = HEAD.top
  put(pen, 'P', lay(size), { x: MARGINS.left, size, pitch: size * PITCH_OF_HEAD })
}

/** On the right of the window; in large print as large as goes there. */
function drawSender(pen: Pen, sender: readonly string[]): void {
  const width = mm(210) - MARGINS.right - SENDER.left
  const lay = (size: number) => sender.map((line) => linesOf(pen.pdf, [{ text: line }], { size, width }))
  const size = largestThatFits(
    pen.size * 0.85,
    (size) => fitsInto(lay(size).flat(), size, SENDER) && unbroken(pen, sender, size, width),
  )
  pen.y = SENDER.top
  for (const lines of lay(size)) put(pen, 'P', lines, { x: SENDER.left, size, pitch: size * PITCH_OF_HEAD })
}

const PITCH_OF_HEAD = 1.25

function largestThatFits(largest: number, fits: (size: number) => boolean): number {
  const smallest = 6
  for (let size = largest; size > smallest; size -= 0.5) if (fits(size)) return size
  return smallest
}

function fitsInto(lines: readonly Line[], size: number, { top, bottom }: { top: number; bottom: number }): boolean {
  return lines.length * size * PITCH_OF_HEAD <= bottom - top
}

/** No word has to be broken; an address for mail may be, after its @, as long as it is not small even so. */
function unbroken({ pdf, size: ofText }: Pen, lines: readonly string[], size: number, width: number): boolean {
  const seam = size > ofText / 2 && ofText > 12 ? / |(?<=@)/ : / /
  return lines.every((line) => line.split(seam).every((word) => widthOf(pdf, 'bold', size, word) <= width))
}

/** Outside the structure, as a screen reader should not read it in the middle of a sentence. */
export function drawFooters({ pdf, size }: Pen, { reference, words }: LetterDocument): void {
  const { count } = pdf.bufferedPageRange()
  const small = Math.max(9, size * 0.75)
  for (let index = 0; index < count; index++) {
    pdf.switchToPage(index)
    pdf.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'], bbox: [mm(20), 0, mm(190), mm(20)] })
    const text = `${reference} – ${words.page} ${index + 1} ${words.of} ${count}`
    drawText(pdf, text, { x: centred(pdf, text, small), y: mm(281), size: small, font: 'regular' })
    pdf.endMarkedContent()
  }
}
