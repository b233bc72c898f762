/** What is done differently for a resident so that they can take part (HO Code 5.10; Joint Code 5.8). */
import { z } from 'zod'
import { adjustmentOutcomes, type AdjustmentOutcome } from '../../workflows/policy/names.ts'
import { mayTell } from './promised.ts'
import type { Source } from './source.ts'
import { textOfEntry } from './texts.ts'

export interface AdjustmentFacts {
  /** Null where it is new. */
  outcome: AdjustmentOutcome | null
  /** What we do from now on; null where it has ended. */
  what: string | null
  /** What we did until now, where that is another thing. */
  was: string | null
  /** "5 working days": how much longer the resident has, where it is extra time. */
  longer: string | null
  /** Until when they can ask for stage 2 with it, where that time runs. */
  askBy: string | null
  /** When it is looked at again. */
  reviewOn: string | null
  /** The complaint is not over. */
  goesOn: boolean
}

const whatText = z.object({ what: z.string().optional() })

/** The entry's detail has its `outcome`, where it was reviewed, and in `was` the text with the words until then. */
export function adjustmentFacts(source: Source): AdjustmentFacts {
  const { entry, records, wording, batch } = source
  const outcome = adjustmentOutcomes.find((one) => one === entry.detail['outcome']) ?? null
  const { what = null } = textOfEntry(records, entry, whatText)
  const was = wordsBefore(source)
  const { days } = entry.detail
  const askBy = mayTell(source, 'askBy')
  const reviewOn = mayTell(source, 'reviewOn')
  return {
    outcome,
    what: outcome === 'ended' ? null : (what ?? was),
    was: outcome === 'ended' || outcome === 'changed' ? was : null,
    longer: typeof days === 'number' ? wording.span({ number: days, unit: 'working-days' }) : null,
    askBy: askBy === undefined ? null : wording.day(askBy),
    reviewOn: reviewOn === undefined ? null : wording.day(reviewOn),
    goesOn: batch.case.closedAtMs === null,
  }
}

/** What held before this entry, in the words of the text that its detail names. */
export function wordsBefore({ entry, records }: Source): string | null {
  const before = records.texts.find(({ id }) => id === entry.detail['was'])
  return whatText.safeParse(before?.body).data?.what ?? null
}
