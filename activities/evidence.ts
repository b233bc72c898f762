/** Puts files on the timeline that were stored while their complaint's workflow did not answer. */
import { log } from '@temporalio/activity'
import { noteRefused, notingId, unnoted, type Unnoted } from '../prisma/evidence.ts'
import type { SweepDeps } from './sweep.ts'
import { tellComplaint, type Answer } from './tell-complaint.ts'
import { tellInOrder } from './tell-in-order.ts'

/** The request that stored a file is under way for so long at most. */
const graceMs = 15_000
/** A sweep takes so many complaints, all of them at once. */
const most = 10
/** Nothing is begun later: though none answers then, the sweep has time left for what comes after. */
const beginMs = 3_000

/** One that does not answer is told by the next sweep, and its other files after it. */
export async function noteEvidence(deps: SweepDeps, nowMs: number): Promise<void> {
  const until = Date.now() + beginMs
  const files = await unnoted(deps.records, new Date(nowMs - graceMs), most)
  await tellInOrder(files, { until, refOf: ({ complaintRef }) => complaintRef, tell: (one) => tell(deps, one, nowMs) })
}

async function tell(deps: SweepDeps, file: Unnoted, nowMs: number): Promise<Answer> {
  const { complaintRef: ref, number, by } = file
  const message = { by, with: { file: number } }
  const answer = await tellComplaint(deps, { ref, command: 'add-evidence', message, updateId: notingId(file) }, nowMs)
  if (typeof answer === 'string') return answer
  log.warn('A complaint did not take a file', { ref, number, rule: answer.rule })
  await noteRefused(deps.records, file)
  return answer
}
