/** What Temporal keeps of a complaint: its events. */
import { temporal } from '@temporalio/proto'
import type { Office } from './office.ts'

export type HistoryEvent = temporal.api.history.v1.IHistoryEvent
export type History = temporal.api.history.v1.IHistory

/** Without a run's id, of its last run. */
export async function historyOf({ environment }: Office, workflowId: string, runId?: string): Promise<History> {
  return environment.client.workflow.getHandle(workflowId, runId).fetchHistory()
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
