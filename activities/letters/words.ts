/** The words of a language: those around every letter, and those in which its data is told (`templates/<language>/words.yaml`). */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { LetterLanguage } from '../../workflows/policy/names.ts'
import { readYaml } from '../../workflows/policy/yaml-file.ts'

const text = () => z.string().min(1)

/** A sentence with places for what is told; a place that is left out or misspelt is found when the file is read. */
function message(...places: string[]) {
  const wanted = places.map((place) => `{${place}}`)
  const fits = (words: string) => (words.match(/\{[^{}]*\}/g) ?? []).toSorted().join() === wanted.toSorted().join()
  return text().refine(fits, `needs these places, each once, and no others: ${wanted.join(' ')}`)
}

/** The noun after a number, by CLDR's plural categories: Welsh has "2 fis" and "3 mis". */
const counted = () =>
  z.strictObject({
    one: text(),
    two: text().optional(),
    few: text().optional(),
    many: text().optional(),
    other: text(),
  })

export const wordsSchema = z.strictObject({
  /** As html and PDF name it. */
  language: text(),
  ourReference: text(),
  page: text(),
  of: text(),
  day: message('weekday', 'day', 'month', 'year'),
  /** Whether the names of weekdays begin with a small letter inside a sentence. */
  smallWeekdays: z.boolean(),
  spans: z.strictObject({ 'working-days': counted(), 'calendar-days': counted(), 'calendar-months': counted() }),
  list: z.strictObject({ between: text(), last: text() }),
  ask: z.strictObject({ by: message('day'), within: message('span') }),
  why: z.strictObject({
    date: message('span', 'event'),
    leftOut: message('days'),
    event: message('event', 'day'),
    thisLetter: text(),
    events: z.strictObject({
      receipt: text(),
      request: text(),
      acknowledgement: text(),
      response: text(),
      'last-update': text(),
      reopened: text(),
      'after-enquiry': text(),
    }),
  }),
  daysOff: z.strictObject({
    weekends: text(),
    closure: message('name'),
    substitute: message('name'),
    /** One of no name below: whose title says that it is a bank holiday, and whose does not. */
    calledBankHoliday: message('name'),
    other: message('name'),
    /** By gov.uk's English title. */
    names: z.record(text(), text()),
  }),
  /** What each Ombudsman looks into, by its id; one that is not here as ombudsmen.yaml says it. */
  matters: z.record(text(), text()),
})
export type Words = z.output<typeof wordsSchema>

/** The words of the frame around every letter, in its language. */
export type FrameWords = Pick<Words, 'language' | 'ourReference' | 'page' | 'of'>

/** Throws PolicyError that names the file, the line and the key of every word that is missing or wrong. */
export function readWords(yaml: string, fileName: string): Words {
  return readYaml(yaml, fileName, wordsSchema)
}

const read = new Map<LetterLanguage, Words>()

export function wordsIn(language: LetterLanguage): Words {
  const known = read.get(language)
  if (known) return known
  const file = `templates/${language}/words.yaml`
  const words = readWords(readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8'), file)
  read.set(language, words)
  return words
}
