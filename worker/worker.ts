/** A Temporal worker for complaints, tuned as measured. */
import { Worker, type NativeConnection, type WorkflowBundleOption } from '@temporalio/worker'
import { plainFailures } from '../activities/plain-failures.ts'
import type { Activities } from '../workflows/activities.ts'
import { taskQueue } from '../workflows/start-options.ts'

/** A sleeping complaint in the cache costs the worker about so much, its policy and calendar with it, whatever its history. */
const cachedMb = 0.6

export interface WorkerSettings {
  connection: NativeConnection
  namespace: string
  activities: Activities
  workflowBundle: WorkflowBundleOption
  cacheMb: number
  concurrency: number
}

export async function createWorker(settings: WorkerSettings): Promise<Worker> {
  return Worker.create({
    connection: settings.connection,
    namespace: settings.namespace,
    taskQueue,
    workflowBundle: settings.workflowBundle,
    activities: { ...settings.activities },
    interceptors: { activity: [() => ({ inbound: plainFailures })] },
    maxCachedWorkflows: Math.max(10, Math.floor(settings.cacheMb / cachedMb)),
    // New complaints take turns with those under way: at the default of 0.2 a burst of both let the new ones wait for seconds.
    nonStickyToStickyPollRatio: 0.5,
    maxConcurrentActivityTaskExecutions: settings.concurrency,
    maxConcurrentLocalActivityExecutions: settings.concurrency,
    // Longer than the default 10 s, so that a burst of deadlines is not replayed from the start; no longer than 20 s, as a
    // complaint whose worker was killed waits that long for another.
    stickyQueueScheduleToStartTimeout: '20s',
    shutdownGraceTime: '10s',
    shutdownForceTime: '25s',
  })
}
