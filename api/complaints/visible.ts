/** Which complaints somebody may see at all: said once, for a single one and for lists. */
import type { Transaction } from '../../prisma/client.ts'
import type { Person, Prisma } from '../../prisma/generated/client.ts'
import { representativeOf } from '../../prisma/person.ts'
import { isStaff, subjectOf, type Caller } from '../caller.ts'

/** The columns that decide it. */
export const decidesVisibility = {
  ref: true,
  filedBy: true,
  organisationId: true,
  conflicts: true,
  person: { select: { representation: true, representative: true } },
} as const
export interface Seen {
  ref: string
  filedBy: string
  organisationId: string
  conflicts: string[]
  person: Pick<Person, 'representation' | 'representative'> | null
}

/**
 * Of their own organisation staff see every complaint but those on which they have a conflict of interest (HO Code 5.8 c), which are not
 * there for them; a resident sees those they filed and the one that their token is for.
 */
export function maySee(caller: Caller, complaint: Seen): boolean {
  if (complaint.organisationId !== caller.org) return false
  if (isStaff(caller)) return !complaint.conflicts.includes(caller.sub)
  if (caller.ref === complaint.ref) return true
  return complaint.filedBy === subjectOf(caller) && !awaitsPermission(complaint)
}

/** Who filed it for the resident is told nothing before the resident's word is there, nor when it is there no more. */
function awaitsPermission({ person }: Seen): boolean {
  const without = ['asked', 'lapsed', 'ended'].includes(person?.representation ?? '')
  return without && person !== null && representativeOf(person)?.complained === true
}

/** The same for lists, which are for staff: `where: { AND: [visibleTo(caller), …] }`, or `complaint: visibleTo(caller)`. */
export function visibleTo(caller: Caller): Prisma.ComplaintWhereInput {
  return { organisationId: caller.org, NOT: { conflicts: { has: caller.sub } } }
}

/** Of the complaints that another names, those that are not there for whoever of staff reads of it. */
export async function hiddenAmong(
  { complaint }: Pick<Transaction, 'complaint'>,
  caller: Caller,
  refs: readonly (string | null)[],
): Promise<ReadonlySet<string | null>> {
  const named = refs.filter((ref) => ref !== null)
  if (!isStaff(caller) || named.length === 0) return new Set()
  const rows = await complaint.findMany({
    where: { ref: { in: named }, NOT: visibleTo(caller) },
    select: { ref: true },
  })
  return new Set(rows.map(({ ref }) => ref))
}
