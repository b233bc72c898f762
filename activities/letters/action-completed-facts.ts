/** What was promised to put things right and is now done (HO Code 6.6, 7.3; Joint Code 6.6, 7.3). */
import type { Source } from './source.ts'
import { actionCompletedText, textOfEntry } from './texts.ts'
import { mayTell } from './promised.ts'

export interface ActionCompletedFacts {
  /** The day of the letter that promised it, where it is known. */
  promisedOn: string | null
  actions: { promised: string; doneOn: string; said: string | null }[]
  /** What is not done yet. */
  left: { promised: string; by: string | null }[]
}

/** The entry's detail may have `promisedOn`, a day; its text has what was promised and when it was done. */
export function actionCompletedFacts(source: Source): ActionCompletedFacts {
  const { entry, records, wording } = source
  const { actions, left } = textOfEntry(records, entry, actionCompletedText)
  const promisedOn = mayTell(source, 'promisedOn')
  return {
    promisedOn: promisedOn === undefined ? null : wording.day(promisedOn),
    actions: actions.map(({ promised, doneOn, said = null }) => ({ promised, doneOn: wording.day(doneOn), said })),
    left: left.map(({ promised, by }) => ({ promised, by: by === undefined ? null : wording.day(by) })),
  }
}
