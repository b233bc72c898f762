/** Has a workflow of the installation take on what is stored already, and waits for that a little. Where Temporal is away, a sweep sees to it. */
import type { WorkflowHandle } from '@temporalio/client'
import { traceOf } from './failures.ts'
import type { Services } from './services.ts'
import { temporalWithin } from './temporal.ts'

/** So long at most for the start, and so long for a small office's complaints. */
const startMs = 3_000
const doneMs = 4_000

export interface TakingOn {
  workflow: 'recalendar' | 'posting'
  options: { taskQueue: string; workflowId: string; staticSummary: string; signal: 'changed' | 'marked' }
  /** For the log: "a change of the calendar". */
  what: string
  facts: Record<string, number>
}

/** Never rejects: the records tell how far it is. */
export async function takeOnStored(
  { temporal, log }: Services,
  { workflow, options, what, facts }: TakingOn,
): Promise<void> {
  let handle: WorkflowHandle
  try {
    handle = await temporalWithin(temporal, startMs, () => temporal.workflow.signalWithStart(workflow, options))
  } catch (error) {
    log.warn({ ...traceOf(error), ...facts }, `${what} is stored, and its workflow did not start yet`)
    return
  }
  await temporalWithin(temporal, doneMs, () => handle.result()).catch((error: unknown) =>
    log.info({ ...traceOf(error), ...facts }, `${what} is under way`),
  )
}
