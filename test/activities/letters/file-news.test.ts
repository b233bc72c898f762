/** What staff read of a file that came from the resident: its kind and day, and never what it is called. */
import { describe, expect, it, test } from 'vitest'
import { composeLetter } from '../../../activities/letters/compose.ts'
import { kindOfFile } from '../../../activities/letters/evidence-words.ts'
import { letterData } from '../../../activities/letters/gather.ts'
import { recipientOf } from '../../../activities/letters/recipient.ts'
import type { CaseRecords } from '../../../activities/letters/records.ts'
import { evidenceCodes } from '../../../workflows/evidence-types.ts'
import { REF, sourceFor, type Happening } from './invented.ts'

const came: Happening = {
  ...{ event: 'evidence-added', letter: 'reminder', to: 'officer', on: '2027-04-06', by: 'resident' },
  detail: { file: 3, type: 'jpeg', size: 14 },
}
const files: CaseRecords['files'] = [{ number: 3, name: 'CANARY my bedroom.jpg', on: '2027-04-06' }]
const letterOf = (changes: Partial<Happening> = {}) => {
  const { subject, text } = composeLetter(letterData(sourceFor({ ...came, ...changes }, { files })))
  return { subject, text: text.replace(/\s+/g, ' ') }
}

test('which day, what kind, which file, that the rest of the day is not told, and where to look', () => {
  const { subject, text } = letterOf()
  expect(subject).toBe(`A new file from the resident (${REF})`)
  expect(text).toContain(`On Tuesday 6 April 2027 a file came on complaint ${REF}`)
  expect(text).toContain('a picture (jpeg). It is file 3.')
  expect(text).toContain('More files sent today are on the timeline and not told of one by one.')
  expect(text).toContain(`Look at the files in Redress, under ${REF}, before the next decision on it.`)
  expect(text).not.toMatch(/CANARY|conflict/)
})

const said: [name: string, changes: Partial<Happening>, words: string][] = [
  ['after the end', { status: 'withdrawn' }, 'The complaint is over. They are kept with it, and nothing starts again'],
  [
    'to a manager',
    { to: 'manager', officer: null },
    'as there is a conflict of interest. Please give it to an officer.',
  ],
  [
    'to a manager after the end',
    { to: 'manager', status: 'closed' },
    'Nobody has it, as there is a conflict of interest.',
  ],
  ['of a request', { kind: 'service-request', stage: 'service-request' }, `came on service request ${REF}`],
  ['of praise', { kind: 'compliment', stage: 'feedback', status: 'closed' }, 'The compliment is over.'],
]

it.each(said)('%s', (_name, changes, words) => expect(letterOf(changes).text).toContain(words))

test('of a complaint that is answered in another, where that is', () => {
  const source = sourceFor({ ...came, status: 'closed' })
  source.batch.case.state.mergedInto = 'C-7KQM-2XPA'
  const { text } = composeLetter(letterData(source))
  expect(text.replace(/\s+/g, ' ')).toContain('It is answered together with complaint C-7KQM-2XPA')
})

describe('it goes to', () => {
  const staff = [
    { id: 'a.khan', name: 'Amina Khan', email: 'a.khan@council.example', role: 'officer' },
    { id: 'm.bell', name: 'Morgan Bell', email: 'm.bell@council.example', role: 'manager' },
    { id: 'm.cole', name: 'Max Cole', email: 'm.cole@council.example', role: 'manager' },
  ]
  const recipient = (changes: Partial<Happening>, conflicts: string[] = [], of = staff) => {
    const source = sourceFor({ ...came, ...changes }, { staff: of })
    source.batch.case.state.conflicts = conflicts
    return recipientOf(source)
  }

  test('whoever has it; where they have left, to the office', () => {
    expect(recipient({}).email).toBe('a.khan@council.example')
    expect(recipient({}, [], []).email).not.toBe('a.khan@council.example')
  })

  test('no manager who has a conflict of interest', () => {
    expect(recipient({ to: 'manager' }, ['a.khan', 'm.bell'])).toEqual({ name: 'Max Cole', email: staff[2]?.email })
  })
})

test('every type that is taken has a word for staff', () => {
  for (const code of evidenceCodes) expect(kindOfFile(code)).toMatch(new RegExp(`^an? [a-zA-Z ]+ \\(${code}\\)$`))
  expect(() => kindOfFile('exe')).toThrow('no type of file "exe"')
})
