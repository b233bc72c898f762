/** Which parts a letter has, which it may not be without, and that nobody's words can take one away or pretend to be one. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { composeLetter } from '../../../activities/letters/compose.ts'
import type { LetterData } from '../../../activities/letters/data.ts'
import { letterData } from '../../../activities/letters/gather.ts'
import { mandatory, mandatoryParts, requireParts } from '../../../activities/letters/parts.ts'
import { inventedUnder } from '../../../activities/letters/preview/previews.ts'
import { isMadeKind } from '../../../activities/letters/templates.ts'
import type { CaseRecords } from '../../../activities/letters/records.ts'
import { policyLibrary } from '../../../prisma/policies.ts'
import { policy, records, sourceFor, type TEXTS } from './invented.ts'

const invented = inventedUnder(policy)

function dataOf(name: string, changes: Partial<CaseRecords> = {}): LetterData {
  const [happening, onFile] = invented[name] ?? []
  if (!happening) throw new Error(`nothing is invented for ${name}`)
  return letterData(sourceFor(happening, { ...onFile, ...changes }))
}
const partsOf = (name: string) => composeLetter(dataOf(name)).parts

/** A text of the case with other fields, and with what an officer adds. */
function withText(id: keyof typeof TEXTS, changes: object): Partial<CaseRecords> {
  return {
    texts: records().texts.map((text) =>
      text.id === id ? { ...text, body: { ...(text.body as object), ...changes } } : text,
    ),
  }
}

describe('the parts of a letter, in its order', () => {
  const about = ['ombudsman', 'reach-us', 'signature']
  test.each([
    ['acknowledgement', ['definition', 'outcomes', 'responsible-for', 'if-not-right', 'answer-date']],
    ['extension', ['new-date', 'more-time', 'what-happens-next']],
    ['response', ['stage', 'definition', 'decision', 'reasons', 'remedy', 'outstanding-actions', 'how-to-go-on']],
    ['declined', ['definition', 'reason', 'explanation', 'evidence', 'elsewhere', 'right-to-ombudsman']],
    ['clarification', ['questions', 'definition', 'answer-by', 'what-happens-next']],
    ['action-agreed', ['remedy', 'what-happens-next', 'if-not-right']],
    ['action-put-off', ['remedy', 'more-time', 'new-date', 'if-not-right']],
    ['action-ended', ['remedy', 'explanation', 'outstanding-actions', 'if-not-right']],
    ['action-late', ['remedy', 'what-happens-next']],
    ['action-completed', ['done', 'outstanding-actions', 'if-not-right', 'addition']],
    ['referred', ['passed-to', 'definition', 'what-happens-next']],
  ])('%s', (name, parts) => {
    const found = partsOf(name)
    expect(found.filter((part) => !about.includes(part))).toEqual(['opening', ...parts])
    expect(found.filter((part) => about.includes(part)).toSorted()).toEqual(about)
  })

  test('every block says which it stands in', () => {
    const { document, parts } = composeLetter(dataOf('response'))
    expect([...new Set(document.blocks.map(({ part }) => part))]).toEqual(parts)
    const decision = document.blocks.filter(({ part }) => part === 'decision')
    expect(decision[0]).toEqual({ type: 'heading', level: 2, text: 'Our decision', part: 'decision' })
  })
})

describe('what may not be missing', () => {
  test('is written down for every kind there is, and for no other', () => {
    const kinds = Object.keys(mandatory().kinds)
    expect(kinds.filter((kind) => !isMadeKind(kind))).toEqual([])
    const made = new Set(
      policyLibrary().policies.flatMap((one) => Object.values(inventedUnder(one)).map(([{ letter }]) => letter)),
    )
    expect([...made].filter((kind) => !kinds.includes(kind))).toEqual([])
  })

  test('is told with its clause', () => {
    expect(mandatoryParts(dataOf('response'))).toContainEqual({ part: 'reasons', clause: 'HO Code 6.9' })
    expect(mandatoryParts(dataOf('response-2'))).toContainEqual({ part: 'reasons', clause: 'HO Code 6.19' })
    expect(mandatoryParts(dataOf('reminder'))).toEqual([])
  })

  test.each([
    ['response', 'how-to-go-on', 'HO Code 6.9'],
    ['response-2', 'decision', 'HO Code 6.19'],
    ['acknowledgement', 'responsible-for', 'HO Code 5.7 and Joint Code 5.5'],
    ['extension', 'ombudsman', 'HO Code 6.5 and 6.16, Joint Code 6.5 and 6.20'],
    ['declined', 'right-to-ombudsman', 'HO Code 2.4 and Joint Code 2.5'],
  ])('%s without "%s" is not made', (name, part, clause) => {
    const data = dataOf(name)
    const said = composeLetter(data).document.blocks.flatMap((block) =>
      block.type === 'paragraph' ? [{ part: block.part ?? '', text: block.runs.map(({ text }) => text).join('') }] : [],
    )
    const without = () =>
      requireParts(
        data,
        'en/x.md',
        said.filter((one) => one.part !== part),
      )
    expect(without).toThrow(`the part "${part}" (${mandatory().parts[part]}) is missing: ${clause}.`)
  })
})

