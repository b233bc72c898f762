/** Starts the sweep, once for the installation however many workers there are. */
import type { Client } from '@temporalio/client'
import { taskQueue } from '../workflows/start-options.ts'

export async function startSweep(client: Client): Promise<void> {
  await client.workflow.start('sweep', {
    taskQueue,
    workflowId: 'redress-sweep',
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary: 'Starts complaints that a crash left between their case row and their workflow',
  })
}
