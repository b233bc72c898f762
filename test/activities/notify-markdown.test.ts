/**
 * A letter in Notify's Markdown. What each line becomes there was seen with Notify's own code (notifications-utils: mistune 0.8.4 with
 * its changes, then smartypants); here stands what it must be given for that.
 */
import { expect, test } from 'vitest'
import type { Block, LetterDocument } from '../../activities/letters/document.ts'
import { notifyBody, notifySubject } from '../../activities/notify/markdown.ts'

const document = (blocks: Block[]): LetterDocument => ({
  ...{ language: 'en', title: '', reference: 'C-1', date: '1 March 2027', madeAtMs: 0, print: 12, to: [], blocks },
  words: { ourReference: 'Our reference', page: '', of: '' },
  sender: { name: '', lines: [], mailbox: { name: '', email: '' } },
})
const bodyOf = (...blocks: Block[]) => notifyBody(document(blocks)).split('\n\n').slice(1).join('\n\n')
const text = (words: string): Block => ({ type: 'paragraph', runs: [{ text: words }] })
/** The invisible character that stands where a backslash does not help. */
const seen = (body: string) => body.replaceAll('\u200b', '·')

test('headings, paragraphs, lists and links', () => {
  const body = bodyOf(
    { type: 'heading', level: 1, text: 'Our answer' },
    { type: 'heading', level: 2, text: 'Why' },
    { type: 'heading', level: 3, text: 'Point 1' },
    { type: 'paragraph', runs: [{ text: 'We ' }, { text: 'uphold', bold: true }, { text: ' it.' }] },
    { type: 'list', ordered: false, items: [[{ text: 'one' }], [{ text: 'two\nlines' }]] },
    { type: 'list', ordered: true, items: [[{ text: 'first' }], [{ text: 'second' }]] },
    {
      type: 'paragraph',
      runs: [
        { text: 'See ' },
        { text: 'www.example.org', href: 'https://www.example.org/a_(b)?x=1&y=2' },
        { text: ' or write to ' },
        { text: 'team@example.org', href: 'mailto:team@example.org' },
      ],
    },
  )
  expect(seen(body)).toBe(
    [
      '# Our answer',
      '## Why',
      'Point 1',
      String.raw`We uphold it\.`,
      '* one\n* two\n  lines',
      '·',
      '1. first\n2. second',
      String.raw`See [www\.example\.org](https://www.example.org/a_%28b%29?x=1&amp;y=2) or write to team@example\.org`,
    ].join('\n\n'),
  )
})

test.for([
  ['# no heading', String.raw`\# no heading`],
  ['* no star\n- no dash\n+ no plus\n1. no number', '\\* no star\n·\\- no dash\n\\+ no plus\n1\\. no number'],
  ['• a dot', '·• a dot'],
  ['^ no quotation', '·^ no quotation'],
  ['Title\n====\n----', 'Title\n·====\n·\\-\\-\\-\\-'],
  ['    no code `here`', 'no code \\`here\\`'],
  ['[click](https://evil.example)', String.raw`\[click\]\(https·://evil\.example\)`],
  ['![x](HTTP://evil.example)', String.raw`\!\[x\]\(HTTP·://evil\.example\)`],
  ['[ref]: https://evil.example', String.raw`\[ref\]: https·://evil\.example`],
  ['((name)) ((a??b))', String.raw`\(\(name\)\) \(\(a??b\)\)`],
  ['<b>&lt;&copy; AT&T', '&lt;b&gt;&amp;lt;&amp;copy; AT&amp;T'],
  ['back\\slash \\* \\\\', String.raw`back\\slash \\\* \\·\\`],
  ['a | b\n--|--', 'a \\| b\n·\\-\\-\\|\\-\\-'],
] as const)('what a person wrote stays text: %j', ([written, given]) => {
  expect(seen(bodyOf(text(written)))).toBe(given)
})

test('in a list no blank line ends it, and nothing in it begins another', () => {
  const body = bodyOf({ type: 'list', ordered: false, items: [[{ text: '1. one\n\n- two' }], [{ text: '# three' }]] })
  expect(seen(body)).toBe('* 1\\. one\n  ·\\- two\n* \\# three')
})

test('a subject is one line and no Markdown', () => {
  expect(notifySubject('Your complaint\r\nBcc: x ((name)) *now*')).toBe('Your complaint Bcc: x ((name)) *now*')
})
