/** Run by a schedule: starts the workflow of every complaint whose case row was written just before a crash. */
import { proxyLocalActivities } from '@temporalio/workflow'
import type { Activities } from './activities.ts'

const { startUnstarted } = proxyLocalActivities<Activities>({ startToCloseTimeout: '50s', retry: { maximumAttempts: 1 } })

export async function sweep(): Promise<number> {
  return startUnstarted()
}
