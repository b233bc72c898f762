/**
 * The small part of Markdown that letters are written in (headings, paragraphs, lists, bold, links), and how data gets into it
 * as text. Nothing else is switched on: no html, no images, no code, no tables.
 */
import MarkdownIt from 'markdown-it'

export const markdown = new MarkdownIt('zero', { html: false, linkify: false, typographer: false }).enable([
  'heading',
  'list',
  'emphasis',
  'link',
  'escape',
  'newline',
])

/** Ends of lines of every kind, and the separators that some programs paste. */
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g
/**
 * What may not be printed: control characters, halves of a character, and the marks that turn the direction of the writing
 * around and can make a line read as something else. Joiners stay: names and emoji need them.
 */
const UNPRINTABLE = /(?!\n)[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/gu

/** Clean text: its lines trimmed, `\n` between them, nothing that cannot be printed. */
export function plain(text: string): string {
  const lines = text.replace(LINE_END, '\n').replaceAll('\t', ' ').replace(UNPRINTABLE, '').trim()
  return lines.replace(/ *\n */g, '\n')
}

/** Clean text on one line: for names and headers. */
export function oneLine(text: string): string {
  return plain(text).replace(/\s+/g, ' ')
}

/**
 * A hyphen between small letters is never markup, so it stays: templates compare codes such as `not-upheld`. All other
 * ASCII punctuation gets a backslash, which Markdown takes off again.
 */
const PUNCTUATION = /(?<![a-z])-|-(?![a-z])|[!-,./:-@[-`{-~]/g

/** Text that Markdown prints as it is, whatever it holds; a line's end becomes a hard line break. */
export function asText(text: string): string {
  return plain(text).replace(PUNCTUATION, '\\$&').replaceAll('\n', '\\\n')
}

/** The same value with every string in it as text, at any depth. */
export function allAsText(value: unknown): unknown {
  if (typeof value === 'string') return asText(value)
  if (Array.isArray(value)) return value.map(allAsText)
  if (typeof value !== 'object' || value === null) return value
  const escaped: Record<string, unknown> = {}
  for (const [key, inner] of Object.entries(value)) escaped[key] = allAsText(inner)
  return escaped
}
