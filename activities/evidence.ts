/** Puts files on the timeline that were stored while their complaint's workflow did not answer. */
import { log } from '@temporalio/activity'
import { noteRefused, notingId, unnoted, type Unnoted } from '../prisma/evidence.ts'
import { inTurns } from './in-turns.ts'
import type { SweepDeps } from './sweep.ts'
import { tellComplaint } from './tell-complaint.ts'

/** The request that stored a file is under way for so long at most. */
const graceMs = 15_000
/** So many that a sweep ends in its time, though none answers. */
const most = 20
const atOnce = 10

/** One that does not answer is told by the next sweep. */
export async function noteEvidence(deps: SweepDeps, nowMs: number): Promise<void> {
  const files = await unnoted(deps.records, new Date(nowMs - graceMs), most)
  await inTurns(files, atOnce, (file) => tell(deps, file, nowMs))
}

async function tell(deps: SweepDeps, file: Unnoted, nowMs: number): Promise<void> {
  const { complaintRef: ref, number, by } = file
  const message = { by, with: { file: number } }
  const answer = await tellComplaint(deps, { ref, command: 'add-evidence', message, updateId: notingId(file) }, nowMs)
  if (typeof answer === 'string') return
  log.warn('A complaint did not take a file', { ref, number, rule: answer.rule })
  await noteRefused(deps.records, file)
}
