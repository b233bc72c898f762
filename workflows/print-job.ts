/** The print job of the day, started by the organisation's schedule. What came of it is its result, for Temporal's UI. */
import { proxyActivities } from '@temporalio/workflow'
import type { Activities } from './activities.ts'

/** Waits out a database that is away, but for no longer than the day: tomorrow's job takes what waits then. */
const { printWhatWaits } = proxyActivities<Activities>({
  startToCloseTimeout: '1m',
  scheduleToCloseTimeout: '8h',
  retry: { initialInterval: '5s', maximumInterval: '1m' },
})

export async function printJob(organisation: string): Promise<string> {
  return printWhatWaits(organisation)
}
