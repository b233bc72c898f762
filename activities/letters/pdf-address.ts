/** The address, where the window of an envelope shows it. */
import { ASCENT, DESCENT, drawable, widthOf } from './pdf-fonts.ts'
import { linesOf, type Line } from './pdf-lines.ts'
import { mm, put, type Pen } from './pdf-pen.ts'

/**
 * Where GOV.UK Notify looks for the address (its stricter figures), which is also in the window of a DL envelope (BS 4264: 20 mm from
 * the left and 53 mm from the top, 93 mm by 39 mm) while the folded sheet rests on the envelope's lower edge: the postcode, at the
 * box's foot, shows wherever the sheet slips.
 */
export const ADDRESS_BOX = { left: mm(24.6), right: mm(120), top: mm(40), bottom: mm(66.2) }
/** As far to the right as the window shows wherever the sheet slips. */
const SURE_WIDTH = mm(102) - ADDRESS_BOX.left - mm(1)
const WHOLE_WIDTH = ADDRESS_BOX.right - ADDRESS_BOX.left - mm(3)
const PITCH = 1.2

interface Laid {
  size: number
  lines: Line[][]
}

/** Large enough to be read by the post's machines where it can be; smaller where there are many lines, or long ones. */
export function drawAddress(pen: Pen, to: readonly string[]): void {
  const { size, lines } = laidOut(pen.pdf, to)
  pen.y = ADDRESS_BOX.bottom - mm(0.3) - heightOf(size, lines)
  for (const line of lines) put(pen, 'P', line, { x: ADDRESS_BOX.left + mm(1), size, pitch: size * PITCH })
}

function laidOut(pdf: PDFKit.PDFDocument, to: readonly string[]): Laid {
  const at = (width: number) => (size: number) => ({
    size,
    lines: to.map((text) => linesOf(pdf, [{ text }], { size, width })),
  })
  const wished = [
    ...[11, 10.5, 10, 9.5, 9, 8.5, 8, 7.5].map(at(SURE_WIDTH)),
    ...[8, 7.5, 7, 6.5, 6].map(at(WHOLE_WIDTH)),
  ]
  const inBox = ({ size, lines }: Laid) => heightOf(size, lines) <= ADDRESS_BOX.bottom - ADDRESS_BOX.top - mm(0.5)
  return (
    wished.find(inBox) ?? {
      size: 6,
      lines: to.map((text) => linesOf(pdf, [{ text: cut(pdf, text, 6) }], { size: 6, width: WHOLE_WIDTH })),
    }
  )
}

function heightOf(size: number, lines: Line[][]): number {
  return (lines.flat().length - 1) * size * PITCH + size * (ASCENT + DESCENT)
}

/** As much of a line as the window can show: more than seven full lines of a hundred letters do not fit any envelope. */
function cut(pdf: PDFKit.PDFDocument, line: string, size: number): string {
  const characters = Array.from(drawable(pdf, line))
  while (characters.length > 1 && widthOf(pdf, 'regular', size, `${characters.join('')}…`) > WHOLE_WIDTH)
    characters.pop()
  return characters.length === Array.from(line).length ? line : `${characters.join('')}…`
}
