/** What a resident hears while they wait for an answer, or for what it promised (HO Code 5.9, 6.6; Joint Code 5.7, 6.6). */
import { actionsLeft } from './action-facts.ts'
import type { Owed } from './duty-words.ts'
import { movedDays, type MovedDay } from './moved-days.ts'
import { every, mayWords } from './promised.ts'
import type { Source } from './source.ts'
import { newsText, textOfEntry } from './texts.ts'

export interface UpdateFacts {
  /** They wait longer than they were told; it goes on in time; or it is answered, and something promised is left to do. */
  tells: 'waiting' | 'progress' | 'actions'
  /** In an officer's own words, where one has written. */
  news: string | null
  /** They should have heard by then, and did not. */
  heardNothingBy: string | null
  newDate: string | null
  nextUpdate: string | null
  every: string
  left: Owed[]
  /** The days that the resident was given and that have moved with the calendar; null where it is news of their complaint. */
  moved: MovedDay[] | null
}

export function updateFacts(source: Source): UpdateFacts {
  const { entry, records } = source
  const tells = tellings.find((known) => known === entry.detail['tells']) ?? 'waiting'
  return {
    tells,
    news: entry.event === 'updated' && entry.text !== undefined ? textOfEntry(records, entry, newsText).news : null,
    heardNothingBy: mayWords(source, 'heardNothingBy'),
    newDate: mayWords(source, 'newDate'),
    nextUpdate: mayWords(source, 'nextUpdate'),
    every: every(source),
    left: tells === 'actions' ? actionsLeft(source) : [],
    moved: movedDays(source),
  }
}

const tellings = ['waiting', 'progress', 'actions'] as const
