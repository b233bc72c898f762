/** What residents may write, in the message as it leaves: headers intact, words shown as words. */
import { simpleParser, type HeaderLines } from 'mailparser'
import { describe, expect, test } from 'vitest'
import { composeLetter } from '../../activities/letters/compose.ts'
import { letterData } from '../../activities/letters/gather.ts'
import { messageComposer } from '../../activities/mail-message.ts'
import { happenings } from './letters/happenings.ts'
import { records, sourceFor, type Happening } from './letters/invented.ts'
import { outgoing } from './outgoing.ts'

const pack = messageComposer()
const [receipt] = happenings.receipt

/** The receipt for somebody of that name who complains in those words, and whose subject line holds them too. */
async function messageOf(words: string) {
  const person = { ...records().person!, name: words }
  const texts = [
    { id: 's', kind: 'summary', body: { summary: words } },
    { id: 'o', kind: 'outcomes-sought', body: { outcomesSought: [words] } },
  ]
  const source = sourceFor(receipt as unknown as Happening, { person, texts, points: [{ words }] })
  const { html, text } = composeLetter(letterData(source))
  const letter = outgoing({ html, text, subject: words, to: { name: words, email: 'rosa@resident.example' } })
  const { mime } = await pack(letter)
  const raw = Buffer.from(mime ?? [])
  return { raw: raw.toString('latin1'), mail: await simpleParser(raw), html, text }
}

const headOf = (raw: string): string => raw.slice(0, raw.indexOf('\r\n\r\n'))

const emoji = '👩‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿❤️‍🔥'.repeat(200)
const hostile: [name: string, words: string][] = [
  ['html', '<script>alert(1)</script><img src=x onerror=alert(1)></title></html>'],
  ['CR and LF, and a header', 'Rosa\r\nBcc: everybody@evil.example\r\nContent-Type: text/evil'],
  ['a header after a bare CR', 'Rosa\rBcc: everybody@evil.example'],
  ['a header after a bare LF', 'Rosa\nBcc: everybody@evil.example'],
  ['a body', 'Rosa\r\n\r\n<b>evil</b>\r\n.\r\nMAIL FROM:<evil@evil.example>'],
  ['unusual line ends', 'Rosa\u2028Bcc: everybody@evil.example\u2029\u0085Bcc: evil@evil.example\u000bx'],
  ['another address', 'Rosa" <evil@evil.example>, "Evil'],
  ['a group of addresses', 'evil:everybody@evil.example,more@evil.example;'],
  ['an encoded word', '=?UTF-8?Q?Rosa=0D=0ABcc:_everybody@evil.example?='],
  ['a boundary', '\r\n----_NmP-Part_1--\r\nContent-Type: text/html\r\n\r\nevil'],
  ['right-to-left marks', 'Rosa \u202Eelpmaxe.live@ylbatpeccA\u202C \u2066x\u2069\u200F\u061C'],
  ['template syntax', '{{ organisation.email }} {% include "/etc/passwd" %} ${7*7} #{7*7} <%= 7*7 %>'],
  ['control characters', 'Ro\u0000s\u0007a\u001b[31m'],
  ['half a character', 'Ro\ud800sa'],
  ['ten kilobytes of emoji', emoji],
  ['a word of ten kilobytes', 'x'.repeat(10_000)],
  ['a header of its own', 'Subject: evil'],
]

describe.each(hostile)('%s', (_, words) => {
  test('changes no header and adds none', async () => {
    const [{ mail, raw }, calm] = [await messageOf(words), await messageOf('calm')]
    const names = (lines: HeaderLines) => lines.map(({ key }) => key)
    expect(names(mail.headerLines)).toEqual(names(calm.mail.headerLines))
    expect(names(mail.headerLines).filter((key) => key === 'to' || key === 'subject')).toHaveLength(2)
    const addressed = [mail.to].flat().flatMap((one) => one?.value ?? [])
    expect(addressed.map(({ address }) => address)).toEqual(['rosa@resident.example'])
    expect(mail.from?.value).toEqual([
      expect.objectContaining({ address: 'complaints@exampleton.example', name: outgoing().from.name }),
    ])
    expect([mail.cc, mail.bcc, mail.attachments]).toEqual([undefined, undefined, []])
    expect(headOf(raw).match(/^(to|subject|bcc|cc):/gim)).toEqual(['To:', 'Subject:'])
  })

  test('is a valid message: lines, folds and encoded words within their lengths, nothing but ASCII', async () => {
    const { raw } = await messageOf(words)
    expect(raw.replaceAll('\r\n', '').replaceAll('\t', '')).toMatch(/^[ -~]*$/)
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998)
    for (const word of headOf(raw).match(/=\?[^?\s]+\?[bq]\?[^?\s]*\?=/gi) ?? [])
      expect(word.length).toBeLessThanOrEqual(75)
  })

  test('its words are in it as the letter has them, and no element but the letter’s', async () => {
    const { mail, html, text } = await messageOf(words)
    const tags = (source: string) => [...source.matchAll(/<\/?([a-z0-9]+)/g)].map(([, tag]) => tag)
    expect(mail.text?.trimEnd()).toBe(text.trimEnd())
    expect(typeof mail.html === 'string' && mail.html.trimEnd()).toBe(html.trimEnd())
    const others = (source: string) => tags(source).filter((tag) => tag !== 'br')
    expect(others(html)).toEqual(others((await messageOf('calm')).html))
    expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/)
  })
})

test('a name and a subject that fit in a line are shown whole, the others as far as they fit', async () => {
  const { mail } = await messageOf('Łukasz Ŵyn-Jones, "the Tenant" 👩‍👩‍👧‍👦')
  expect([mail.to].flat()[0]?.value[0]?.name).toBe('Łukasz Ŵyn-Jones, "the Tenant" 👩‍👩‍👧‍👦')
  expect(mail.subject).toBe('Łukasz Ŵyn-Jones, "the Tenant" 👩‍👩‍👧‍👦')
  const long = (await messageOf(emoji)).mail.subject ?? ''
  expect(emoji.startsWith(long.slice(0, -1))).toBe(true)
  expect(long.endsWith('…')).toBe(true)
})
