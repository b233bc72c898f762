/** What is promised to put things right, whether it is agreed, put off, late or done (HO Code 6.6, 7.3; Joint Code 6.6, 7.3). */
import { amountPaid } from '../../prisma/duty-words.ts'
import { isFormal } from '../../workflows/policy/reading.ts'
import { openDuties } from '../../workflows/stage.ts'
import { bodyOf, remedyText, reasonText, textOfEntry } from './texts.ts'
import { owedIn, owedOf, type Owed } from './duty-words.ts'
import { mayWords, words } from './promised.ts'
import type { RemedyData } from './response-data.ts'
import { remediesOf } from './response-facts.ts'
import type { Source } from './source.ts'

export interface ActionAgreedFacts {
  remedies: RemedyData[]
  /** The complaint is not answered yet. */
  answerToCome: boolean
}

export interface ActionPutOffFacts {
  actions: Owed[]
  from: string
  to: string
  reason: string
}

export interface ActionEndedFacts {
  actions: Owed[]
  reason: string
  /** What is not done yet. */
  left: Owed[]
  /** The complaint waited for nothing else. */
  closes: boolean
}

export interface ActionLateFacts {
  actions: Owed[]
  due: string
  /** By when a manager has looked at it again; null where the policy does not say. */
  newsBy: string | null
}

export interface ActionCompletedFacts {
  /** The day of the letter that promised it, where it is one day for all. */
  promisedOn: string | null
  doneOn: string
  actions: Owed[]
  /** Of money, what was paid, where that is on record. */
  paid: string | null
  /** What is not done yet. */
  left: Owed[]
  /** The complaint waited for nothing else. */
  closes: boolean
}

export function actionAgreedFacts(source: Source): ActionAgreedFacts {
  const { records, entry, batch } = source
  const stage = batch.case.state.stages.findLast(({ id }) => isFormal(id))
  return {
    remedies: remediesOf([textOfEntry(records, entry, remedyText)], source),
    answerToCome: stage !== undefined && stage.answeredAtMs === undefined,
  }
}

export function actionPutOffFacts(source: Source): ActionPutOffFacts {
  const { reason } = textOfEntry(source.records, source.entry, reasonText)
  return { actions: owedIn(source), from: words(source, 'from'), to: words(source, 'to'), reason }
}

export function actionEndedFacts(source: Source): ActionEndedFacts {
  const { reason } = textOfEntry(source.records, source.entry, reasonText)
  return {
    actions: owedIn(source),
    reason,
    left: actionsLeft(source),
    closes: source.entry.detail['closes'] === true,
  }
}

export function actionLateFacts(source: Source): ActionLateFacts {
  return {
    actions: owedIn(source),
    due: words(source, 'due'),
    newsBy: mayWords(source, 'newsBy'),
  }
}

export function actionCompletedFacts(source: Source): ActionCompletedFacts {
  const sum = amountPaid('money', bodyOf(source.records, source.entry.text))
  return {
    promisedOn: mayWords(source, 'promisedOn'),
    doneOn: words(source, 'on'),
    actions: owedIn(source),
    paid: sum === null ? null : source.wording.money(sum),
    left: actionsLeft(source),
    closes: source.entry.detail['closes'] === true,
  }
}

/** What is still promised and not done. */
export function actionsLeft(source: Source): Owed[] {
  return openDuties(source.batch.case.state, 'complete-action').map((duty) => owedOf(source, duty))
}
