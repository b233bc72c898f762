/** Whether a child of eleven, and so most people on a bad day, can read what residents are sent: every letter, under every policy. */
import { describe, expect, test } from 'vitest'
import { previewAll, type Preview } from '../../../activities/letters/preview/previews.ts'
import { TEXTS } from '../../../activities/letters/preview/texts.ts'
import { loadOrganisations } from '../../../prisma/organisations-file.ts'
import { policyLibrary } from '../../../prisma/policies.ts'
import type { Policy } from '../../../workflows/policy/policy.ts'
import { ageOfSentence, measure, sentencesOf, wordsOf, type NotItsOwn } from './readability.ts'

/** Years; the median of four formulas, and the sternest of them. */
const readingAge = { most: 11, ofAnyFormula: 12 }
/** Of the hardest sentence. A short one with one long word counts for more than it is. */
const sentence = { words: 25, age: 15 }

const library = policyLibrary()

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

const written = Object.values(TEXTS).flatMap(([, body]) => stringsIn(body))
const intake = ['No heating since 1 March', 'Two appointments missed']

function notItsOwn({ decline, enquiry }: Policy, name: string, team: string): NotItsOwn {
  const reasons = decline.reasons.flatMap(({ words, elsewhere = '' }) => [words, elsewhere])
  const names = [name, team, 'Rosa Resident', 'Alex Friend', 'Amina Khan', ...library.ombudsmen.map((one) => one.name)]
  return {
    // codes and dates in the bodies are no sentences
    quoted: [...written, ...intake, ...reasons].filter((text) => text.includes(' ')),
    names: [...names, ...(enquiry ? [enquiry.name] : [])],
  }
}

interface Read extends Preview {
  policy: string
  sentences: string[]
}

const letters: Read[] = library.policies.flatMap((policy) => {
  const [organisation] = loadOrganisations(library, { policies: [policy.id] }).all
  const without = notItsOwn(policy, organisation.letterhead.name, organisation.letterhead.team)
  return previewAll(organisation, policy, library)
    .filter(({ to }) => to === 'resident' || to === 'representative')
    .map((preview) => ({ ...preview, policy: policy.id, sentences: sentencesOf(preview.letter, without) }))
})
const names = [...new Set(letters.map(({ name }) => name))]

test('there are letters of every kind to read', () => {
  const kinds = new Set(letters.map(({ kind }) => kind))
  for (const kind of ['receipt', 'response', 'declined', 'clarification', 'action-completed', 'referred'])
    expect(kinds).toContain(kind)
  expect(new Set(letters.map(({ policy }) => policy)).size).toBe(library.policies.length)
  for (const { sentences } of letters) expect(sentences.length).toBeGreaterThan(6)
})

describe.each(names)('%s', (name) => {
  const all = letters.filter((one) => one.name === name)

  test(`is read at ${readingAge.most} or younger under every policy`, () => {
    for (const { policy, sentences } of all) {
      const { age, ages } = measure(sentences)
      expect(age, policy).toBeLessThanOrEqual(readingAge.most)
      for (const [formula, years] of Object.entries(ages))
        expect(years, `${policy}, ${formula}`).toBeLessThanOrEqual(readingAge.ofAnyFormula)
    }
  })

  test(`has no sentence of more than ${sentence.words} words, or only for those over ${sentence.age}`, () => {
    for (const one of new Set(all.flatMap(({ sentences }) => sentences))) {
      expect(wordsOf(one).length, one).toBeLessThanOrEqual(sentence.words)
      expect(ageOfSentence(one), one).toBeLessThanOrEqual(sentence.age)
    }
  })
})

test('the measure tells plain words from an office’s', () => {
  const plain = [
    'We will write to you by Monday.',
    'You do not have to do anything now.',
    'Please tell us if it is wrong.',
  ]
  const office = [
    'Your correspondence has been forwarded to the relevant departmental representative for appropriate consideration.',
    'Notification of the determination will be communicated to the complainant following completion of the investigation.',
    'Supplementary documentation must be submitted prior to the commencement of the review procedure.',
  ]
  expect(measure(plain).age).toBeLessThan(9)
  expect(measure(office).age).toBeGreaterThan(17)
  expect(ageOfSentence(office[0] ?? '')).toBeGreaterThan(sentence.age)
})

test('what is left out is left out, and nothing else', () => {
  const letter = letters.find(({ policy, name }) => policy === 'joint-code' && name === 'response')
  const all = letter?.sentences.join(' ') ?? ''
  for (const theirs of ['Rosa', 'heating', 'gas engineer', '01632', 'Exampleton', '2027', 'Housing Ombudsman'])
    expect(all).not.toContain(theirs)
  for (const ours of [
    'You can talk to a person in our Ann.',
    'We will pay you £175 by Monday',
    'This is called stage 2.',
    'You can contact the judge at any time.',
  ])
    expect(all).toContain(ours)
})

test('a table of kinds and ages', () => {
  const rows = names.map((name) => {
    const measured = letters.filter((one) => one.name === name).map(({ sentences }) => measure(sentences))
    const hardest = measured.toSorted((a, b) => b.age - a.age)[0]
    if (!hardest) throw new Error(`no letter ${name}`)
    const { fleschKincaid, automated, colemanLiau, daleChall } = hardest.ages
    const longest = Math.max(...hardest.sentences.map((one) => wordsOf(one).length))
    const years = [hardest.age, fleschKincaid, automated, colemanLiau, daleChall].map((age) =>
      age.toFixed(1).padStart(6),
    )
    return `${name.padEnd(34)}${years.join('')}${String(hardest.words).padStart(7)}${String(longest).padStart(9)}`
  })
  const head = `${'letter, under the hardest policy'.padEnd(34)}   age    FK   ARI   CLI    DC  words  longest`
  process.stdout.write(`\nReading age in years (${library.policies.length} policies)\n${head}\n${rows.join('\n')}\n`)
  expect(rows).toHaveLength(names.length)
})
