/** In which language a letter is written, and when a translator has to put it into the resident's own. Pure. */
import type { LetterKind } from '../state.ts'
import { letterLanguages, type LetterLanguage } from './names.ts'

/** The kinds of letters to residents that are written in each language: those that it has a template of. */
export const lettersWrittenIn: Readonly<Record<LetterLanguage, 'all' | readonly LetterKind[]>> = {
  en: 'all',
  cy: ['receipt', 'acknowledgement', 'extension', 'late', 'update'],
}

/** Of a language as somebody names it ("cy", "en-GB"); undefined where no letters are written in it. */
export function letterLanguage(tag: string): LetterLanguage | undefined {
  const [language] = tag.split('-')
  return letterLanguages.find((known) => known === language)
}

/** In which language a letter of a kind goes to a resident of that language. A letter is never in two. */
export function writtenIn(kind: LetterKind, tag: string): LetterLanguage {
  const language = letterLanguage(tag)
  if (language === undefined) return 'en'
  const kinds = lettersWrittenIn[language]
  return kinds === 'all' || kinds.includes(kind) ? language : 'en'
}

/** Whether a letter of a kind goes in another language than the resident's. */
export function needsTranslation(kind: LetterKind, tag: string): boolean {
  return writtenIn(kind, tag) !== letterLanguage(tag)
}
