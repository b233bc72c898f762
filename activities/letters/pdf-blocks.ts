/** Draws a letter's blocks down the page. */
import { textOf, type Block, type Run } from './document.ts'
import { MARGINS, TEXT_WIDTH } from './pdf-page.ts'
import { heightOf, keepTogether, mm, put, type Element, type Pen } from './pdf-pen.ts'

const HEADINGS = { 1: 1.35, 2: 1.15, 3: 1 } as const

export function drawBlocks(pen: Pen, blocks: Block[]): void {
  for (const block of blocks) {
    pen.pdf.x = MARGINS.left
    if (block.type === 'heading') drawHeading(pen, block)
    else if (block.type === 'paragraph') drawParagraph(pen, block)
    else drawList(pen, block)
  }
}

/** A heading stays with what it heads: two lines at least. */
function drawHeading(pen: Pen, { level, text }: Extract<Block, { type: 'heading' }>): void {
  const size = pen.size * HEADINGS[level]
  pen.pdf.fontSize(pen.size).moveDown(level === 1 ? 0.2 : 0.3)
  keepTogether(pen, heightOf(pen, text, TEXT_WIDTH) * HEADINGS[level] + pen.size * 4.5)
  put(pen, `H${level}`, [{ text }], { size, bold: true, width: TEXT_WIDTH })
  pen.pdf.fontSize(pen.size).moveDown(0.25)
}

function drawParagraph(pen: Pen, { runs }: Extract<Block, { type: 'paragraph' }>): void {
  // what announces a list stays with its beginning
  const announces = runs.at(-1)?.text.endsWith(':') ?? false
  keepTogether(pen, pen.size * (announces ? 5 : 2))
  put(pen, 'P', runs, { width: TEXT_WIDTH })
  pen.pdf.fontSize(pen.size).moveDown(0.55)
}

function drawList(pen: Pen, { ordered, items }: Extract<Block, { type: 'list' }>): void {
  const { pdf, root } = pen
  const list = pdf.struct('L')
  root.add(list)
  items.forEach((runs, index) => drawItem(pen, list, runs, ordered ? `${index + 1}.` : '•'))
  list.end()
  pdf.x = MARGINS.left
  pdf.fontSize(pen.size).moveDown(0.35)
}

/** The mark and its text are on one page: a short item whole, a long one from its first lines. */
function drawItem(pen: Pen, list: Element, runs: Run[], mark: string): void {
  const { pdf, size } = pen
  const indent = mm(3) + size
  const width = TEXT_WIDTH - indent
  keepTogether(pen, Math.min(heightOf(pen, textOf(runs), width), size * 8))
  const y = pdf.y
  const item = pdf.struct('LI')
  list.add(item)
  put(pen, 'Lbl', [{ text: mark }], { x: MARGINS.left, y, width: indent }, item)
  put(pen, 'LBody', runs, { x: MARGINS.left + indent, y, width }, item)
  item.end()
  pdf.y += size * 0.25
}
