/** What a letter is made from, and which policy and stage it is about. */
import type { Letterhead } from '../../prisma/letterhead.ts'
import type { Organisations } from '../../prisma/organisations.ts'
import type { PolicyLibrary } from '../../prisma/policies.ts'
import { policyOf } from '../../prisma/policy-versions.ts'
import { localDate, type LocalDate } from '../../workflows/policy/calendar.ts'
import { languageOfLetter } from '../../workflows/letter-languages.ts'
import type { LetterLanguage } from '../../workflows/policy/names.ts'
import { isStage } from '../../workflows/policy/reading.ts'
import type { Policy, StageId } from '../../workflows/policy/policy.ts'
import { versionsAt } from '../../workflows/stages/adoption.ts'
import type { Batch } from '../../workflows/state.ts'
import type { LetterDocument } from './document.ts'
import type { AskedFor, CaseRecords, Db } from './records.ts'
import { wordingIn, type Wording } from './wording.ts'

/** What is the same for every complaint of this installation. */
export interface Office {
  /** The policies are not taken from here: each complaint has its own in the records. */
  library: Pick<PolicyLibrary, 'ombudsmen' | 'companions'>
  organisations: Organisations
  /** Where residents reach this installation from outside: "https://complaints.council.example". Left out, letters have no links. */
  publicUrl?: string
}

/** Of whatever has more. */
export function officeOf({ library, organisations, publicUrl }: Office): Office {
  return { library, organisations, ...(publicUrl !== undefined && { publicUrl }) }
}

/** The policy under which an entry was made, and that of the stage after it, where a newer one is adopted for that. */
export interface Policies {
  policy: Policy
  policyDigest: string
  nextPolicy: Policy
}

export interface Source extends Office, Policies {
  records: CaseRecords
  batch: Batch
  entry: AskedFor
  organisation: Letterhead
  /** The folder of the organisation's own words, where it has one. */
  own: string | undefined
  /** The entry's stage, and the letter's own day. */
  stage: StageId
  today: LocalDate
  wording: Wording
  /** It is the copy for who acts for the resident, of a letter that the resident gets as well. */
  isCopy?: true
  /** The page where the resident can answer what this letter asks; left out, there is none. */
  link?: string
  /** The letters of the batch that are made already, by their entries: whoever is to tell the resident tells the very letter. */
  made?: ReadonlyMap<number, LetterDocument>
}

export async function policiesAt(
  db: Pick<Db, 'policyVersion'>,
  { case: { state } }: Batch,
  { seq }: AskedFor,
): Promise<Policies> {
  const { now, next } = versionsAt(state, seq)
  return { policy: await policyOf(db, now), policyDigest: now, nextPolicy: await policyOf(db, next) }
}

export function sourceOf(
  records: CaseRecords,
  batch: Batch,
  entry: AskedFor,
  office: Office,
  policies: Policies,
): Source {
  const { letterhead, letters: own } = office.organisations.byId(records.organisationId)
  const named = entry.detail['stage']
  const stage = typeof named === 'string' && isStage(named) ? named : batch.case.stage
  const today = localDate(entry.letter.atMs)
  const wording = wordingIn(languageOf(entry, records), own)
  return { ...office, ...policies, records, batch, entry, organisation: letterhead, own, stage, today, wording }
}

/** The resident's own, where that kind of letter is written in it; else English. Staff are written to in English. */
function languageOf({ letter }: AskedFor, { person }: CaseRecords): LetterLanguage {
  return letter.to === 'resident' ? languageOfLetter(letter.kind, person?.language ?? 'en') : 'en'
}
