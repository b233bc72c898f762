import { describe, expect, test } from 'vitest'
import { composeLetter } from '../../../activities/letters/compose.ts'
import { letterData } from '../../../activities/letters/gather.ts'
import { pdfOf } from '../../../activities/letters/pdf.ts'
import type { Source } from '../../../activities/letters/source.ts'
import type { LetterKind } from '../../../workflows/state.ts'
import { happenings } from './happenings.ts'
import { letterhead, records, REF, sourceFor, type Happening } from './invented.ts'

type Name = keyof typeof happenings
const names = Object.keys(happenings) as Name[]
const toStaff: Name[] = ['reminder', 'missed-deadline']
const toResident = names.filter((name) => !toStaff.includes(name))

function source(name: Name, changes: Partial<Happening> = {}): Source {
  const [happening, onFile] = happenings[name]
  return sourceFor({ ...(happening as Happening), ...changes }, onFile)
}
const letter = (name: Name, changes: Partial<Happening> = {}) => composeLetter(letterData(source(name, changes)))
/** The text with its lines joined, to look for sentences. */
const flat = (name: Name, changes: Partial<Happening> = {}) => letter(name, changes).text.replace(/[\n\s]+/g, ' ')

describe('every letter to a resident', () => {
  test.each(toResident)('%s: reference, a person to reach, the Ombudsman at any time', (name) => {
    const { subject, text, html } = letter(name)
    expect(subject).toContain(REF)
    for (const form of [text.replace(/\s+/g, ' '), html]) {
      expect(form).toContain(REF)
      expect(form).toContain('You can talk to a person')
      for (const detail of [letterhead.phone, letterhead.email]) expect(form).toContain(detail)
      expect(form).toContain('You can contact the Ombudsman at any time. You do not have to wait for us.')
      for (const detail of [
        'Housing Ombudsman Service',
        '0300 111 3000',
        'info@housing-ombudsman.org.uk',
        'PO Box 1484',
      ])
        expect(form).toContain(detail)
    }
  })

  test.each(toResident)('%s: nothing is left unfilled', (name) => {
    const { subject, text, html } = letter(name)
    for (const form of [subject, text, html]) expect(form).not.toMatch(/undefined|null|\[object|\{\{|\{%|NaN|\\/)
  })

  test.each(names)('%s: says the same in html, text and document', (name) => {
    const { text, html, document } = letter(name)
    for (const block of document.blocks) {
      const words =
        block.type === 'heading'
          ? block.text
          : block.type === 'paragraph'
            ? block.runs[0]?.text
            : block.items[0]?.[0]?.text
      const start = (words ?? '').split('\n')[0]?.slice(0, 40) ?? ''
      expect(text.replace(/\s+/g, ' ')).toContain(start.replace(/\s+/g, ' '))
      expect(html).toContain(start)
    }
  })

  test.each(names)('%s: lines of text end before the 73rd column', (name) => {
    for (const line of letter(name).text.split('\n')) expect(line.length).toBeLessThanOrEqual(72)
  })

  test('both Ombudsmen where the matter is of both, the LGSCO alone where it is no landlord matter', () => {
    expect(flat('response-2')).toMatch(
      /Housing Ombudsman Service looks into.*Local Government and Social Care Ombudsman looks into/,
    )
    expect(flat('receipt', { matter: false })).not.toContain('Housing Ombudsman')
    expect(flat('receipt', { matter: false })).toContain('0300 061 0614')
  })

  test('prints the Ombudsman’s address that is in force on its own date', () => {
    const old = source('receipt')
    const before = { ...old, today: '2025-12-31' }
    expect(composeLetter(letterData(before)).text).toContain('L33 7WQ'.replace(' ', '\u00a0'))
    expect(composeLetter(letterData(old)).text).toContain('PR2\u00a00ET')
  })
})

describe('receipt', () => {
  test('has the resident’s words and the day of the acknowledgement, with why', () => {
    const text = flat('receipt')
    for (const words of ['My boiler has been broken for three weeks', 'Two appointments missed', 'A working boiler'])
      expect(text).toContain(words)
    expect(text).toContain('We will write to you again by Wednesday 31 March 2027.')
    expect(text).toContain(
      'That is 5 working days after the day we got your complaint (Monday 22 March 2027). We do not count weekends, Good Friday or Easter Monday.',
    )
  })

  test('of stage 2 says that it is the last stage, with a new person, and asks no reasons', () => {
    const text = flat('receipt-2')
    expect(text).toContain('This is stage 2, the last stage')
    expect(text).toContain('Somebody who did not deal with your complaint before will look at it.')
    expect(text).toContain('The engineer never came on 9 March.')
    expect(text).toContain('within 20 working days of that letter')
  })
})

describe('acknowledgement (HO Code 5.6, 5.7, 6.2)', () => {
  test('has the definition, outcomes, responsible and not, and the date of the answer with why', () => {
    const text = flat('acknowledgement')
    for (const part of [
      'You complain that we did not repair your boiler in time',
      '1. You have had no heating since 1 March 2027. 2. We missed two appointments',
      '- A working boiler - An apology',
      'We are responsible for: - Repairs to your boiler',
      'We are not responsible for: - Your gas bill.',
      'by Thursday 8 April 2027. That is 10 working days after the date of this letter.',
    ])
      expect(text).toContain(part)
    expect(text).not.toContain('No heating since 1 March ')
  })

  test('in the resident’s own words says so', () => {
    const text = flat('acknowledgement-own-words')
    expect(text).toContain('We have used your own words below.')
    expect(text).toContain('1. No heating since 1 March 2. Two appointments missed')
  })

  test('as a correction takes the place of the earlier one', () => {
    expect(letter('acknowledgement-corrected').subject).toContain('A correction')
    expect(flat('acknowledgement-corrected')).toContain('use this letter in place of the one we sent before')
  })

  test('counts only the definitions that the timeline knows, not a draft that was refused', () => {
    const [happening] = happenings['acknowledgement-own-words']
    const refused = records().texts.concat({
      id: 't-refused',
      kind: 'acknowledge',
      body: { definition: 'Refused words' },
    })
    const data = letterData(sourceFor(happening as unknown as Happening, { texts: refused }))
    expect(data.complaint.definition).toBe('My boiler has been broken for three weeks and nobody comes.')
  })
})

describe('extension (6.4, 6.5), late and update (5.9)', () => {
  test('an extension has the reason, the old date and the new one', () => {
    const text = flat('extension')
    expect(text).toContain('by Thursday 8 April 2027. We are sorry, but we need longer.')
    expect(text).toContain('Our new date is Tuesday 20 April 2027.')
    expect(text).toContain('waiting for the gas engineer’s report')
  })

  test('a late notice has an apology, the new date and how often we write', () => {
    const text = flat('late')
    expect(text).toContain('We are sorry. We promised you a date and we did not keep to it.')
    expect(text).toContain('Our new date is Thursday 22 April 2027.')
    expect(text).toContain('We will write to you every 5 working days, and next by Friday 16 April 2027.')
  })

  test('an update has the date as it stands', () => {
    expect(flat('update')).toContain('We expect to send it by Thursday 22 April 2027')
  })
})

describe('response (6.9, 6.19): parts (a) to (g)', () => {
  const parts = [
    /our answer at stage 1 of our complaints process/,
    /What you complained about -+ You complain that we did not repair/,
    /Our decision -+ We uphold part of your complaint\. .*We were too slow/,
    /Our reasons -+ Point 1 You told us: You have had no heating since 1 March 2027\. We uphold this point\. Our repairs policy says .*Point 2 .*We do not uphold this point\. Our records show/,
    /What we will do to put things right -+ - We are sorry for what went wrong\. Please accept our apology\. - We will pay you £175 by Friday 30 April 2027: for the days without heating .* - We will change how we work by Wednesday 30 June 2027\./,
    /What is still to be done -+ - A gas engineer will check your boiler again/,
    /If you are not happy with this answer -+ You can ask us to look at your complaint again\. This is called stage 2\. .*You do not have to tell us why.*There is no last day to ask\./,
  ]
  test.each(parts.map((part, index) => ['abcdefg'.charAt(index), part] as const))('(%s)', (_, part) => {
    expect(flat('response')).toMatch(part)
  })

  test('stage 2 is final and leads to the Ombudsman, with nothing about a further stage', () => {
    const text = flat('response-2')
    expect(text).toContain('our answer at stage 2, the last stage')
    expect(text).toContain(
      'This is our final answer, so there is no further stage with us. You can now ask the Ombudsman',
    )
    expect(text).not.toContain('You can ask us to look at your complaint again')
  })
})

describe('closed, and notices to staff', () => {
  test('withdrawn: says why it is closed and how to take it up again', () => {
    expect(flat('withdrawn')).toContain('You told us that you do not want to go on with your complaint')
  })
  test('after a quiet time: stage 2 can still be asked for', () => {
    expect(flat('closed')).toContain('It is not too late, although we have closed your complaint.')
  })
  test.each(toStaff)('%s: the duty, its day and clause, and nothing of the resident', (name) => {
    const { subject, text, html } = letter(name)
    expect(text.replace(/\s+/g, ' ')).toMatch(/stage 1 answer .*(is|was) due by Thursday 8 April 2027.*HO Code 6\.3/)
    for (const form of [subject, text, html]) expect(form).not.toMatch(/Rosa|Resident\b|boiler/)
  })
})

test('a letter of an unknown kind is refused with the kinds there are', () => {
  expect(() => letter('receipt', { letter: 'praise' as LetterKind })).toThrow(
    /no letter "praise".*receipt, acknowledgement/,
  )
})

test('composing is the same each time', () => {
  expect(letter('response')).toEqual(letter('response'))
})

test('a PDF is tagged, has its title and language, and grows with its print', async () => {
  const { document } = letter('response')
  const [normal, large] = await Promise.all([pdfOf(document), pdfOf(document, { size: 18 })])
  for (const pdf of [normal, large]) {
    const bytes = pdf.toString('latin1')
    for (const mark of [
      '%PDF-1.7',
      '/Marked true',
      '/Lang (en-GB)',
      '/StructTreeRoot',
      '/DisplayDocTitle true',
      'OpenSans',
    ])
      expect(bytes).toContain(mark)
    expect(bytes).not.toContain('CIDSet')
  }
  const pages = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0
  expect(pages(normal)).toBeLessThan(pages(large))
})

test('who asked for large print gets it without being asked again', () => {
  const person = { ...records().person!, forms: ['large-print'] }
  const [happening] = happenings.receipt
  expect(letterData(sourceFor(happening as unknown as Happening, { person })).to.print).toBe(18)
})
