/** The words of a language: those around every letter, and those in which its data is told (`templates/<language>/words.yaml`). */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { LetterLanguage } from '../../workflows/policy/names.ts'
import { faultsOf } from '../../workflows/policy/schema-faults.ts'
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
      agreement: text(),
      asking: text(),
      closing: text(),
      challenge: text(),
      awareness: text(),
      investigation: text(),
      determination: text(),
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

const read = new Map<string, Words>()

/**
 * Ours, with a council's own laid over them: whatever key stands in its file, and nothing else of it.
 * @param own the council's own folder
 */
export function wordsIn(language: LetterLanguage, own?: string): Words {
  const key = `${language} ${own ?? ''}`
  const known = read.get(key)
  if (known) return known
  const file = `templates/${language}/words.yaml`
  const ours = readWords(readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8'), file)
  const theirs = own === undefined ? undefined : path.join(own, language, 'words.yaml')
  const words = theirs !== undefined && existsSync(theirs) ? readOver(ours, theirs) : ours
  read.set(key, words)
  return words
}

/** Throws PolicyError as `readWords` does. */
function readOver(ours: Words, file: string): Words {
  const keys = z.record(z.string(), z.unknown()).nullable()
  const theirs = readYaml(readFileSync(file, 'utf8'), file, keys, (given) => {
    const whole = laidOver(ours, given)
    const { error } = wordsSchema.safeParse(whole)
    return error ? faultsOf(error, wordsSchema, whole, () => undefined) : []
  })
  return wordsSchema.parse(laidOver(ours, theirs))
}

function laidOver(ours: unknown, theirs: unknown): unknown {
  if (theirs === null || theirs === undefined) return ours
  if (!isObject(ours) || !isObject(theirs)) return theirs
  const laid = Object.entries(theirs).map(([key, value]) => [key, laidOver(ours[key], value)] as const)
  return { ...ours, ...Object.fromEntries(laid) }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
