/** Open Sans, read once; and what of a text it can draw. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)
const file = (weight: string) => require.resolve(`@expo-google-fonts/open-sans/${weight}/OpenSans_${weight}.ttf`)

export type FontName = 'regular' | 'bold'

/** How far its tallest letters go up from the line they stand on, and its lowest go down: parts of its size. */
export const ASCENT = 1.07
export const DESCENT = 0.3

let read: Record<FontName, Buffer> | undefined

export function registerFonts(pdf: PDFKit.PDFDocument): void {
  read ??= { regular: readFileSync(file('400Regular')), bold: readFileSync(file('700Bold')) }
  for (const [name, font] of Object.entries(read)) pdf.registerFont(name, font)
}

/** An emoji of several parts, its joiners and colours included, is one mark. */
const EMOJI =
  /\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\p{Extended_Pictographic}|\u200d|\ufe0f|[\u{e0020}-\u{e007f}])*/gu

/** A character that the font has no shape for becomes �, as PDF/UA forbids a letter to hold what cannot be drawn. */
export function drawable(pdf: PDFKit.PDFDocument, text: string): string {
  if (!/[^\n\x20-\x7e]/.test(text)) return text
  const { font } = (pdf.font('regular') as unknown as { _font: { font: Shapes } })._font
  const has = (character: string) => character === '\n' || font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0)
  if (Array.from(text).every(has)) return text
  const whole = text.replace(EMOJI, '�').replace(/[\u200b\u200c]|\u200d|[\ufe0e\ufe0f]/g, '')
  return Array.from(whole, (character) => (has(character) ? character : '�')).join('')
}

/** The part of fontkit's font, which pdfkit keeps, that tells what it can draw. */
interface Shapes {
  hasGlyphForCodePoint(codePoint: number): boolean
}

/** How wide a text is, in points. */
export function widthOf(pdf: PDFKit.PDFDocument, font: FontName, size: number, text: string): number {
  return pdf.font(font).fontSize(size).widthOfString(text)
}
