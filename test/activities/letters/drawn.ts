/** What a PDF shows and where, read by PDFium: millimetres from the page's left and upper edges. */
import { PDFiumLibrary } from '@hyzyla/pdfium'

export interface Drawn {
  text: string
  left: number
  right: number
  top: number
  bottom: number
}

/** The parts of PDFium that its wrapper does not show. */
interface Inside {
  _FPDF_LoadPage(document: number, index: number): number
  _FPDF_ClosePage(page: number): void
  _FPDFText_LoadPage(page: number): number
  _FPDFText_ClosePage(text: number): void
  _FPDFText_CountChars(text: number): number
  _FPDFText_GetUnicode(text: number, at: number): number
  _FPDFText_IsGenerated(text: number, at: number): number
  _FPDFText_GetCharBox(text: number, at: number, left: number, right: number, bottom: number, top: number): number
  wasmExports: { malloc(size: number): number; free(pointer: number): void }
  HEAPU8: Uint8Array
}

let library: Promise<PDFiumLibrary> | undefined
const height = 297
const mm = (points: number) => (points * 25.4) / 72

/** The characters of each page that leave ink, in their order. */
export async function charactersOf(pdf: Uint8Array): Promise<Drawn[][]> {
  const pdfium = await (library ??= PDFiumLibrary.init())
  const document = await pdfium.loadDocument(pdf)
  try {
    const { module, documentIdx } = document as unknown as { module: Inside; documentIdx: number }
    return Array.from({ length: document.getPageCount() }, (_, index) => charactersOn(module, documentIdx, index))
  } finally {
    document.destroy()
  }
}

function charactersOn(module: Inside, document: number, index: number): Drawn[] {
  const page = module._FPDF_LoadPage(document, index)
  const text = module._FPDFText_LoadPage(page)
  const pointer = module.wasmExports.malloc(32)
  const box = () => new Float64Array(module.HEAPU8.buffer, pointer, 4)
  const found: Drawn[] = []
  for (let at = 0; at < module._FPDFText_CountChars(text); at++) {
    const code = module._FPDFText_GetUnicode(text, at)
    // PDFium takes a hyphen at a line's end for one that only breaks a word
    const character = code === 2 ? '-' : String.fromCodePoint(code)
    if (module._FPDFText_IsGenerated(text, at) !== 0 || /\s/.test(character)) continue
    module._FPDFText_GetCharBox(text, at, pointer, pointer + 8, pointer + 16, pointer + 24)
    const [left = 0, right = 0, bottom = 0, top = 0] = box()
    found.push({
      text: character,
      left: mm(left),
      right: mm(right),
      top: height - mm(top),
      bottom: height - mm(bottom),
    })
  }
  module.wasmExports.free(pointer)
  module._FPDFText_ClosePage(text)
  module._FPDF_ClosePage(page)
  return found
}

/** Characters as lines: those of one line follow each other to the right, at about one height (ligatures stand on one place). */
export function linesOf(characters: readonly Drawn[]): Drawn[] {
  const lines: Drawn[] = []
  for (const one of characters) {
    const last = lines.at(-1)
    const goesOn =
      last && one.left > last.right - 8 && one.left < last.right + 8 && one.top < last.bottom && one.bottom > last.top
    if (!goesOn) lines.push({ ...one })
    else
      Object.assign(last, {
        ...{ text: last.text + one.text, right: Math.max(last.right, one.right) },
        ...{ top: Math.min(last.top, one.top), bottom: Math.max(last.bottom, one.bottom) },
      })
  }
  return lines
}
