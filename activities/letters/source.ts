/** What a letter is made from, and which policy and stage it is about. */
import type { PolicyLibrary } from '../../prisma/policies.ts'
import { localDate, type LocalDate } from '../../workflows/policy/calendar.ts'
import { isStage } from '../../workflows/policy/reading.ts'
import type { Policy, StageId } from '../../workflows/policy/policy.ts'
import type { Batch } from '../../workflows/state.ts'
import type { Organisation } from './organisation.ts'
import type { AskedFor, CaseRecords } from './records.ts'

export type Library = Pick<PolicyLibrary, 'byId' | 'ombudsmen'>

/** What is the same for every complaint of this office. */
export interface Office {
  library: Library
  organisation: Organisation
}

export interface Source extends Office {
  records: CaseRecords
  batch: Batch
  entry: AskedFor
  policy: Policy
  /** The entry's stage, and the letter's own day. */
  stage: StageId
  today: LocalDate
}

export function sourceOf(records: CaseRecords, batch: Batch, entry: AskedFor, office: Office): Source {
  const policy = office.library.byId(records.policyId)
  const named = entry.detail['stage']
  const stage = typeof named === 'string' && isStage(named) ? named : batch.case.stage
  return { ...office, records, batch, entry, policy, stage, today: localDate(entry.letter.atMs) }
}
