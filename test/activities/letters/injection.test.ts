import MarkdownIt from 'markdown-it'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { composeLetter } from '../../../activities/letters/compose.ts'
import { blocksOf, textOf } from '../../../activities/letters/document.ts'
import { letterData } from '../../../activities/letters/gather.ts'
import { asText, markdown, plain } from '../../../activities/letters/markdown.ts'
import { pdfOf } from '../../../activities/letters/pdf.ts'
import { happenings } from './happenings.ts'
import { records, sourceFor, type Happening } from './invented.ts'

/** What a person may write, and what of it may be printed (the same where it is left out). */
const hostile: [name: string, written: string, printed?: string][] = [
  ['html', '<script>alert(1)</script><img src=x onerror=alert(1)>&amp;&lt;b&gt;'],
  ['markdown', '# Not a heading **not bold** _no_ [link](https://evil.example) ![img](x) `code` ~~~'],
  ['a list', '- item\n* item\n+ item\n1. one\n2) two', '- item\n* item\n+ item\n1. one\n2) two'],
  ['a heading below', 'Title\n===\nTitle\n---'],
  ['indented code', '    four blanks', 'four blanks'],
  ['a reference', '[a]: https://evil.example "t"'],
  ['nunjucks', '{{ organisation.managerEmail }} {% include "/etc/passwd" %} {# gone #}'],
  ['an autolink', '<https://evil.example> www.evil.example mail@evil.example'],
  ['CR and LF', 'one\r\ntwo\rthree\u2028four', 'one\ntwo\nthree\nfour'],
  ['a mail header', 'x\r\nBcc: everybody@evil.example', 'x\nBcc: everybody@evil.example'],
  ['direction marks', 'abc\u202Egpj.exe\u202C \u2066x\u2069\u200F', 'abcgpj.exe x'],
  ['control characters', 'a\u0000b\u0007c\u001b[31md\u009b', 'abc[31md'],
  ['half a character', 'a\ud800b', 'ab'],
  ['backslashes', 'C:\\temp\\* \\\\ \\'],
  ['a table and a rule', '| a | b |\n|---|---|\n***'],
  ['empty lines', 'one\n\n\n\ntwo', 'one\n\n\n\ntwo'],
]

const [receipt] = happenings.receipt
function receiptOf(words: string) {
  const person = { ...records().person!, name: words }
  const texts = [
    { id: 's', kind: 'summary', body: { summary: words } },
    { id: 'o', kind: 'outcomes-sought', body: { outcomesSought: [words] } },
  ]
  return composeLetter(
    letterData(sourceFor(receipt as unknown as Happening, { person, texts, points: [{ words }, { words: 'Second' }] })),
  )
}

describe.each(hostile)('%s', (_, written, printed = written) => {
  const letter = receiptOf(written)

  test('is text in the document, and changes no other block', () => {
    const calm = receiptOf('calm').document.blocks
    expect(letter.document.blocks.map((block) => block.type)).toEqual(calm.map((block) => block.type))
    expect(letter.document.blocks).toContainEqual({
      type: 'paragraph',
      runs: [{ text: printed }],
      part: 'definition',
    })
    expect(letter.document.blocks).toContainEqual(
      expect.objectContaining({ items: [[{ text: printed }], [{ text: 'Second' }]] }),
    )
  })

  test('brings no element into the html', () => {
    const tags = (html: string) =>
      [...html.matchAll(/<(\/?[a-z0-9]+)/g)].map(([, tag]) => tag).filter((tag) => tag !== 'br')
    expect(tags(letter.html)).toEqual(tags(receiptOf('calm').html))
    expect(letter.html).not.toContain('onerror=alert(1)>')
  })

  test('leaves the subject one line, without it', () => {
    expect(letter.subject).toBe(receiptOf('calm').subject)
    expect(letter.document.to[0]).not.toMatch(/[\r\n]/)
  })
})

test('ten kilobytes of emoji, in html, text and PDF', async () => {
  const emoji = '👩‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿❤️‍🔥'.repeat(200)
  const letter = receiptOf(emoji)
  expect(letter.html).toContain(emoji)
  expect(letter.text).toContain(emoji)
  const pdf = await pdfOf(letter.document)
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
})

test('whatever is written comes out as it was, in any Markdown', () => {
  const full = new MarkdownIt('default', { html: true, linkify: false })
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.constantFrom(...Array.from('-*_#>`~[]()!<&\\\n \t1.)+=|aZ')) }),
      ),
      (words) => {
        const blocks = blocksOf(markdown.parse(`Before\n\n- ${asText(`x${words}x`)}\n\nAfter`, {}))
        expect(blocks).toHaveLength(3)
        const [, list] = blocks
        expect(list?.type === 'list' && textOf(list.items[0] ?? [])).toBe(plain(`x${words}x`))
        // our subset is not what keeps it safe: with everything on, there is still no element but line breaks
        expect(full.renderInline(asText(words))).not.toMatch(/<(?!br>)/)
      },
    ),
    { numRuns: 500 },
  )
})
