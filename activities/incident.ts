/**
 * Exceptional circumstances, taken to the complaints: a page at each call, in the order of their references, some at once, each by an
 * Update that answers when its timeline is written. Done twice it changes nothing. What others than residents are told is in
 * `incident-papers.ts`.
 */
import { log } from '@temporalio/activity'
import type { Incident } from '../prisma/generated/client.ts'
import { notTold } from '../prisma/incident.ts'
import { dayOf } from '../prisma/calendar.ts'
import type { IncidentPage, IncidentProgress } from '../workflows/activities.ts'
import { inTurns } from './in-turns.ts'
import type { SweepDeps } from './sweep.ts'
import { tellComplaint, type Answer } from './tell-complaint.ts'

const pageSize = 50
const atOnce = 10

/** Throws where the records or Temporal are away: the page is then done again. */
export async function tellOfIncident(
  deps: SweepDeps,
  id: number,
  after: string | null,
  nowMs: number,
): Promise<IncidentPage> {
  const incident = await deps.records.incident.findUniqueOrThrow({ where: { id } })
  const page = await notTold(deps.records, incident, after ?? '', pageSize)
  const answers = await inTurns(page, atOnce, (one) => tellOne(deps, one, incident, nowMs))
  return {
    change: incident.change,
    told: answers.filter((one) => one === 'told').length,
    refused: answers.filter((one) => typeof one === 'object').length,
    unanswered: answers.filter((one) => one === 'unanswered').length,
    next: page.length < pageSize ? null : (page.at(-1)?.ref ?? null),
  }
}

async function tellOne(
  deps: SweepDeps,
  { ref, recordedSeq }: { ref: string; recordedSeq: number },
  { id, change, changedBy }: Incident,
  nowMs: number,
): Promise<Answer> {
  const message = { by: changedBy, with: { incident: id } }
  // One that was closed and taken up again since is told anew; whichever comes twice, the complaint knows what it knows.
  const updateId = `incident-${id}-${change}-${recordedSeq}`
  const telling = { ref, command: 'note-incident', message, updateId } as const
  const answer = await tellComplaint(deps, telling, nowMs)
  // It ended meanwhile, or knew already.
  if (typeof answer === 'object') log.info('A complaint did not take an incident', { ref, rule: answer.rule })
  return answer
}

/** Every complaint that runs knows of that change, unless a newer one came meanwhile. */
export async function endTelling({ records }: SweepDeps, id: number, change: number): Promise<IncidentProgress> {
  await records.incident.updateMany({ where: { id, change, toldChange: { lt: change } }, data: { toldChange: change } })
  return progressOf({ records }, id)
}

export async function progressOf({ records }: Pick<SweepDeps, 'records'>, id: number): Promise<IncidentProgress> {
  const { change, returnOn, endedAt, toldChange } = await records.incident.findUniqueOrThrow({ where: { id } })
  const told = await records.incidentComplaint.count({ where: { incidentId: id } })
  return { change, returnOn: dayOf(returnOn), ended: endedAt !== null && toldChange >= change, told }
}