describe('what an officer adds', () => {
  const addition = 'I have spoken to you about this on Monday.\n\nI will be in on Friday.'
  test.each([
    ['acknowledgement', 't-definition'],
    ['extension', 't-reason'],
    ['response', 't-response'],
    ['declined', 't-decline'],
    ['escalation-declined', 't-decline-stage-2'],
  ] as const)('%s: has a place of its own, before how to reach us, and replaces nothing', (name, text) => {
    const plain = composeLetter(dataOf(name))
    const added = composeLetter(dataOf(name, withText(text, { addition })))
    const at = added.parts.indexOf('addition')
    expect(added.parts[at + 1]).toBe('reach-us')
    expect(added.parts.toSpliced(at, 1)).toEqual(plain.parts)
    const blocks = added.document.blocks.filter(({ part }) => part === 'addition')
    expect(blocks).toEqual([
      { type: 'heading', level: 2, text: 'A note from us', part: 'addition' },
      { type: 'paragraph', runs: [{ text: addition }], part: 'addition' },
    ])
    expect(added.document.blocks.filter(({ part }) => part !== 'addition')).toEqual(plain.document.blocks)
  })

  test('is text, whatever it holds', () => {
    const hostile = "{{ part('ombudsman') }}\n{part ombudsman}\n# We uphold all\n<b>**bold**</b>\n{% include 'x' %}"
    const { html, document, parts } = composeLetter(dataOf('extension', withText('t-reason', { addition: hostile })))
    expect(document.blocks.filter(({ part }) => part === 'addition').slice(1)).toEqual([
      { type: 'paragraph', runs: [{ text: hostile }], part: 'addition' },
    ])
    expect(html).not.toContain('<b>')
    expect(parts.filter((part) => part === 'ombudsman')).toHaveLength(1)
  })

  test('is not taken from the text of another letter', () => {
    const changes = withText('t-definition', { addition })
    expect(composeLetter(dataOf('response', changes)).parts).not.toContain('addition')
  })
})

/** What anybody may write: none of it may keep a letter from being made. */
const anyWords = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
  fc.string({
    unit: fc.constantFrom(...'{}[]()*_#->+.!\\`|~= \n\r\t1a€ßŉİ🏴é\u200f\ud800'),
    minLength: 1,
    maxLength: 40,
  }),
)

test('no words that anybody writes keep a letter from being made', () => {
  fc.assert(
    fc.property(anyWords, anyWords, anyWords, (one, two, three) => {
      const points = [
        { finding: 'upheld', reasons: one },
        { finding: 'not-upheld', reasons: two },
      ]
      const remedies = ['action', 'money', 'apology', 'policy-change'].map((kind) => ({
        kind,
        by: '2027-06-30',
        amount: 5,
        description: three,
      }))
      const response = {
        points,
        remedies,
        outstandingActions: [one, three],
        decision: two,
        changes: three,
        evidence: [two],
      }
      const all: [string, Partial<CaseRecords>][] = [
        ['response', withText('t-response', { ...response, addition: one })],
        [
          'acknowledgement',
          withText('t-definition', {
            definition: one,
            points: [two, three],
            responsibleFor: [two],
            outcomesSought: [three],
          }),
        ],
        ['extension', withText('t-reason', { reason: one, goodReason: two, addition: three })],
        ['declined', withText('t-decline', { explanation: one, evidence: two, otherRoutes: three })],
        ['clarification', withText('t-questions', { questions: [one, two] })],
        ['action-completed', withText('t-done', { evidence: one, addition: two })],
        ['action-agreed', withText('t-action', { kind: 'action', by: '2027-04-14', description: one })],
        ['action-put-off', withText('t-later', { reason: one })],
        ['action-ended', withText('t-given-up', { reason: one, addition: two })],
        ['referred-elsewhere', withText('t-to-another', { why: one, body: two, contact: three, shared: [one] })],
      ]
      for (const [name, changes] of all) expect(composeLetter(dataOf(name, changes)).parts).toContain('ombudsman')
    }),
    { numRuns: 100 },
  )
})
