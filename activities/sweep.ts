/** Starts what a crash left between the case row and its workflow. */
import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client'
import type { PrismaClient } from '../prisma/generated/client.ts'
import type { PolicyLibrary } from '../prisma/policies.ts'
import { markStarted, startFromRecords, unstarted } from '../prisma/restart.ts'
import { startOptions } from '../workflows/start-options.ts'

/** A start by the API itself is under way for so long at most. */
const graceMs = 15_000
/** A sweep takes so many, and the next one the rest. */
const most = 500

export async function startUnstarted(
  deps: { records: PrismaClient; library: PolicyLibrary; client: Client },
  nowMs: number,
): Promise<number> {
  const { records, library, client } = deps
  const refs = await unstarted(records, new Date(nowMs - graceMs), most)
  for (const ref of refs) {
    const start = await startFromRecords(records, library, ref, nowMs)
    if (!start?.receivedAtMs) continue
    try {
      await client.workflow.start('complaint', { ...startOptions(start), workflowIdReusePolicy: 'REJECT_DUPLICATE' })
    } catch (error) {
      // It was started, and the crash came before that was noted.
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
    }
    await markStarted(records, ref, nowMs)
  }
  return refs.length
}
