/** The calendar of working days: bank holidays, and the organisation's own closure days from the records. */
import { addDays, type Calendar, type LocalDate } from '../workflows/policy/calendar.ts'
import { calendarOf, type Closure } from '../workflows/policy/bank-holidays.ts'
import type { Transaction } from './client.ts'

/** How far a stage's calendar reaches: the longest stage with its extension and a year of lateness. It travels in the state. */
const daysAhead = 550
const daysBefore = 14

/** Any number no other program is likely to lock on. */
const CLOSURES_LOCK = 7_322_140_062

/**
 * The calendar that a complaint carries which counts from that day. Inside a transaction that makes the complaint, a change of the
 * closures waits until it has ended: then the complaint has the new closures, or the change finds it and takes them there.
 */
export async function calendarFrom(
  tx: Transaction,
  organisationId: string,
  day: LocalDate,
  today: LocalDate = day,
): Promise<Calendar> {
  await tx.$executeRaw`select pg_advisory_xact_lock_shared(${CLOSURES_LOCK})`
  return carried(calendarOf(await closuresOnFile(tx, organisationId)), day, today)
}

/** Puts these closures in place of the organisation's from that day on. Returns all that it has then. */
export async function replaceClosures(
  tx: Transaction,
  organisationId: string,
  from: LocalDate,
  closures: Closure[],
): Promise<Closure[]> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${CLOSURES_LOCK})`
  await tx.closure.deleteMany({ where: { organisationId, date: { gte: new Date(from) } } })
  const data = closures
    .filter(({ date }) => date >= from)
    .map(({ date, name }) => ({ organisationId, date: new Date(date), name }))
  await tx.closure.createMany({ data })
  return closuresOnFile(tx, organisationId)
}

/** Oldest first. */
export async function closuresOnFile(tx: Transaction, organisationId: string): Promise<Closure[]> {
  const closures = await tx.closure.findMany({ where: { organisationId }, orderBy: { date: 'asc' } })
  return closures.map(({ date, name }) => ({ date: dayOf(date), name }))
}

/**
 * What a complaint carries of the whole calendar: the days that it can reach, counting from one day and asked on another. Its
 * version is the whole calendar's, so that two complaints that took theirs from the same days off can be told to have done so.
 */
export function carried({ version, daysOff }: Calendar, from: LocalDate, today: LocalDate): Calendar {
  const [first, last] = [addDays(from, -daysBefore), addDays(from > today ? from : today, daysAhead)]
  const days = Object.entries(daysOff).filter(([date]) => date >= first && date <= last)
  return { version, daysOff: Object.fromEntries(days), upTo: last }
}

/** A date column's day: Prisma gives its midnight in UTC. */
export function dayOf(date: Date): LocalDate {
  return date.toISOString().slice(0, 10)
}
