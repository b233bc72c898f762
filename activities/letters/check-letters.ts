/**
 * Every letter and paper of every organisation, made once with invented data when a program starts: a fault in a council's own words is told
 * then, and not when a resident waits for the letter.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Organisation, Organisations } from '../../prisma/organisations.ts'
import type { PolicyLibrary } from '../../prisma/policies.ts'
import { languageOfLetter } from '../../workflows/letter-languages.ts'
import { letterLanguages, type LetterLanguage } from '../../workflows/policy/names.ts'
import type { LetterKind } from '../../workflows/state.ts'
import { inventedPapers } from './preview/papers.ts'
import { inventedUnder, previewOf } from './preview/previews.ts'
import { filesIn, ourFiles } from './templates.ts'

/** Throws Error with a line for each fault, each with its file and line, or its file and the part and clause. */
export function checkLetters(
  { all }: Pick<Organisations, 'all'>,
  library: Pick<PolicyLibrary, 'ombudsmen' | 'companions'>,
): void {
  const faults = all.flatMap((organisation) => {
    const strays = strayFiles(organisation)
    return strays.length > 0 ? strays : withItsFiles(organisation, faultsIn(organisation, library))
  })
  if (faults.length === 0) return
  throw new Error(`The letters cannot be made. Correct:\n${[...new Set(faults)].join('\n')}`)
}

/** Under every policy that it lists, in every language; and what others than residents are told. */
function faultsIn(organisation: Organisation, library: Pick<PolicyLibrary, 'ombudsmen' | 'companions'>): string[] {
  const letters = organisation.policies.flatMap(({ policy }) => {
    const all = Object.entries(inventedUnder(policy))
    return letterLanguages.flatMap((language) =>
      all
        .filter(([, [{ letter }]]) => isAnother(letter, language))
        .map(
          ([name, invented]) =>
            () =>
              previewOf({ organisation, policy, library, wishes: { language } }, name, invented),
        ),
    )
  })
  return [...letters, ...inventedPapers(organisation)].flatMap(faultsOf)
}

/** What is not written in a reader's own language is word for word what everybody gets; but a task may have a letter in it that is. */
function isAnother(kind: LetterKind, language: LetterLanguage): boolean {
  return kind === 'task' || languageOfLetter(kind, language) === language
}

/** A line for each. */
function faultsOf(make: () => unknown): string[] {
  try {
    make()
    return []
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).split('\n')
  }
}

/** A part may be missing from one of our files because one of its own, which that includes, does without. */
function withItsFiles({ letterhead, letters }: Organisation, faults: string[]): string[] {
  if (letters === undefined || faults.length === 0) return faults
  return [...faults, `These are of ${letterhead.name}. Its own files are in ${letters}: ${filesIn(letters).join(', ')}`]
}

/** Files that would stand in for none of ours: a name misspelt, most likely. Parts that its own files include are its own affair. */
function strayFiles({ letters }: Organisation): string[] {
  if (letters === undefined) return []
  const languages = readdirSync(letters, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const known = languages.filter(({ name }) => letterLanguages.some((language) => language === name))
  const unknown = languages.filter((language) => !known.includes(language))
  return [
    ...unknown.map(
      ({ name }) =>
        `${path.join(letters, name)}: no letters are written in this language. Write ${letterLanguages.join(' or ')}.`,
    ),
    ...known.flatMap(({ name }) => strayIn(path.join(letters, name), name)),
  ]
}

function strayIn(home: string, language: string): string[] {
  const files = filesIn(home)
  const ours = ourFiles(language)
  const texts = files.map((name) => readFileSync(path.join(home, name), 'utf8'))
  const stray = files.filter((name) => {
    const included = texts.some((text) => text.includes(`"${name}"`) || text.includes(`'${name}'`))
    return !ours.includes(name) && !included
  })
  return stray.map((name) => `${path.join(home, name)}: is none of the files of letters, which are: ${ours.join(', ')}`)
}
