/** Where things stand on the paper: the address in the envelope's window and nothing else there, everything inside the margins. */
import { describe, expect, test } from 'vitest'
import { composeLetter } from '../../../activities/letters/compose.ts'
import { textOf, type Block, type LetterDocument, type Print } from '../../../activities/letters/document.ts'
import { letterData } from '../../../activities/letters/gather.ts'
import { pdfOf } from '../../../activities/letters/pdf.ts'
import { previewAll } from '../../../activities/letters/preview/previews.ts'
import { policyLibrary } from '../../../prisma/policies.ts'
import { charactersOf, linesOf, type Drawn } from './drawn.ts'
import { happenings } from './happenings.ts'
import { office, policy, records, sourceFor, type Happening } from './invented.ts'

const sizes = [12, 18, 24] as const
/** Staff are written to by email alone. */
const previews = previewAll(office.organisations.all[0], policy, policyLibrary()).filter(({ to }) => to === 'resident')

/** As GOV.UK Notify draws them on the first page; millimetres. */
const box = { left: 24.6, right: 120, top: 40, bottom: 66.2 }
const nameBox = { left: 15, right: 125, top: 5, bottom: 30 }
const senderBox = { left: 125, right: 195, top: 5, bottom: 95 }
const body = { left: 15, right: 195, top: 95, bottom: 292 }
const page = { left: 15, right: 195, top: 5, bottom: 292 }
/** What a DL envelope's window shows of a sheet in three that rests on the envelope's lower edge, wherever it slips sideways. */
const window = { left: 20, right: 103, top: 42, bottom: 81 }

type Area = typeof box
const isIn = (area: Area) => (one: Drawn) =>
  one.left >= area.left && one.right <= area.right && one.top >= area.top && one.bottom <= area.bottom
const bare = (text: string) => text.replace(/\s+/g, '')
const said = (characters: readonly Drawn[]) => characters.map(({ text }) => text).join('')

function addressed(to: { name: string; address: string[] }): LetterDocument {
  const person = { ...records().person!, ...to }
  const [receipt] = happenings.receipt
  return composeLetter(letterData(sourceFor(receipt as Happening, { person }))).document
}
const drawn = async (document: LetterDocument, size: Print) => charactersOf(await pdfOf(document, { size }))

