/** How somebody may get in touch for a time (HO Code 5.14, 5.15; Joint Code 5.12, 5.13): decided, looked at again, challenged. */
import { z } from 'zod'
import { challengeOutcomes, restrictionOutcomes } from '../../workflows/policy/names.ts'
import { wordsBefore } from './adjustment-facts.ts'
import { mayWords } from './promised.ts'
import type { Source } from './source.ts'
import { textOfEntry } from './texts.ts'

export interface RestrictionFacts {
  happened: 'placed' | 'reviewed' | 'challenged' | 'decided'
  /** Of a review, or of a decision on a challenge. */
  outcome: 'kept' | 'changed' | 'lifted' | 'stands' | null
  /** What holds from now on; null where it is lifted. */
  what: string | null
  /** What held until now, where that has changed or is lifted. */
  was: string | null
  /** What happened, and why nothing less would do: of a new one. */
  evidence: string | null
  proportionate: string | null
  /** Why it is kept, changed or lifted; of a challenge, what the resident says. */
  why: string | null
  reviewOn: string | null
  /** By when a challenge is decided. */
  decideBy: string | null
  /** The complaint is not over. */
  goesOn: boolean
}

const text = z.object({
  what: z.string().optional(),
  evidence: z.string().optional(),
  proportionate: z.string().optional(),
  why: z.string().optional(),
})
const events = {
  'restriction-placed': 'placed',
  'restriction-reviewed': 'reviewed',
  'restriction-challenged': 'challenged',
  'challenge-decided': 'decided',
} as const
const outcomes = [...restrictionOutcomes, ...challengeOutcomes]

/** The entry's detail has its `outcome`, where it was looked at, and in `was` the text with the words until then. */
export function restrictionFacts(source: Source): RestrictionFacts {
  const { entry, records, batch } = source
  const happened = Object.entries(events).find(([event]) => event === entry.event)?.[1]
  if (!happened) throw new Error(`Entry ${entry.seq} (${entry.event}) is nothing that a letter on a restriction tells`)
  const outcome = outcomes.find((one) => one === entry.detail['outcome']) ?? null
  const { what = null, evidence = null, proportionate = null, why = null } = textOfEntry(records, entry, text)
  const was = wordsBefore(source)
  return {
    ...{ happened, outcome, evidence, proportionate, why },
    what: outcome === 'lifted' ? null : (what ?? was),
    was: outcome === 'changed' || outcome === 'lifted' ? was : null,
    reviewOn: mayWords(source, 'reviewOn'),
    decideBy: mayWords(source, 'decideBy'),
    goesOn: batch.case.closedAtMs === null,
  }
}
