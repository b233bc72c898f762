/** The html around a letter: one column, readable without its styles, in the dark, and on a narrow telephone. */
import type { LetterDocument } from './document.ts'

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '')
}

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; background: #ffffff; color: #0b0c0c; font: 1.1875rem/1.5 Arial, Helvetica, sans-serif; }
main { max-width: 38em; margin: 0 auto; padding: 1.25rem 1rem 3rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5em; line-height: 1.25; margin: 1.2em 0 0.6em; }
h2 { font-size: 1.2em; line-height: 1.3; margin: 1.6em 0 0.4em; }
h3 { font-size: 1em; margin: 1.2em 0 0.3em; }
p, ul, ol { margin: 0 0 1em; }
ul, ol { padding-left: 1.4em; }
li { margin-bottom: 0.4em; }
a { color: #1a5fb4; }
.from { border-bottom: 2px solid currentColor; padding-bottom: 0.6em; font-weight: bold; }
@media (prefers-color-scheme: dark) {
  body { background: #16181a; color: #f3f2f1; }
  a { color: #8ab8ff; }
}
`.trim()

/** @param body the letter's own html, made by markdown-it from text */
export function htmlOf(document: LetterDocument, body: string): string {
  const { language, title, sender, date, words, reference } = document
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no">
<title>${escaped(title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<main>
<p class="from">${escaped(sender.name)}</p>
<p>${escaped(date)}<br>
${escaped(words.ourReference)}: ${escaped(reference)}</p>
${body}</main>
</body>
</html>
`
}
