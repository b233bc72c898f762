import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { namingAny } from '../../workflows/policy/staff-names.ts'

const staff = [
  { id: 'a.khan', name: 'Amina Khan' },
  { id: 'w.grant', name: 'Will Grant' },
  { id: 'j.desouza', name: 'Dr José de Souza' },
  { id: 's-oneil', name: 'Siobhán Mary O’Neil-Smith' },
  { id: 'may' },
]
const names = namingAny(staff)

describe('a member of staff is named', () => {
  it.each([
    'Amina Khan wrote to you on 3 May.',
    'We asked AMINA KHAN.',
    'we asked amina khan',
    'Amina\u00a0Khan, our officer, came.',
    'Ms Khan told you so.',
    'ms. khan told you so',
    'Miss A. Khan rang you.',
    'This was decided by A. Khan.',
    'A.Khan',
    'Please write to a.khan@example.org.',
    'Our note (A.KHAN, 3 May) says so.',
    'Ms Khan’s letter was late.',
    'Our officer Amina came.',
    'the manager, Amina, agreed',
    'a surveyor called Khan',
    'Will Grant visited you.',
    'Mr Grant visited you.',
    'Our engineer Will came twice.',
    'Mr de Souza and Jose de Souza are the same.',
    "Siobhan O'Neil-Smith",
    'Siobhán O’Neil‑Smith',
    "siobhan mary o'neil-smith",
    'Write to may@example.org.',
    's-oneil has it now',
  ])('%s', (text) => expect(names(text)).toBe(true))
})

describe('nobody is named by a word that is a name too', () => {
  it.each([
    'We will grant you £50.',
    'Will grant money be paid? We cannot say.',
    'We will not miss grant deadlines again.',
    'You asked for a grant in May. You may ask again.',
    'An engineer will come. Will you be in?',
    'Amina is a good name.',
    'You live at 3 Khan Road, near Souza House.',
    'Ms Khanna and Mr Grantham wrote to us.',
    'Ms Khan-Patel is your neighbour.',
    'tara.khan@example.org, a.khan.2@example.org and xa.khan are others.',
    'They looked at amina-khan-building.jpg',
    'The case officer was away. Amina Road was closed.',
    '',
  ])('%s', (text) => expect(names(text)).toBe(false))
})

it('nobody known is nobody named', () => {
  expect(namingAny([])('Amina Khan, Ms Khan, a.khan')).toBe(false)
})

it('an officer whom the staff list does not have is known by what the id tells', () => {
  const found = namingAny([{ id: 'b.boss' }, { id: 'carol.smith' }, { id: 'u1234' }])
  for (const text of ['Ask b.boss.', 'Mr Boss came.', 'B. Boss came.', 'Carol Smith', 'U1234'])
    expect(found(text)).toBe(true)
  for (const text of ['A b boss', 'Your boss said so', 'Carol came', 'the officer, U12345'])
    expect(found(text)).toBe(false)
})

it('a name on file may hold anything', () => {
  const odd = namingAny([
    { id: 'x', name: '(.*) [a-z]+ \\ $' },
    { id: 'y1', name: '   ' },
    { id: 'z1', name: 'Cher' },
  ])
  expect(odd('Any text at all, with every letter and (brackets).')).toBe(false)
  expect(odd('(.*) [a-z]+ \\ $')).toBe(true)
  expect([odd('Cher is here'), odd('our officer Cher')]).toEqual([false, true])
})

it('a full name is found wherever it stands, and never inside other words', () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/)
  fc.assert(
    fc.property(
      fc.array(word),
      fc.array(word),
      fc.constantFrom('Amina Khan', 'amina khan', 'Mr Grant'),
      (before, after, name) => {
        expect(names([...before, name, ...after].join(' '))).toBe(true)
        expect(names([...before, `x${name.replaceAll(' ', '')}y`, ...after].join(' '))).toBe(false)
      },
    ),
  )
})
