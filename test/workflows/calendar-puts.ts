/** A change of the closure days in an office of the tests, as the API makes it, and taken to every complaint before it returns. */
import { WorkflowClient } from '@temporalio/client'
import { changeCalendar } from '../../prisma/calendar-change.ts'
import { recalendarOptions } from '../../workflows/start-options.ts'
import { lifeOf, manager, resident, type Life } from './a-life.ts'
import type { Office } from './office.ts'

/** @returns the change's number */
export async function storeClosures(
  { records, organisations, environment }: Office,
  ...days: string[]
): Promise<number> {
  const nowMs = await environment.currentTimeMs()
  const under = { organisationId: organisations.all[0].id }
  const closures = days.map((date) => ({ date, name: 'Training' }))
  return records.$transaction((tx) => changeCalendar(tx, { ...under, closures, by: manager, nowMs }))
}

/** Every day from today on that the office is closed: what is not named is open again. */
export async function putClosures(office: Office, ...days: string[]): Promise<number> {
  const change = await storeClosures(office, ...days)
  await takeOn(office)
  return change
}

export async function takeOn({ environment }: Office): Promise<void> {
  // The environment's own client would let time pass while it waits.
  const client = new WorkflowClient({ connection: environment.connection })
  const handle = await client.signalWithStart('recalendar', { ...recalendarOptions, signal: 'changed' })
  await handle.result()
}

/** `1 of 3, done`: how far it came; and `C-… respond-stage-1 2027-02-15 -> 2027-02-16` for each deadline that it moved. */
export async function progressOf({ records }: Office, change: number): Promise<string> {
  const { visited, total, status, unanswered } = await records.calendarChange.findUniqueOrThrow({
    where: { id: change },
  })
  return `${visited} of ${total}, ${status}${unanswered > 0 ? `, ${unanswered} unanswered` : ''}`
}

export async function movesOf({ records }: Office, change: number): Promise<string[]> {
  const rows = await records.calendarMove.findMany({ where: { changeId: change }, orderBy: { complaintRef: 'asc' } })
  const day = (at: Date) => at.toISOString().slice(0, 10)
  return rows.map(({ complaintRef, deadline, from, to }) => `${complaintRef} ${deadline} ${day(from)} -> ${day(to)}`)
}

/** Ends whatever runs, so that the next test has the office to itself. */
export async function clear(office: Office): Promise<void> {
  const where = { status: { notIn: ['withdrawn', 'closed'] } }
  const running = await office.records.complaint.findMany({ where, select: { ref: true } })
  for (const { ref } of running) await lifeOf(office, ref).done('withdraw', resident)
}

/** `from 2027-02-01 due 2027-02-08 running`, of the newest deadline of that name. */
export async function deadlineOf(life: Life, name: string): Promise<string | undefined> {
  return (await life.deadlines()).findLast((line) => line.startsWith(name))?.replace(/^\S+ /, '')
}
