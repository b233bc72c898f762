/** The html around a letter: one column, readable without its styles, in the dark, and on a narrow telephone. */
import { escaped } from '../../prisma/html.ts'
import type { LetterDocument, Print } from './document.ts'

/** Of the text, in pixels: an email, too, is in large print for who asked for that. */
const SIZES: Record<Print, number> = { 12: 18, 18: 24, 24: 32 }

/**
 * Many mail programs throw this away, and the page with it: so it has the looks only. What a letter cannot be read well without is on the
 * one element around the text, and has no colour, so that a program's own dark mode can do its work.
 */
const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; background: #ffffff; color: #0b0c0c; }
h1 { font-size: 1.5em; line-height: 1.25; margin: 1em 0 0.6em; }
h2 { font-size: 1.2em; line-height: 1.3; margin: 1.6em 0 0.4em; }
h3 { font-size: 1em; margin: 1.2em 0 0.3em; }
p, ul, ol { margin: 0 0 1em; }
ul, ol { padding-left: 1.4em; }
li { margin-bottom: 0.4em; }
a { color: #1a5fb4; }
.from { border-bottom: 2px solid #1a5fb4; padding-bottom: 0.6em; font-size: 1.1em; }
@media (prefers-color-scheme: dark) {
  body { background: #16181a; color: #f3f2f1; }
  a { color: #8ab8ff; }
  .from { border-bottom-color: #8ab8ff; }
}
`.trim()

const TEXT = 'max-width: 38em; margin: 0 auto; padding: 20px 16px 48px; overflow-wrap: anywhere'

/** @param body the letter's own html, made by markdown-it from text */
export function htmlOf(document: LetterDocument, body: string): string {
  const { language, title, sender, date, words, reference, print } = document
  const lang = escaped(language)
  const style = `${TEXT}; font: ${SIZES[print]}px/1.5 Arial, Helvetica, sans-serif`
  return `<!doctype html>
<html lang="${lang}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no">
<title>${escaped(title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<main>
<div lang="${lang}" dir="ltr" style="${style}">
<p class="from"><strong>${escaped(sender.name)}</strong></p>
<p>${escaped(date)}<br>
${escaped(words.ourReference)}: ${escaped(reference)}</p>
${body}</div>
</main>
</body>
</html>
`
}