const addresses: Record<string, { name: string; address: string[] }> = {
  ordinary: {
    name: 'Rosa Resident',
    address: ['Flat 4, Placeholder House', '12 Specimen Road', 'EXAMPLETON', 'EX2 2EX'],
  },
  'two lines': { name: 'R. Ng', address: ['1 Sample Square', 'EX1 1EX'] },
  'a name of sixty letters': {
    name: 'Dr Maximiliana-Alexandra Featherstonehaugh-Cholmondeley Wrey',
    address: ['12 Specimen Road', 'EXAMPLETON', 'EX2 2EX'],
  },
  'seven lines': {
    name: 'Aloysius Bartholomew Featherstonehaugh',
    address: [
      'c/o The Exampleton Housing Association Limited',
      'Flat 1234, Upper Ground Floor, Block C',
      'The Old Placeholder Brewery Buildings',
      '1234–1246 Great Specimen Street North',
      'Lower Samplebury under Edge',
      'EXAMPLETON-ON-SEA',
      'EX12 34EX',
    ],
  },
  Welsh: {
    name: 'Ŵyn ap Gruffŷdd',
    address: ['Tŷ Gwyn', 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch', 'YNYS MÔN', 'LL61 5UJ'],
  },
}

describe.each(sizes)('at %i points', (size) => {
  test.each(Object.entries(addresses))('the address is in the window, whole, and nothing else: %s', async (_, to) => {
    const [first = []] = await drawn(addressed(to), size)
    const inBox = first.filter(isIn(box))
    expect(said(inBox)).toBe(bare([to.name, ...to.address].join('')))
    const elsewhere = first.filter((one) => !inBox.includes(one))
    expect(elsewhere.filter((one) => ![nameBox, senderBox, body].some((area) => isIn(area)(one)))).toEqual([])
    const lines = linesOf(inBox)
    const postcode = lines.at(-1)
    expect(postcode?.text).toBe(bare(to.address.at(-1) ?? ''))
    expect(postcode && isIn({ ...window, top: 53 })(postcode)).toBe(true)
    if (lines.length <= 5) expect(inBox.filter((one) => !isIn(window)(one))).toEqual([])
  })

  test('more than any window holds is cut, and still nothing stands outside it', async () => {
    const long = 'abcdefghij'.repeat(10)
    const [first = []] = await drawn(addressed({ name: long, address: Array<string>(7).fill(long) }), size)
    const between = first.filter(({ top, left }) => top > 30 && top < 95 && left < 125)
    expect(between.filter((one) => !isIn(box)(one))).toEqual([])
    expect(linesOf(between)).toHaveLength(8)
  })

  test('a letterhead of the longest lines keeps to its own place', async () => {
    const { document } = composeLetter(letterData(sourceFor(happenings.receipt[0] as Happening)))
    const sender = {
      ...document.sender,
      name: 'The Royal Borough and District of Samplebury-on-Specimen and the Vale of Placeholder Homes Partnership Limited',
      lines: [
        ...Array.from(
          { length: 7 },
          (_, at) => `Line ${at} of the office of the complaints and customer relations team`,
        ),
        '01632 960 100',
        'complaints-and-customer-relations@samplebury-on-specimen-and-placeholder.example',
      ],
    }
    const [first = []] = await drawn({ ...document, sender }, size)
    const elsewhere = first.filter((one) => ![box, nameBox, senderBox, body].some((area) => isIn(area)(one)))
    expect(elsewhere).toEqual([])
    expect(overlaps(linesOf(first))).toEqual([])
    expect(said(first.filter(isIn(senderBox))).length).toBeGreaterThan(400)
  })

  test('words without an end, and more of them than a page holds, stay inside the margins', async () => {
    const words = [`https://www.example.com/${'path-'.repeat(60)}`, 'x'.repeat(400), 'One after the other. '.repeat(60)]
    const { document } = previews[0]!.letter
    const blocks: Block[] = [
      { type: 'heading', level: 2, text: words[0] ?? '' },
      ...words.map((text): Block => ({ type: 'paragraph', runs: [{ text }] })),
      { type: 'list', ordered: false, items: words.map((text) => [{ text }]) },
      { type: 'list', ordered: true, items: Array.from({ length: 120 }, (_, at) => [{ text: `Point ${at}` }]) },
    ]
    const pages = await drawn({ ...document, blocks }, size)
    expect(pages.map((characters) => bodyOf(characters)).join('')).toBe(bare(wordsOf({ ...document, blocks })))
    for (const characters of pages) {
      expect(characters.filter((character) => !isIn(page)(character))).toEqual([])
      expect(overlaps(linesOf(characters))).toEqual([])
    }
  })

  test.each(previews.map((one) => [one.name, one] as const))(
    '%s: whole, in order, inside the margins',
    async (_, one) => {
      const pages = await drawn(one.letter.document, size)
      expect(pages.map((characters) => bodyOf(characters)).join('')).toBe(bare(wordsOf(one.letter.document)))
      pages.forEach((characters, at) => {
        expect(said(characters)).toMatch(new RegExp(`C-2027-0041-K–Page${at + 1}of${pages.length}$`))
        expect(characters.filter((character) => !isIn(page)(character))).toEqual([])
        expect(overlaps(linesOf(characters))).toEqual([])
      })
    },
  )

  test.each(previews.map((one) => [one.name, one] as const))(
    '%s: no heading ends a page, and no line is alone',
    async (_, one) => {
      const pages = await drawn(one.letter.document, size)
      const headings = one.letter.document.blocks.flatMap((block) =>
        block.type === 'heading' ? [bare(block.text)] : [],
      )
      const lasts = pages.slice(0, -1).map((characters) => linesOf(characters).at(-2)?.text ?? '')
      expect(lasts.filter((line) => headings.some((heading) => heading.endsWith(line)))).toEqual([])
      expect(linesOf(pages.at(-1) ?? []).length).toBeGreaterThan(pages.length === 1 ? 8 : 3)
    },
  )
})

/** A page's characters without its foot. */
function bodyOf(characters: readonly Drawn[]): string {
  const foot = characters.findIndex(({ top }) => top > 281.5)
  return said(characters.slice(0, foot))
}

function wordsOf({ sender, to, date, words, reference, blocks }: LetterDocument): string {
  const head = [sender.name, ...sender.lines, ...to, date, `${words.ourReference}: ${reference}`]
  return [...head, ...blocks.map(wordsIn)].join(' ')
}

function wordsIn(block: Block): string {
  if (block.type === 'heading') return block.text
  if (block.type === 'paragraph') return textOf(block.runs)
  return block.items.map((runs, at) => `${block.ordered ? `${at + 1}.` : '•'}${textOf(runs)}`).join(' ')
}

/** Lines that touch another: their ink, but for a hair. */
function overlaps(lines: readonly Drawn[]): [string, string][] {
  const touch = (one: Drawn, other: Drawn) =>
    one.top < other.bottom - 0.1 && other.top < one.bottom - 0.1 && one.left < other.right && other.left < one.right
  return lines.flatMap((one, at) =>
    lines.slice(at + 1).flatMap((other): [string, string][] => (touch(one, other) ? [[one.text, other.text]] : [])),
  )
}

test('the check sees lines that overlap', () => {
  const [a, b] = [
    { text: 'a', left: 0, right: 5, top: 0, bottom: 5 },
    { text: 'b', left: 1, right: 6, top: 4, bottom: 9 },
  ]
  expect(overlaps([a, b])).toEqual([['a', 'b']])
  expect(overlaps([a, { ...b, top: 5 }])).toEqual([])
})
