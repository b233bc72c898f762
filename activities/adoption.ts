/** The policy that a running complaint is to take, from its organisation's list; kept in the records before it is adopted. */
import { landlordMatterIn } from '../prisma/file-complaint.ts'
import { adoptablePolicy } from '../prisma/organisations.ts'
import { carriedPolicy, keepPolicy } from '../prisma/policy-versions.ts'
import type { LocalDate } from '../workflows/policy/calendar.ts'
import type { Fact } from '../workflows/state.ts'
import type { RecordsDeps } from './records.ts'

/** As the facts of `adopt-policy`; or why it is not the one in force today. */
export async function readPolicy(
  { records, organisations }: Pick<RecordsDeps, 'records' | 'organisations'>,
  ref: string,
  id: string,
  { today, nowMs }: { today: LocalDate; nowMs: number },
): Promise<{ facts: Fact } | { fault: string }> {
  const select = { organisationId: true, landlordMatter: true } as const
  const row = await records.complaint.findUnique({ where: { ref }, select })
  if (!row) return { fault: `There is no complaint ${ref} on file.` }
  const found = adoptablePolicy(organisations, row.organisationId, id, today, landlordMatterIn(row))
  if ('refusal' in found) return { fault: found.refusal.message }
  const { policy } = found
  const digest = await keepPolicy(records, policy, nowMs)
  return { facts: { policy: id, kept: { digest, policy: carriedPolicy(policy) as unknown as Fact } } }
}
