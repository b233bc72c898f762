/** One workflow for the installation: every half minute it starts the complaints whose case row was written just before a crash. */
import { continueAsNew, isCancellation, log, proxyLocalActivities, workflowInfo } from '@temporalio/workflow'
import type { Activities } from './activities.ts'
import { rest } from './clock.ts'

const { startUnstarted } = proxyLocalActivities<Activities>({
  startToCloseTimeout: '25s',
  retry: { maximumAttempts: 1 },
})

const everyMs = 30_000

export async function sweep(): Promise<void> {
  while (!workflowInfo().continueAsNewSuggested) {
    await rest(everyMs, 'Next look for complaints that a crash left unstarted')
    try {
      await startUnstarted()
    } catch (error) {
      if (isCancellation(error)) throw error
      // Temporal or the records may be away for a while: the next sweep finds the same complaints.
      log.warn('A sweep failed; the next one follows in half a minute')
    }
  }
  await continueAsNew<typeof sweep>()
}
