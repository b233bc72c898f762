/** What a command names, found for the workflow; and what the records must hold of it before it is taken, kept. */
import { lookUp } from '../prisma/look-up.ts'
import { caseToJoin } from '../prisma/other-case.ts'
import { keepPolicy } from '../prisma/policy-versions.ts'
import type { Named } from '../workflows/named.ts'
import type { LocalDate } from '../workflows/policy/calendar.ts'
import type { Fact } from '../workflows/state.ts'
import type { RecordsDeps } from './records.ts'

export async function lookUpAndKeep(
  { records, organisations }: Pick<RecordsDeps, 'records' | 'organisations'>,
  ref: string,
  named: Named,
  { today, nowMs }: { today: LocalDate; nowMs: number },
): Promise<{ found: Fact } | { fault: string }> {
  if (named.what === 'case' && named.toJoin) {
    const joined = await caseToJoin(records, ref, named.ref, nowMs)
    return 'fault' in joined ? joined : { found: joined.other as unknown as Fact }
  }
  const looked = await lookUp(records, organisations, ref, named, today)
  if ('fault' in looked) return looked
  if (looked.policy) await keepPolicy(records, looked.policy, nowMs)
  return { found: looked.found as Fact }
}
