/** What is unclear in a complaint and is asked of the resident (HO Code 5.6, 5.8; Joint Code 5.3, 5.4). */
import { z } from 'zod'
import type { DeadlineName } from '../../workflows/policy/deadline-rules.ts'
import { isFormal } from '../../workflows/policy/reading.ts'
import type { PromisedDay } from './frame.ts'
import { promised, words } from './promised.ts'
import type { Source } from './source.ts'
import { clarificationText, textOfEntry } from './texts.ts'

export interface ClarificationFacts {
  questions: string[]
  answerBy: string
  /** When they first hear from us, where that is still to come. */
  acknowledgement: PromisedDay | null
  /** When our own answer comes, which does not wait for theirs; null while no day is promised. */
  answer: PromisedDay | null
  /** Where our answer waits for theirs: the day it was due before. */
  waits: { from: string } | null
  /** The page where the resident can answer; null where there is none. */
  link: string | null
}

const waitsSchema = z.object({ from: z.string() })

/** The entry's detail has `answerBy`, a day, and where the clock waits, since when; its text has the questions. */
export function clarificationFacts(source: Source): ClarificationFacts {
  const { entry, records, stage, batch, wording, link = null } = source
  const waits = waitsSchema.safeParse(entry.detail['waits']).data
  const given = (name: DeadlineName) =>
    batch.case.state.deadlines.some((deadline) => deadline.name === name) ? promised(source, name) : null
  return {
    questions: textOfEntry(records, entry, clarificationText).questions,
    answerBy: words(source, 'answerBy'),
    acknowledgement: isFormal(stage) ? given(`acknowledge-${stage}`) : null,
    answer: isFormal(stage) ? given(`respond-${stage}`) : null,
    waits: waits === undefined ? null : { from: wording.day(waits.from) },
    link,
  }
}
