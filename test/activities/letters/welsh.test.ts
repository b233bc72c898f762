/** Letters to a resident whose language is Welsh. That the Welsh is good no test can say: a Welsh speaker must read it. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { checkLetters } from '../../../activities/letters/check-letters.ts'
import { composeLetter } from '../../../activities/letters/compose.ts'
import { letterData } from '../../../activities/letters/gather.ts'
import { pdfOf } from '../../../activities/letters/pdf.ts'
import { inventedUnder, previewAll } from '../../../activities/letters/preview/previews.ts'
import type { Organisation } from '../../../prisma/organisations.ts'
import { policyLibrary } from '../../../prisma/policies.ts'
import { languageOfLetter, lettersWrittenIn, writtenFor } from '../../../workflows/letter-languages.ts'
import { reachOf, type Contact } from '../../../workflows/resident.ts'
import { letterhead, office, policy, records, REF, sourceFor } from './invented.ts'

const library = policyLibrary()
const templates = fileURLToPath(new URL('../../../activities/letters/templates/', import.meta.url))
const invented = Object.entries(inventedUnder(policy))
const written: readonly string[] = lettersWrittenIn.cy
const toResident = invented.filter(([, [{ to = 'resident' }]]) => to === 'resident')
const inWelsh = toResident.filter(([, [{ letter }]]) => written.includes(letter)).map(([name]) => name)
const inEnglish = invented.map(([name]) => name).filter((name) => !inWelsh.includes(name))

function letter(name: string, language = 'cy') {
  const [happening, onFile] = inventedUnder(policy)[name] ?? expect.fail(`no happening ${name}`)
  const person = { ...records().person!, ...onFile.person, language }
  return composeLetter(letterData(sourceFor(happening, { ...onFile, person })))
}
const flat = (name: string) => letter(name).text.replace(/\s+/g, ' ')

describe('every letter that is written in Welsh', () => {
  it('is one of many', () => expect(inWelsh.length).toBeGreaterThan(15))

  it.each(inWelsh)('%s: says so to programs, has what every letter has, and leaves nothing unfilled', (name) => {
    const { subject, html, text, document } = letter(name)
    expect(html).toContain('<html lang="cy"')
    expect(document.language).toBe('cy')
    expect(subject).toContain(`(${REF})`)
    for (const words of [
      'Ein cyfeirnod: ',
      'Annwyl Rosa Resident',
      'Sut i gysylltu â ni',
      'Yn gywir',
      letterhead.phone,
    ])
      expect(text).toContain(words)
    expect(document.words).toEqual({ ourReference: 'Ein cyfeirnod', page: 'Tudalen', of: 'o' })
    expect(document.date).toMatch(/^Dydd \p{Lu}\p{Ll}+ \d+ \p{Lu}\p{Ll}+ 20\d\d$/u)
    for (const form of [subject, text, html]) expect(form).not.toMatch(/undefined|null|\[object|\{\{|\{%|\{part|NaN|\\/)
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(72)
  })

  it.each(inWelsh)('%s: has no English days, months or spans', (name) => {
    expect(letter(name).text.replaceAll(/(since|on|and) \d+ (March|April)( 2027)?/g, '')).not.toMatch(
      /(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May \d|June|July|August|September|October|November|December|working day|calendar day|within/,
    )
  })

  it('leaves what the resident and the officer wrote as it is', () => {
    expect(flat('receipt')).toContain('My boiler has been broken for three weeks and nobody comes.')
    expect(flat('extension')).toContain('We are waiting for the gas engineer’s report.')
  })

  it('stands under the council’s Welsh name where it has one', () => {
    const { document, text } = letter('receipt')
    expect(document.sender.name).toBe('Cyngor Exampleton')
    expect(document.sender.mailbox.name).toBe('Cyngor Exampleton Tîm cwynion')
    expect(text).not.toContain('Complaints team\n')
    expect(letter('receipt', 'en').document.sender.name).toBe('Exampleton Council')
  })

  it('tells of a reopened stage, of dates that move, and of the Ombudsman at any time', () => {
    expect(flat('receipt')).toContain('Erbyn dydd Mercher 31 Mawrth 2027 byddwn yn ysgrifennu atoch eto.')
    expect(flat('late')).toContain('Ein dyddiad newydd yw dydd Iau 22 Ebrill 2027.')
    expect(flat('late')).toContain("bob 5 diwrnod gwaith, a'r tro nesaf erbyn dydd Gwener 16 Ebrill 2027")
    expect(flat('extension')).toContain('Ein dyddiad newydd yw dydd Mawrth 20 Ebrill 2027.')
    expect(flat('acknowledgement')).toContain("Gallwch gysylltu â'r Ombwdsmon unrhyw bryd.")
    expect(flat('acknowledgement')).toContain('Housing Ombudsman Service (cwynion am landlord)')
  })

  it('is made under every policy there is', () => {
    const [organisation] = office.organisations.all
    for (const one of library.policies) {
      const made = previewAll(organisation, one, library, { language: 'cy' })
      const welsh = made.filter(({ letter: { html } }) => html.includes('<html lang="cy"'))
      const kinds = new Set(welsh.map(({ kind }) => kind))
      expect([...kinds].toSorted(), one.id).toEqual(written.toSorted())
    }
  })

  it('is a PDF whose language is Welsh', async () => {
    const pdf = await pdfOf(letter('acknowledgement').document)
    expect(pdf.toString('latin1')).toContain('/Lang (cy)')
  })
})

it.each(inEnglish)('%s goes in English, whole', (name) => {
  const { subject, text, html } = letter(name)
  expect(html).toContain('<html lang="en-GB"')
  expect(subject + text).not.toMatch(/cwyn|Annwyl|Ein cyfeirnod|Yn gywir|dydd |Cyngor/)
})

describe('the templates', () => {
  const english = new Set(files('en').flatMap(wordsOf))
  /** Spelt alike in both. */
  const alike = ['a', 'am', 'at', 'i', 'o', 'braille', 'help', 'landlord', 'person', 'print', 'problem', 'ran', 'well']

  it.each(files('cy'))('cy/%s has no word of the English ones', (file) => {
    expect(wordsOf(file, 'cy').filter((word) => english.has(word) && !alike.includes(word))).toEqual([])
  })

  it('are those that the table of languages says', () => {
    const kinds = files('cy').filter((name) => !name.includes('/'))
    expect(kinds.map((name) => name.replace('.md', '')).toSorted()).toEqual(written.toSorted())
  })

  function files(language: string): string[] {
    const all = readdirSync(`${templates}${language}`, { recursive: true, encoding: 'utf8' })
    return all.filter((name) => name.endsWith('.md'))
  }
  /** Those that it prints, in small letters, without what is filled in. */
  function wordsOf(file: string, language: unknown = 'en'): string[] {
    const whole = readFileSync(`${templates}${language === 'cy' ? 'cy' : 'en'}/${file}`, 'utf8')
    const own = whole.replaceAll(/\{[%{#][^]*?[%}#]\}|\]\([^)]*\)|^Subject:/gm, ' ')
    return own.toLowerCase().match(/[\p{L}’']+/gu) ?? []
  }
})

describe('a council’s own words', () => {
  const own = mkdtempSync(path.join(tmpdir(), 'letters-'))
  afterAll(() => rmSync(own, { recursive: true }))
  const [organisation] = office.organisations.all
  const theirs: Organisation = { ...organisation, letters: own }
  const check = () => checkLetters({ all: [theirs] }, library)

  it('in Welsh stand in for ours in Welsh alone', () => {
    mkdirSync(path.join(own, 'cy', 'parts'), { recursive: true })
    writeFileSync(path.join(own, 'cy', 'parts', 'signature.md'), "{{ part('signature') }}\n\nCofion gorau\n")
    check()
    const made = (language: 'cy' | 'en') => {
      const all = previewAll(theirs, policy, library, { language })
      return all.find(({ name }) => name === 'receipt')?.letter.text
    }
    expect(made('cy')).toMatch(/\n\nCofion gorau\n$/)
    expect(made('en')).toMatch(/\n\nYours sincerely\n/)
  })

  it('of a kind that we do not write in Welsh are refused, as such a letter goes to a translator', () => {
    writeFileSync(path.join(own, 'cy', 'closed.md'), 'Subject: Cwyn wedi cau ({{ ref }})\n')
    expect(check).toThrow(/cy\/closed\.md: is none of the files of letters, which are: .*receipt\.md/)
  })
})

describe('how a language is named', () => {
  it.each([
    ['en', 'all', 'en'],
    ['en-GB', 'all', 'en'],
    ['cy', lettersWrittenIn.cy, 'cy'],
    ['cy-GB', lettersWrittenIn.cy, 'cy'],
    ['pl', [], 'en'],
    ['cym', [], 'en'],
  ] as const)('%s', (tag, kinds, receipt) => {
    expect(writtenFor(tag)).toEqual(kinds)
    expect(languageOfLetter('receipt', tag)).toBe(receipt)
    expect(languageOfLetter('response', tag)).toBe('en')
  })

  it.each([
    ['en-GB', {}],
    ['cy', { reach: { into: ['translation'], written: [...lettersWrittenIn.cy] } }],
    ['pl', { reach: { into: ['translation'] } }],
  ])('a workflow knows of %s what work it makes', (language, reach) => {
    const contact: Contact = { preferredContact: 'letter', adjustments: [], texts: false, language }
    expect(reachOf(contact)).toEqual(reach)
  })
})
