/** The complaint that somebody asks for, if it is there and theirs to see. */
import type { Records } from '../../prisma/client.ts'
import { maySee, type Caller } from '../caller.ts'
import type { Problem } from '../problem.ts'

/** Another organisation's complaint, or another resident's, is answered as one that is not there. */
export async function caseFor(records: Records, caller: Caller, ref: string): Promise<{ ref: string } | Problem> {
  const select = { ref: true, filedBy: true, organisationId: true } as const
  const found = await records.complaint.findUnique({ where: { ref }, select })
  return found && maySee(caller, found) ? { ref: found.ref } : unknownComplaint(ref)
}

export function unknownComplaint(ref: string): Problem {
  return { problem: 'unknown-complaint', detail: `There is no complaint ${ref} that you may see. Check the reference.` }
}
