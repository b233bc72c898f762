/** Has a stored change taken to the running complaints, and waits for that a little. Where Temporal is away, a sweep sees to it. */
import type { WorkflowHandle } from '@temporalio/client'
import { recalendarOptions } from '../../workflows/start-options.ts'
import { traceOf } from '../failures.ts'
import type { Services } from '../services.ts'
import { temporalWithin } from '../temporal.ts'

/** So long at most for the start, and so long for a small office's complaints. */
const startMs = 3_000
const doneMs = 4_000

/** Never rejects: the records tell how far it is. */
export async function takeOn({ temporal, log }: Services, change: number): Promise<void> {
  let handle: WorkflowHandle
  try {
    const options = { ...recalendarOptions, signal: 'changed' }
    handle = await temporalWithin(temporal, startMs, () => temporal.workflow.signalWithStart('recalendar', options))
  } catch (error) {
    log.warn({ ...traceOf(error), change }, 'a change of the calendar is stored, and its workflow did not start yet')
    return
  }
  await temporalWithin(temporal, doneMs, () => handle.result()).catch((error: unknown) =>
    log.info({ ...traceOf(error), change }, 'a change of the calendar is under way'),
  )
}
