/** Takes bare workflows through their lives. */
import type { Client } from '@temporalio/client'
import { inParallel } from './in-parallel.ts'

export const BARE_QUEUE = 'bench-bare'

export async function bareLives(
  client: Client,
  count: number,
  atOnce: number,
  label: string,
): Promise<{ events: number }> {
  let events = 0
  await inParallel(count, atOnce, async (index) => {
    const workflowId = `bare-${label}-${index}`
    const handle = await client.workflow.start('bare', { taskQueue: BARE_QUEUE, workflowId })
    await handle.signal('decide')
    await handle.result()
    if (index === 0) events = (await handle.describe()).historyLength
  })
  return { events }
}
