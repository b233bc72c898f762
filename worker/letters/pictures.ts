/** A PDF's pages as pictures, drawn by PDFium: what is printed is what is seen. */
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { PNG } from 'pngjs'

/** Pixels for each point: 108 dots an inch. */
const SCALE = 1.5

let library: Promise<PDFiumLibrary> | undefined

/** Each page as PNG. */
export async function picturesOf(pdf: Uint8Array): Promise<Buffer[]> {
  const pdfium = await (library ??= PDFiumLibrary.init())
  const document = await pdfium.loadDocument(pdf)
  try {
    const pictures: Buffer[] = []
    for (const page of document.pages()) {
      const { width, height, data } = await page.render({ scale: SCALE, render: 'bitmap' })
      pictures.push(PNG.sync.write({ width, height, data: Buffer.from(data) } as PNG, { deflateLevel: 6 }))
    }
    return pictures
  } finally {
    document.destroy()
  }
}
