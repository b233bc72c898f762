/** Draws a letter's blocks down the pages, so that what belongs together stays together. */
import type { Block } from './document.ts'
import { widthOf } from './pdf-fonts.ts'
import { linesOf, type Line } from './pdf-lines.ts'
import { FOOT, MARGINS, mm, put, TEXT_WIDTH, turnPage, type Element, type Pen } from './pdf-pen.ts'

const HEADINGS = { 1: 1.35, 2: 1.15, 3: 1 } as const
/** From one line to the next, as a part of the size: half a line apart, as clear print is. */
export const PITCH = 1.5
/** A page's text is as high as this. */
const WHOLE_PAGE = FOOT - MARGINS.top

/** A heading, a paragraph or an item of a list, as it will stand. */
interface Piece {
  tag: 'H1' | 'H2' | 'H3' | 'P' | 'LI'
  lines: Line[]
  x: number
  size: number
  pitch: number
  /** Left out at the top of a page. */
  above: number
  below: number
  /** Its end stays on a page with the beginning of the next piece. */
  leads: boolean
  /** Of a list: before which mark the item stands, and whether it is the first. */
  item?: { mark: Line[]; first: boolean }
}

export function drawBlocks(pen: Pen, blocks: readonly Block[]): void {
  const pieces = blocks.flatMap((block) => piecesOf(pen, block))
  // what announces a list stays with it
  pieces.forEach((piece, at) => (piece.leads ||= pieces[at + 1]?.item?.first === true && piece.lines.length <= 3))
  // the signature is not alone on a page
  pieces.slice(-3, -1).forEach((piece) => (piece.leads ||= piece.lines.length <= 8))
  let list: Element | undefined
  pieces.forEach((piece, at) => {
    if (!piece.item || piece.item.first) {
      list?.end()
      list = undefined
    }
    if (piece.item?.first) pen.root.add((list = pen.pdf.struct('L')))
    if (pen.y > MARGINS.top) pen.y += piece.above
    if (pen.y + needed(pieces, at) > FOOT + 0.01 && pen.y > MARGINS.top) turnPage(pen)
    if (piece.item && list) drawItem(pen, list, piece, piece.item.mark)
    else put(pen, piece.tag, piece.lines, piece, { breaks: breaksOf(piece.lines.length, piece.pitch, pen.y) })
    pen.y += piece.below
  })
  list?.end()
}

function piecesOf(pen: Pen, block: Block): Piece[] {
  const { pdf, size } = pen
  const here = { x: MARGINS.left, size, pitch: size * PITCH, above: 0, below: size * 0.7 }
  if (block.type === 'heading') {
    const large = size * HEADINGS[block.level]
    const lines = linesOf(pdf, [{ text: block.text }], { size: large, width: TEXT_WIDTH, bold: true })
    const around = { above: size * (block.level === 3 ? 0.3 : 0.6), below: size * 0.3 }
    return [{ ...here, ...around, tag: `H${block.level}`, lines, size: large, pitch: large * 1.35, leads: true }]
  }
  if (block.type === 'paragraph') {
    const lines = linesOf(pdf, block.runs, { size, width: TEXT_WIDTH })
    return [{ ...here, tag: 'P', lines, leads: block.runs.at(-1)?.text.endsWith(':') ?? false }]
  }
  const widest = widthOf(pdf, 'regular', size, `${block.items.length}.`) + size * 0.4
  const indent = block.ordered ? Math.max(widest, mm(3) + size) : mm(3) + size
  const items = block.items.map((runs) => linesOf(pdf, runs, { size, width: TEXT_WIDTH - indent }))
  const last = items.length - 1
  return items.map((lines, index) => ({
    ...{ ...here, tag: 'LI', x: MARGINS.left + indent, lines },
    // a short list stays whole; of a long one, no item is left alone
    leads: index < last && (items.flat().length <= 6 || index === 0 || index === last - 1),
    below: size * (index === last ? 0.7 : 0.25),
    item: {
      mark: linesOf(pdf, [{ text: block.ordered ? `${index + 1}.` : '•' }], { size, width: indent }),
      first: index === 0,
    },
  }))
}

/** The height that must be left for a piece to begin here: its first lines, or the whole of it with what it leads to. */
function needed(pieces: readonly Piece[], at: number): number {
  const piece = pieces[at]
  if (!piece) return 0
  const { lines, pitch, leads, below } = piece
  if (leads) {
    const next = (pieces[at + 1]?.above ?? 0) + needed(pieces, at + 1)
    return Math.min(lines.length * pitch + below + next, WHOLE_PAGE)
  }
  return (lines.length <= 3 ? lines.length : 2) * pitch
}

/** Before which of its lines a piece goes on on a new page: two lines at least stay together on either side. */
export function breaksOf(count: number, pitch: number, y: number): number[] {
  const breaks: number[] = []
  let done = 0
  for (let room = roomFrom(y, pitch); count - done > room; room = roomFrom(MARGINS.top, pitch)) {
    done += count - done - room === 1 && room > 2 ? room - 1 : room
    breaks.push(done)
  }
  return breaks
}

function roomFrom(y: number, pitch: number): number {
  return Math.max(1, Math.floor((FOOT - y + 0.01) / pitch))
}

/** The mark and its text are on one page. */
function drawItem(pen: Pen, list: Element, piece: Piece, mark: Line[]): void {
  const item = pen.pdf.struct('LI')
  list.add(item)
  const { y } = pen
  put(pen, 'Lbl', mark, { ...piece, x: MARGINS.left }, { parent: item })
  pen.y = y
  put(pen, 'LBody', piece.lines, piece, { parent: item, breaks: breaksOf(piece.lines.length, piece.pitch, y) })
  item.end()
}
