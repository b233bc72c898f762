/** In which language a letter is written, and which letters a translator has to put into the resident's own. Pure. */
import type { LetterKind } from './state.ts'
import { letterLanguages, type LetterLanguage } from './policy/names.ts'

/**
 * The kinds of letters to residents that each language has a template of. What a resident's language has is noted when they are
 * known, and goes with the complaint: workflows do not read this.
 */
export const lettersWrittenIn = {
  en: 'all',
  cy: ['receipt', 'acknowledgement', 'extension', 'late', 'update'],
} as const satisfies Record<LetterLanguage, 'all' | readonly LetterKind[]>
type Written = 'all' | readonly (typeof lettersWrittenIn.cy)[number][]

/** Those of a language as somebody names it: "cy", "en-GB", "pl". */
export function writtenFor(tag: string): Written {
  const language = languageNamed(tag)
  return language === undefined ? [] : lettersWrittenIn[language]
}

/** In which language a letter of a kind goes to a resident of that language. No letter is in two. */
export function languageOfLetter(kind: LetterKind, tag: string): LetterLanguage {
  const written = writtenFor(tag)
  return (written === 'all' || written.some((known) => known === kind) ? languageNamed(tag) : undefined) ?? 'en'
}

function languageNamed(tag: string): LetterLanguage | undefined {
  const [language] = tag.split('-')
  return letterLanguages.find((known) => known === language)
}
