/**
 * A change of the calendar in the records: who made it, how far it has been taken to the running complaints, what it moved. A newer
 * one of the same organisation takes the place of one that is still under way, as it goes to each of its complaints as well.
 */
import { calendarOf, type Closure } from '../workflows/policy/bank-holidays.ts'
import { localDate, type Calendar, type LocalDate } from '../workflows/policy/calendar.ts'
import type { Moved } from '../workflows/stages/calendar-change.ts'
import type { Batch, Status } from '../workflows/state.ts'
import { carried, replaceClosures } from './calendar.ts'
import type { Transaction } from './client.ts'
import type { CalendarChange } from './generated/client.ts'

/** @param by `manager:m.boss`, of that organisation. @returns the change's number */
export async function changeCalendar(
  tx: Transaction,
  given: { organisationId: string; closures: Closure[]; by: string; nowMs: number },
): Promise<number> {
  const { organisationId, by, nowMs } = given
  const closures = await replaceClosures(tx, organisationId, localDate(nowMs), given.closures)
  const { version, daysOff } = calendarOf(closures)
  await tx.calendarChange.updateMany({ where: { organisationId, status: 'running' }, data: { status: 'superseded' } })
  const all = closures.map(({ date, name }) => ({ date, name }))
  const data = { organisationId, at: new Date(nowMs), by, closures: all, version, daysOff }
  const { id } = await tx.calendarChange.create({ data, select: { id: true } })
  return id
}

/** The change that is under way, if one is. */
export async function changeUnderWay(tx: Transaction): Promise<CalendarChange | null> {
  return tx.calendarChange.findFirst({ where: { status: 'running' }, orderBy: { id: 'desc' } })
}

/**
 * The calendar of a change, as a complaint of the organisation takes it up that counts from a day. Only of the newest one, so that whatever comes late,
 * or from elsewhere, never takes a complaint back.
 */
export async function calendarOfChange(
  tx: Transaction,
  id: number,
  organisationId: string,
  from: LocalDate,
  nowMs: number,
): Promise<{ calendar: Calendar; by: string } | { fault: string }> {
  const newest = await tx.calendarChange.findFirst({ where: { organisationId }, orderBy: { id: 'desc' } })
  if (newest?.id !== id) return { fault: `The newest change of the calendar is number ${newest?.id ?? 0}, not ${id}.` }
  const { version, daysOff, by } = newest
  return { calendar: carried({ version, daysOff: daysOff as Calendar['daysOff'] }, from, localDate(nowMs)), by }
}

/** The organisation's running complaints after a reference, in their order. */
export async function runningAfter(
  tx: Transaction,
  organisationId: string,
  cursor: string | null,
  most: number,
): Promise<string[]> {
  const rows = await tx.complaint.findMany({
    where: { organisationId, ...stillRunning, ...(cursor !== null && { ref: { gt: cursor } }) },
    orderBy: { ref: 'asc' },
    take: most,
    select: { ref: true },
  })
  return rows.map(({ ref }) => ref)
}

const over: Status[] = ['closed', 'withdrawn', 'declined']
/** What is not over. */
export const stillRunning = { status: { notIn: over } }

export async function isRunning(tx: Transaction, ref: string): Promise<boolean> {
  return (await tx.complaint.count({ where: { ...stillRunning, ref } })) > 0
}

export async function countRunning(tx: Transaction, organisationId: string): Promise<number> {
  return tx.complaint.count({ where: { organisationId, ...stillRunning } })
}

/** How far a change has come, unless a newer one has taken its place meanwhile. */
export async function noteProgress(
  tx: Transaction,
  id: number,
  to: { total: number; visited: number; unanswered: number; cursor: string | null; doneAtMs: number | undefined },
): Promise<void> {
  const { doneAtMs, ...progress } = to
  const done = doneAtMs !== undefined && { status: 'done', finishedAt: new Date(doneAtMs) }
  await tx.calendarChange.updateMany({ where: { id, status: 'running' }, data: { ...progress, ...done } })
}

/** What a batch says has moved, for the list of the change. Written twice it changes nothing. */
export async function writeMoves(tx: Transaction, { ref, entries }: Batch): Promise<void> {
  for (const { event, detail } of entries) {
    if (event !== 'calendar-changed') continue
    const { change, moved } = detail as unknown as { change: number; moved: Moved[] }
    const data = moved.map(({ deadline, number, clause, from, to }) => ({
      ...{ changeId: change, complaintRef: ref, deadline, number, clause },
      ...{ from: new Date(from), to: new Date(to) },
    }))
    await tx.calendarMove.createMany({ data, skipDuplicates: true })
  }
}
