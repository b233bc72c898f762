/** Whether somebody may act for the resident: what the resident is asked, and what was agreed (HO Code 1.3, 3.6). */
import type { LettersTo } from '../../workflows/policy/names.ts'
import { mayTell, told, words } from './promised.ts'
import type { Source } from './source.ts'

export interface ConsentFacts {
  /** Who is to act for them; null where the records do not tell. */
  name: string | null
  answerBy: string
  /** The permission that the policy asks for is signed. */
  signed: boolean
  /** Who is to get the letters, as it was told us. */
  letters: LettersTo
  /** The answer to the complaint waits for it. */
  answerWaits: boolean
  /** The page where the resident can answer; null where there is none. */
  link: string | null
}

export interface RepresentationFacts {
  /** Who acts for them, or does not. */
  name: string | null
  /** What has become of it. */
  now: 'named' | 'given' | 'refused' | 'ended' | 'lapsed'
  letters: LettersTo
  toResident: boolean
  /** The resident, for who may know. */
  resident: string | null
}

export function consentFacts(source: Source): ConsentFacts {
  const { policy, link = null } = source
  const { permission, meanwhile } = policy.representatives
  const { complained } = source.batch.case.state.representation ?? {}
  return {
    ...{ name: nameOf(source), answerBy: words(source, 'answerBy'), letters: lettersIn(source), link },
    signed: permission === 'signed',
    answerWaits: meanwhile === 'answer-waits' && complained === true,
  }
}

export function representationFacts(source: Source): RepresentationFacts {
  const now = nowOf(source)
  const toResident = source.entry.letter.to === 'resident'
  return {
    ...{ name: nameOf(source), now, toResident, letters: lettersIn(source) },
    resident: toResident || now === 'given' ? (source.records.person?.name ?? null) : null,
  }
}

function nowOf(source: Source): RepresentationFacts['now'] {
  const { event } = source.entry
  if (event === 'represented') return mayTell(source, 'status') === 'given' ? 'given' : 'named'
  if (event === 'consent-given') return 'given'
  if (event === 'consent-lapsed') return 'lapsed'
  const said = told(source, event === 'representative-told' ? 'now' : 'why')
  const known = (['given', 'refused', 'ended', 'lapsed'] as const).find((one) => one === said)
  if (!known) throw new Error(`Entry ${source.entry.seq} (${event}) does not say what has become of it`)
  return known
}

function nameOf({ records }: Source): string | null {
  return records.person?.representative?.name ?? null
}

function lettersIn({ batch }: Source): LettersTo {
  return batch.case.state.representation?.letters ?? 'resident'
}
