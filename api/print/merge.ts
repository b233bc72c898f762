/** All letters of a print job in one PDF, for the printer. Each begins on a sheet of its own, printed on both sides too. */
import { PDFDocument } from '@cantoo/pdf-lib'

/**
 * The tags that make a letter readable for everybody do not survive being put together: the accessible letters are the single ones.
 * The same letters give the same bytes.
 */
export async function merged(pdfs: Uint8Array[], named: { title: string; madeAt: Date }): Promise<Buffer> {
  const all = await PDFDocument.create({ updateMetadata: false })
  for (const pdf of pdfs) {
    const one = await PDFDocument.load(pdf, { updateMetadata: false })
    const pages = await all.copyPages(one, one.getPageIndices())
    for (const page of pages) all.addPage(page)
    const last = pages.at(-1)
    if (last && pages.length % 2 === 1) all.addPage([last.getWidth(), last.getHeight()])
  }
  all.setTitle(named.title)
  all.setProducer('Redress')
  all.setCreationDate(named.madeAt)
  all.setModificationDate(named.madeAt)
  return Buffer.from(await all.save())
}

export async function pagesOf(pdf: Uint8Array): Promise<number> {
  return (await PDFDocument.load(pdf, { updateMetadata: false })).getPageCount()
}
