/** The print job that makes itself, at the time of day that an organisation's file sets. */
import { calendarFrom } from '../prisma/calendar.ts'
import type { PrismaClient } from '../prisma/generated/client.ts'
import { printWhatWaits } from '../prisma/print-jobs.ts'
import { byRedress } from '../workflows/actor.ts'
import { dayInWords, localDate, whyOff } from '../workflows/policy/calendar.ts'

/** What came of it, for whoever looks at the schedule. */
export async function printWaiting(
  { records }: { records: PrismaClient },
  organisationId: string,
  nowMs: number,
): Promise<string> {
  const today = localDate(nowMs)
  return records.$transaction(async (tx) => {
    const off = whyOff(await calendarFrom(tx, organisationId, today), today)
    if (off !== undefined) return `${dayInWords(today)} is no working day: ${off}`
    const printed = await printWhatWaits(tx, { organisationId, by: byRedress, nowMs })
    return printed ? `Print job ${printed.job.id}: ${printed.added} letters came into it` : 'No letter waits'
  })
}
