/** What a command names: a policy, a letter, another case. Writes nothing, so that a command can be tried out as well. */
import type { Named } from '../workflows/named.ts'
import type { LocalDate } from '../workflows/policy/calendar.ts'
import type { Policy } from '../workflows/policy/policy.ts'
import type { Records } from './client.ts'
import { rulesFor } from './companions.ts'
import { evidenceOnFile } from './evidence.ts'
import { landlordMatterIn } from './file-complaint.ts'
import { incidentOnFile } from './incident.ts'
import { letterOut } from './letter-out.ts'
import { adoptablePolicy, type Organisations } from './organisations.ts'
import { otherCase } from './other-case.ts'
import { carriedPolicy, digestOf } from './policy-versions.ts'

export type Looked =
  /** As the command's fact has it; and a policy whole, for the records to keep. */
  { found: unknown; policy?: Policy } | { fault: string }

export async function lookUp(
  records: Records,
  organisations: Organisations,
  ref: string,
  named: Named,
  today: LocalDate,
): Promise<Looked> {
  switch (named.what) {
    case 'letter':
      return as('letter', await letterOut(records, ref, named.number))
    case 'file':
      return as('file', await evidenceOnFile(records, ref, named.number))
    case 'incident':
      return as('incident', await incidentOnFile(records, ref, named.number))
    case 'case':
      return as('other', await otherCase(records, ref, named.ref))
    case 'companion':
    case 'policy':
      return ofItsOrganisation(records, organisations, ref, named, today)
  }
}

function as<K extends string>(key: K, found: Partial<Record<K, unknown>> | { fault: string }): Looked {
  return isFault(found) ? found : { found: found[key] }
}

function isFault(found: object): found is { fault: string } {
  return 'fault' in found
}

async function ofItsOrganisation(
  records: Records,
  organisations: Organisations,
  ref: string,
  { what, id }: Extract<Named, { id: string }>,
  today: LocalDate,
): Promise<Looked> {
  const select = { organisationId: true, landlordMatter: true } as const
  const row = await records.complaint.findUnique({ where: { ref }, select })
  if (!row) return { fault: `There is no complaint ${ref} on file.` }
  if (what === 'companion') return as('rules', rulesFor(organisations.byId(row.organisationId), id))
  const found = adoptablePolicy(organisations, row.organisationId, id, today, landlordMatterIn(row))
  if ('refusal' in found) return { fault: found.refusal.message }
  const { policy } = found
  return { found: { digest: digestOf(policy), policy: carriedPolicy(policy) }, policy }
}
