/** What Temporal's histories must say after any fault: no run failed, and no worker found that it decides otherwise now. */
import type { Client } from '@temporalio/client'

/** WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR */
const nonDeterministic = 24

export interface Histories {
  runs: number
  running: number
  events: number
  /** Workflow tasks that were lost with a worker. */
  timedOut: number
  /** Failed tasks by their cause's number. */
  failedTasks: Record<number, number>
  wrong: string[]
}

/** Reads every run of every complaint. */
export async function readHistories(client: Client): Promise<Histories> {
  const seen: Histories = { runs: 0, running: 0, events: 0, timedOut: 0, failedTasks: {}, wrong: [] }
  for await (const { workflowId, runId, status } of client.workflow.list({ query: "WorkflowType = 'complaint'" })) {
    seen.runs++
    if (status.name === 'RUNNING') seen.running++
    else if (!['COMPLETED', 'CONTINUED_AS_NEW'].includes(status.name))
      seen.wrong.push(`${workflowId} is ${status.name}`)
    const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory()
    for (const event of events ?? []) {
      seen.events++
      if (event.workflowTaskTimedOutEventAttributes) seen.timedOut++
      const failed = event.workflowTaskFailedEventAttributes
      if (!failed) continue
      const cause: number = failed.cause ?? 0
      seen.failedTasks[cause] = (seen.failedTasks[cause] ?? 0) + 1
      if (cause === nonDeterministic) seen.wrong.push(`${workflowId}: ${failed.failure?.message ?? 'non-determinism'}`)
    }
  }
  return seen
}

/** What a worker says of itself when it decides otherwise than before, also where no history has it. */
export function nonDeterminismIn(log: string): string[] {
  return log.split('\n').filter((line) => /nondeterminism|TMPRL1100/i.test(line))
}
