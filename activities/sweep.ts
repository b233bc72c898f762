/** Starts what a crash left between the records and a workflow: of a complaint, a change of the calendar, posted letters, or an incident. */
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client'
import { changeUnderWay } from '../prisma/calendar-change.ts'
import type { PrismaClient } from '../prisma/generated/client.ts'
import { notBegun } from '../prisma/incident.ts'
import { isAnyRelayed } from '../prisma/relayed.ts'
import { isAnyUntold } from '../prisma/posting.ts'
import { markStarted, startFromRecords, unstarted } from '../prisma/restart.ts'
import {
  incidentOptions,
  postingOptions,
  recalendarOptions,
  relayOptions,
  startOptions,
} from '../workflows/start-options.ts'

/** A start by the API itself is under way for so long at most. */
const graceMs = 15_000
/** A sweep takes so many, and the next one the rest. */
const most = 500
const previewKeptMs = 24 * 3_600_000

export interface SweepDeps {
  records: PrismaClient
  client: Client
}

export async function startUnstarted(deps: SweepDeps, nowMs: number): Promise<number> {
  const refs = await unstarted(deps.records, new Date(nowMs - graceMs), most)
  for (const ref of refs) await startFromFile(deps, ref, nowMs)
  await forgetPreviews(deps, nowMs)
  return (
    refs.length +
    (await takeUpChange(deps, nowMs)) +
    (await takeUpPosting(deps)) +
    (await takeUpRelay(deps)) +
    (await takeUpIncidents(deps, nowMs))
  )
}

/** Starts the workflow of a complaint that has never had one; another is left as it is. */
export async function startFromFile({ records, client }: SweepDeps, ref: string, nowMs: number): Promise<void> {
  const start = await startFromRecords(records, ref, nowMs)
  if (!start?.receivedAtMs) return
  try {
    await client.workflow.start('complaint', {
      ...startOptions(start, nowMs),
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
    })
  } catch (error) {
    // It was started, and the crash came before that was noted.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
  }
  await markStarted(records, ref, nowMs)
}

/** A change of the calendar that was stored just before a crash goes on as well. */
async function takeUpChange({ records, client }: SweepDeps, nowMs: number): Promise<number> {
  const change = await changeUnderWay(records)
  if (!change || change.at.getTime() > nowMs - graceMs) return 0
  await client.workflow.start('recalendar', { ...recalendarOptions, workflowIdConflictPolicy: 'USE_EXISTING' })
  return 1
}

/** Posted letters whose complaints do not all know it: where it is under way, it simply goes on. */
async function takeUpPosting({ records, client }: SweepDeps): Promise<number> {
  if (!(await isAnyUntold(records))) return 0
  await client.workflow.start('posting', { ...postingOptions, workflowIdConflictPolicy: 'USE_EXISTING' })
  return 1
}

/** Commands that complaints hand to others, and that not all of those were given. */
async function takeUpRelay({ records, client }: SweepDeps): Promise<number> {
  if (!(await isAnyRelayed(records))) return 0
  await client.workflow.start('relay', { ...relayOptions, workflowIdConflictPolicy: 'USE_EXISTING' })
  return 1
}

/** Exceptional circumstances that were declared, moved or ended just before a crash. */
async function takeUpIncidents({ records, client }: SweepDeps, nowMs: number): Promise<number> {
  const incidents = await notBegun(records, new Date(nowMs - graceMs))
  for (const one of incidents)
    await client.workflow.signalWithStart('incident', { ...incidentOptions(one), signal: 'changed' })
  return incidents.length
}

/** What nobody sent within a day is looked at anew. */
async function forgetPreviews({ records }: SweepDeps, nowMs: number): Promise<void> {
  await records.letterPreview.deleteMany({ where: { at: { lt: new Date(nowMs - previewKeptMs) } } })
}
