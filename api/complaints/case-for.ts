/** The complaint that somebody asks for, if it is there and theirs to see. */
import type { Records } from '../../prisma/client.ts'
import type { Caller } from '../caller.ts'
import type { Problem } from '../problem.ts'
import { decidesVisibility, maySee } from './visible.ts'

/** Another organisation's complaint, another resident's, or one on which they have a conflict of interest is answered as one that is not there. */
export async function caseFor(records: Records, caller: Caller, ref: string): Promise<{ ref: string } | Problem> {
  const found = await records.complaint.findUnique({ where: { ref }, select: decidesVisibility })
  return found && maySee(caller, found) ? { ref: found.ref } : unknownComplaint(ref)
}

export function unknownComplaint(ref: string): Problem {
  return { problem: 'unknown-complaint', detail: `There is no complaint ${ref} that you may see. Check the reference.` }
}
