/** What is done differently for a resident so that they can take part (HO Code 5.10; Joint Code 5.8). */
import { z } from 'zod'
import {
  adjustmentKinds,
  adjustmentOutcomes,
  type AdjustmentKind,
  type AdjustmentOutcome,
} from '../../workflows/policy/names.ts'
import { mayWords } from './promised.ts'
import type { Source } from './source.ts'
import { bodyOf, textOfEntry } from './texts.ts'

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
  const kind = adjustmentKinds.find((one) => one === entry.detail['kind'])
  const was = wordsBefore(source) ?? (kind && asAsked[kind]) ?? null
  const { days } = entry.detail
  return {
    outcome,
    what: outcome === 'ended' ? null : (what ?? was),
    was: outcome === 'ended' || outcome === 'changed' ? was : null,
    longer: typeof days === 'number' ? wording.span({ number: days, unit: 'working-days' }) : null,
    askBy: mayWords(source, 'askBy'),
    reviewOn: mayWords(source, 'reviewOn'),
    goesOn: batch.case.closedAtMs === null,
  }
}

/** What was asked for with the complaint has no words of an officer's. */
const asAsked: Partial<Record<AdjustmentKind, string>> = {
  'large-print': 'We send you our letters in large print.',
  'very-large-print': 'We send you our letters in very large print.',
  braille: 'We send you our letters in Braille.',
  audio: 'We send you our letters as a recording.',
  'easy-read': 'We send you our letters in Easy Read.',
  language: 'We send you our letters in your own language.',
  other: 'We do what you asked us to do when you complained.',
}

/** What held before this entry, in the words of the text that its detail names. */
export function wordsBefore({ entry, records }: Source): string | null {
  return whatText.safeParse(bodyOf(records, entry.detail['was'])).data?.what ?? null
}
