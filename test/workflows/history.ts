/** What Temporal keeps of a complaint: its events. */
import type { Client } from '@temporalio/client'
import { temporal } from '@temporalio/proto'
import type { Office } from './office.ts'

export type HistoryEvent = temporal.api.history.v1.IHistoryEvent
export type History = temporal.api.history.v1.IHistory

/** Without a run's id, of its last run. */
export async function historyOf({ environment }: Office, workflowId: string, runId?: string): Promise<History> {
  return environment.client.workflow.getHandle(workflowId, runId).fetchHistory()
}

/** Every run of it, the last one first. */
export async function everyRun(client: Client, workflowId: string): Promise<History[]> {
  const runs: History[] = []
  for (let runId: string | undefined; runId !== '';) {
    const run = await client.workflow.getHandle(workflowId, runId).fetchHistory()
    runs.push(run)
    runId = runBefore(run)
  }
  return runs
}

/**
 * Whatever could be read in a value: text as it is, bytes as text. By its own properties: an event made JSON of has its bytes in base64,
 * in which nothing is found.
 */
export function readable(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8')
  if (Array.isArray(value)) return value.map(readable).join('\n')
  return typeof value === 'object' && value !== null ? Object.values(value).map(readable).join('\n') : ''
}

export function namesOf({ events }: History): string[] {
  return (events ?? []).map(({ eventType }) =>
    (temporal.api.enums.v1.EventType[eventType ?? 0] ?? '')
      .replace('EVENT_TYPE_', '')
      .toLowerCase()
      .replaceAll('_', '-'),
  )
}

/** The bytes of the state that a run was started with. */
export function stateBytes({ events }: History): number {
  const [start] = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? []
  return start?.data?.length ?? 0
}

/** The run that came before this one by continue-as-new. */
export function runBefore({ events }: History): string {
  return events?.[0]?.workflowExecutionStartedEventAttributes?.continuedExecutionRunId ?? ''
}
