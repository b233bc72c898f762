/** One complaint with all that is on file, from the records alone. */
import { roles } from '../../workflows/actor.ts'
import { isStaff } from '../caller.ts'
import { defineOperation, type Asked, type Reply } from '../operation.ts'
import type { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { namedBy, withoutHidden } from './beside/links.ts'
import { caseFor } from './case-for.ts'
import { hiddenAmong } from './visible.ts'
import { answerFor, included, wholeSchema } from './whole.ts'

export const read = defineOperation({
  method: 'get',
  path: '/v1/complaints/{ref}',
  id: 'readComplaint',
  tag: 'Complaints',
  title: 'Read a complaint',
  description:
    'The case, its points, the resident, deadlines with every day counted, timeline, letters, decisions and actions. A resident sees what concerns them.',
  by: roles,
  answers: { 200: { description: 'The complaint', schema: wholeSchema } },
  problems: ['mistyped-reference', 'unknown-complaint', 'unavailable'],
  handle: whole,
})

async function whole({ records }: Services, { ref, caller }: Asked<undefined, undefined>): Promise<Reply | Problem> {
  const seen = await caseFor(records, caller, ref)
  if ('problem' in seen) return seen
  // One snapshot: the parts are read by several queries, and a batch may be written between them.
  const [row] = await records.$transaction([records.complaint.findUniqueOrThrow({ where: { ref }, ...included })], {
    isolationLevel: 'RepeatableRead',
  })
  const hidden = await hiddenAmong(records, caller, namedBy(row))
  return { status: 200, body: answerFor(withoutHidden(row, hidden), isStaff(caller)) }
}
