/** The calendar of working days: bank holidays, and the council's own closure days from the records. */
import { addDays, type Calendar, type LocalDate } from '../workflows/policy/calendar.ts'
import { calendarOf } from '../workflows/policy/bank-holidays.ts'
import type { Transaction } from './client.ts'

/** How far a stage's calendar reaches: the longest stage with its extension and a year of lateness. It travels in the state. */
const daysAhead = 550
const daysBefore = 14

export async function calendarFrom(tx: Transaction, day: LocalDate): Promise<Calendar> {
  const closures = await tx.closure.findMany({ orderBy: { date: 'asc' } })
  return calendarOf(
    closures.map(({ date, name }) => ({ date: date.toISOString().slice(0, 10), name })),
    { from: addDays(day, -daysBefore), to: addDays(day, daysAhead) },
  )
}
