/** Has what is stored of exceptional circumstances taken to the running complaints, and waits for that a little. */
import { WithStartWorkflowOperation } from '@temporalio/client'
import type { Incident } from '../../prisma/generated/client.ts'
import { incidentOptions } from '../../workflows/start-options.ts'
import { traceOf } from '../failures.ts'
import type { Services } from '../services.ts'
import { temporalWithin } from '../temporal.ts'

/** So long at most: enough for a small office's complaints. */
const doneMs = 6_000

/** Never rejects: the records tell how far it is, and where Temporal is away a sweep sees to it. */
export async function takeOn({ temporal, log }: Services, incident: Incident): Promise<void> {
  try {
    await temporalWithin(temporal, doneMs, () => {
      const startWorkflowOperation = new WithStartWorkflowOperation('incident', incidentOptions(incident))
      return temporal.workflow.executeUpdateWithStart('changed', { args: [], startWorkflowOperation })
    })
  } catch (error) {
    log.info({ ...traceOf(error), incident: incident.id }, 'an incident is stored, and the telling of it is under way')
  }
}
