/** A complaint that an Ombudsman or another office has now: who, why, since when, and what they do. */
import { actionsLeft } from './action-facts.ts'
import type { Owed } from './duty-words.ts'
import { mayTell, words } from './promised.ts'
import type { Source } from './source.ts'
import { referralText, textOfEntry } from './texts.ts'

export interface ReferredFacts {
  toOmbudsman: boolean
  /** Of an Ombudsman: who brought it there. */
  by: 'us' | 'you' | 'them'
  /** Who has it now. */
  body: string
  /** How they are reached; null for an Ombudsman, whose details every letter has. */
  contact: string | null
  why: string
  on: string
  /** What they were sent. */
  shared: string[]
  /** What they do now, where more is known than that they will write. */
  next: string | null
  /** Whether we go on with our own answer. */
  goesOn: boolean
  /** What is still promised and not done. */
  left: Owed[]
}

const bringers: Record<string, ReferredFacts['by']> = { resident: 'you', ombudsman: 'them' }

/**
 * The entry's detail has `on`, a day, `goesOn`, and for an Ombudsman `ombudsman`, an id of ombudsmen.yaml; its text has why, and for
 * any other office who it is. Throws Error where nobody is named.
 */
export function referredFacts(source: Source): ReferredFacts {
  const { entry, records, library } = source
  const { why, body, contact = null, shared, next = null } = textOfEntry(records, entry, referralText)
  const id = mayTell(source, 'ombudsman')
  const ombudsman = library.ombudsmen.find((one) => one.id === id)
  const name = id === undefined ? body : ombudsman?.name
  if (name === undefined)
    throw new Error(
      `Entry ${entry.seq} (${entry.event}) does not say who has the complaint now, which its letter must tell`,
    )
  return {
    by: bringers[mayTell(source, 'by') ?? ''] ?? 'us',
    ...{ toOmbudsman: ombudsman !== undefined, body: name, contact, why, on: words(source, 'on'), shared, next },
    goesOn: entry.detail['goesOn'] === true,
    left: actionsLeft(source),
  }
}
