/** Which complaints somebody may see at all: said once, for a single one and for lists. */
import type { Prisma } from '../../prisma/generated/client.ts'
import { isStaff, subjectOf, type Caller } from '../caller.ts'

/** The columns that decide it. */
export const decidesVisibility = { ref: true, filedBy: true, organisationId: true, conflicts: true } as const
export interface Seen {
  ref: string
  filedBy: string
  organisationId: string
  conflicts: string[]
}

/**
 * Of their own organisation staff see every complaint but those on which they have a conflict of interest (HO Code 5.8 c), which are not
 * there for them; a resident sees those they filed and the one that their token is for.
 */
export function maySee(caller: Caller, complaint: Seen): boolean {
  if (complaint.organisationId !== caller.org) return false
  if (isStaff(caller)) return !complaint.conflicts.includes(caller.sub)
  return caller.ref === complaint.ref || complaint.filedBy === subjectOf(caller)
}

/** The same for lists, which are for staff: `where: { AND: [visibleTo(caller), …] }`, or `complaint: visibleTo(caller)`. */
export function visibleTo(caller: Caller): Prisma.ComplaintWhereInput {
  return { organisationId: caller.org, NOT: { conflicts: { has: caller.sub } } }
}
