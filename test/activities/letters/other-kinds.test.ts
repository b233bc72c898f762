/** Letters on what is no complaint, and on what came out of it. */
import { describe, expect, test } from 'vitest'
import { composeLetter } from '../../../activities/letters/compose.ts'
import { letterData } from '../../../activities/letters/gather.ts'
import { otherKinds, otherKindsToStaff } from '../../../activities/letters/preview/other-kinds.ts'
import type { CaseRecords } from '../../../activities/letters/records.ts'
import { defined, monday22March, REF, sourceFor, tuesday23March, type Happening } from './invented.ts'

const letterOf = (happening: Happening, onFile: Partial<CaseRecords> = {}) =>
  composeLetter(letterData(sourceFor(happening, onFile)))
const flat = (text: string) => text.replace(/[\n\s]+/g, ' ')

type Name = keyof typeof otherKinds
const names = Object.keys(otherKinds) as Name[]
const letter = (name: Name) => letterOf(otherKinds[name][0])
const text = (name: Name) => flat(letter(name).text)

describe('every letter of them', () => {
  test.each(names)('%s: reference, a person to reach, what was told, nothing unfilled', (name) => {
    const { subject, text, html } = letter(name)
    for (const form of [flat(text), html]) {
      expect(form).toContain(REF)
      expect(form).toContain('You can talk to a person')
      expect(form).toContain('01632 960 100')
      expect(form).toContain('My boiler has been broken for three weeks')
    }
    for (const form of [subject, text, html]) expect(form).not.toMatch(/undefined|null|\[object|\{\{|\{%|NaN|\\/)
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(72)
  })

  test.each(names.filter((name) => name !== 'compliment'))('%s: how to complain', (name) => {
    expect(text(name)).toContain(
      'You can complain in any way that suits you: by phone, by email, by letter or in person.',
    )
    expect(text(name)).toContain('We will write to you within 5 working days')
    expect(text(name)).toContain('If you would like somebody to help you or to speak for you, tell us.')
  })

  test.each(names)('%s: says nothing of a complaint that was not made', (name) => {
    expect(text(name)).not.toMatch(/your complaint|stage 1|stage 2/i)
  })
})

test('each has its own subject', () => {
  expect(names.map((name) => letter(name).subject.replace(` (${REF})`, ''))).toEqual([
    'We have got your request',
    'We have dealt with your request',
    'We have closed your request',
    'Thank you for your kind words',
    'Thank you for your suggestion',
    'Thank you for your answers to our survey',
  ])
})

test('a survey’s answers are no complaint, and the letter says so plainly', () => {
  expect(text('survey')).toContain('It is not a complaint, so we will not look into it as one unless you ask us to.')
})

test('a request dealt with tells the outcome; withdrawn, that it is closed', () => {
  expect(text('request-dealt-with')).toContain('What came of it --------------- We put in a new lamp on 12 April.')
  expect(text('request-withdrawn')).toContain(
    'so we have closed it. We have noted this reason: The boiler works again.',
  )
  expect(text('request-withdrawn')).not.toContain('What came of it')
})

describe('the receipt of a complaint that came out of another case', () => {
  const receipt: Happening = {
    ...{ event: 'received', letter: 'receipt', on: monday22March, seq: 1 },
    deadlines: [{ name: 'acknowledge-stage-1', from: monday22March }],
  }
  const from = (origin: CaseRecords['origin']) => flat(letterOf(receipt, { origin }).text)
  const ref = 'C-2345-6789'

  test.each([
    [
      'service-request',
      'open',
      null,
      `not happy with how we deal with your request ${ref}. This is now a complaint of its own. We go on with your request at the same time`,
    ],
    [
      'service-request',
      'closed',
      null,
      `not happy with how we dealt with your request ${ref}. This is now a complaint of its own.`,
    ],
    [
      'compliment',
      'closed',
      null,
      `after you gave us your views (our reference ${ref}). It is now a complaint of its own.`,
    ],
    ['complaint', 'acknowledged', 'unrelated', 'It is about something else than that complaint'],
    ['complaint', 'acknowledged', 'delays', 'you would have to wait too long for our answer'],
    ['complaint', 'closed', 'stage-two', 'That complaint is at stage 2 already'],
    ['complaint', 'answered', 'answered', 'We have already answered that complaint'],
  ] as const)('%s, %s, %s', (kind, status, reason, words) => {
    const told = from({ ref, kind, status, reason })
    expect(told).toContain(words)
    expect(told).toContain('We have got your complaint')
    expect(told).toContain('We will write to you again by Wednesday 31 March 2027.')
  })

  test('another’s says nothing of it', () => {
    expect(from(null)).not.toMatch(/of its own|request C-/)
  })
})

test('a point that was added stands in the definition, and the letter says which it is', () => {
  const added: Happening = {
    ...{ event: 'point-added', letter: 'acknowledgement', on: '2027-03-25', text: 't-point', seq: 6 },
    deadlines: [{ name: 'respond-stage-1', from: tuesday23March }],
  }
  const { subject, text } = letterOf(added, { timeline: defined })
  expect(subject).toContain('We have added what you told us')
  expect(flat(text)).toContain('we have added it below as point 3.')
  expect(flat(text)).toContain(
    '1. You have had no heating since 1 March 2027. 2. We missed two appointments and did not tell you. 3. The heater we were lent does not work',
  )
  expect(flat(text)).toContain('The date of our answer has not changed.')
})

describe('notices to staff say nothing of the resident', () => {
  const [open] = otherKindsToStaff['request-still-open']
  const [praise] = otherKindsToStaff['compliment-to-pass-on']
  test.each([
    [
      'officer',
      { ...open, to: 'officer' },
      'Still open: service request',
      /is still open\. Open requests are looked at every 10 working days \(HO Code/,
    ],
    ['manager', { ...open, to: 'manager' }, 'Still open: service request', /The request is with a\.khan\./],
    [
      'manager, nobody has it',
      { ...open, to: 'manager', officer: null },
      'Still open',
      /Nobody has this request yet\./,
    ],
    ['praise', praise, 'A compliment to pass on', /pass it on to the people it is about/],
  ] as const)('%s', (_name, happening, title, words) => {
    const { subject, text, html } = letterOf(happening as Happening)
    expect(subject).toContain(title)
    expect(flat(text)).toMatch(words)
    for (const form of [subject, text, html]) expect(form).not.toMatch(/Rosa|Resident\b|boiler|undefined|null/)
  })
})
