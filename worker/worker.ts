/** Temporal workers for complaints and for their letters, tuned as measured. */
import { Worker, type NativeConnection, type WorkerOptions, type WorkflowBundleOption } from '@temporalio/worker'
import { plainFailures } from '../activities/plain-failures.ts'
import type { Activities } from '../workflows/activities.ts'
import { lettersQueue, taskQueue } from '../workflows/start-options.ts'

/** A sleeping complaint in the cache costs the worker about so much, its policy and calendar with it, whatever its history. */
const cachedMb = 0.6

export interface WorkerSettings {
  connection: NativeConnection
  namespace: string
  activities: Activities
  workflowBundle: WorkflowBundleOption
  /** 0: every task begins from the history. */
  cacheMb: number
  concurrency: number
  letters?: LetterSettings
}

export interface LetterSettings {
  /** The most that leave in a second, of all workers together: Temporal keeps it. No limit unless given. */
  perSecond?: number
  /** How many this process sends at once; all others wait in Temporal, not in memory. */
  atOnce: number
}

/** Both as one. */
export interface RunningWorkers {
  /** Resolves when they have shut down; throws when either fails, and then the other is shut down too. */
  run(): Promise<void>
  shutdown(): void
}

export async function createWorker(settings: WorkerSettings): Promise<RunningWorkers> {
  const workers = await Promise.all([complaintsWorker(settings), lettersWorker(settings)])
  const shutdown = (): void => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown()
  }
  return {
    shutdown,
    async run() {
      const ended = await Promise.allSettled(workers.map((worker) => worker.run().finally(shutdown)))
      for (const one of ended) if (one.status === 'rejected') throw one.reason
    },
  }
}

function complaintsWorker(settings: WorkerSettings): Promise<Worker> {
  return Worker.create({
    ...shared(settings),
    taskQueue,
    workflowBundle: settings.workflowBundle,
    maxCachedWorkflows: settings.cacheMb === 0 ? 0 : Math.max(10, Math.floor(settings.cacheMb / cachedMb)),
    // New complaints take turns with those under way: at the default of 0.2 a burst of both let the new ones wait for seconds.
    nonStickyToStickyPollRatio: 0.5,
    maxConcurrentActivityTaskExecutions: settings.concurrency,
    maxConcurrentLocalActivityExecutions: settings.concurrency,
    // Longer than the default 10 s, so that a burst of deadlines is not replayed from the start; no longer than 20 s, as a
    // complaint whose worker was killed waits that long for another.
    stickyQueueScheduleToStartTimeout: '20s',
  })
}

/** Deliveries alone: a slow mail server takes no place that a command or a deadline needs. */
function lettersWorker(settings: WorkerSettings): Promise<Worker> {
  const { perSecond, atOnce } = settings.letters ?? { atOnce: settings.concurrency }
  return Worker.create({
    ...shared(settings),
    taskQueue: lettersQueue,
    maxConcurrentActivityTaskExecutions: atOnce,
    ...(perSecond !== undefined && { maxTaskQueueActivitiesPerSecond: perSecond }),
  })
}

function shared({ connection, namespace, activities }: WorkerSettings): Omit<WorkerOptions, 'taskQueue'> {
  return {
    ...{ connection, namespace, activities: { ...activities } },
    interceptors: { activity: [() => ({ inbound: plainFailures })] },
    shutdownGraceTime: '10s',
    shutdownForceTime: '25s',
  }
}
