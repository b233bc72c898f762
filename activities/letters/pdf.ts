/**
 * A letter as PDF: tagged (PDF/UA-1), A4, the address in the window of a DL or C5 envelope, its reference and number on every
 * page.
 */
import PDFDocument from 'pdfkit'
import type { LetterDocument, Print } from './document.ts'
import { drawBlocks } from './pdf-blocks.ts'
import { registerFonts } from './pdf-fonts.ts'
import { drawFooters, drawHead } from './pdf-page.ts'
import { MARGINS, type Pen } from './pdf-pen.ts'

export interface PdfOptions {
  /** Points. Unless given, the letter's own. */
  size?: Print
}

export async function pdfOf(document: LetterDocument, options: PdfOptions = {}): Promise<Buffer> {
  const size = options.size ?? document.print
  const pdf = open(document)
  const collected = collect(pdf)
  registerFonts(pdf)
  pdf.addPage()
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  const pen: Pen = { pdf, root, size, y: MARGINS.top }
  drawHead(pen, document)
  drawBlocks(pen, document.blocks)
  root.end()
  drawFooters(pen, document)
  close(pdf)
  return collected
}

function open({ language, title, reference, sender, madeAtMs }: LetterDocument): PDFKit.PDFDocument {
  const made = new Date(madeAtMs)
  return new PDFDocument({
    size: 'A4',
    margins: MARGINS,
    pdfVersion: '1.7',
    subset: 'PDF/UA' as 'PDF/A-1', // its types do not know it yet
    tagged: true,
    displayTitle: true,
    lang: language,
    autoFirstPage: false,
    bufferPages: true,
    info: {
      Title: title,
      Author: sender.name,
      Subject: reference,
      Creator: 'Redress',
      CreationDate: made,
      ModDate: made,
    },
  })
}

/**
 * pdfkit 0.20.2 writes PDF/A-1's CIDSet for PDF/UA too, as both call their subset 1, and it is incomplete for fonts with
 * composite glyphs: so the subset is called 2 while the fonts are written.
 */
function close(pdf: PDFKit.PDFDocument): void {
  const inside = pdf as unknown as { subset: number; endSubset: () => void }
  const endSubset = inside.endSubset.bind(inside)
  inside.subset = 2
  inside.endSubset = () => {
    inside.subset = 1
    endSubset()
  }
  pdf.end()
}

function collect(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
}
