/** Temporal for the tests of the API: a real development server, with a worker whose activities write to the records and send nothing. */
import { TestWorkflowEnvironment } from '@temporalio/testing'
import type { Carrier } from '../../activities/carrier.ts'
import { createActivities } from '../../activities/index.ts'
import { readConfig } from '../../worker/embedded/config.ts'
import { findTemporalCli } from '../../worker/embedded/temporal-cli.ts'
import { createWorker } from '../../worker/worker.ts'
import { searchAttributes } from '../../workflows/search-attributes.ts'
import { workflowBundle } from '../servers.ts'
import { openApi, type Api } from './world.ts'

export async function devServer(): Promise<TestWorkflowEnvironment> {
  const path = await findTemporalCli(readConfig())
  return TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path },
      searchAttributes: Object.values(searchAttributes),
      extraArgs: ['--dynamic-config-value', 'history.timerProcessorMaxTimeShift="10ms"'],
    },
  })
}

/** Temporal, the API before it and a worker behind it. */
export interface Lives {
  temporal: TestWorkflowEnvironment
  api: Api
  /** Undefined while a test does without one. */
  worker: Running | undefined
  close(): Promise<void>
}

/** @param services what the API is to have in place of its own, as `openApi` takes it */
export async function openLives(services?: Parameters<typeof openApi>[1]): Promise<Lives> {
  const temporal = await devServer()
  const api = await openApi(temporal.client, services)
  const lives: Lives = {
    temporal,
    api,
    worker: await startWorker(temporal, api),
    async close() {
      await lives.worker?.stop()
      await api.close()
      await temporal.teardown()
    },
  }
  return lives
}

export interface Running {
  /** How many letters were handed over for delivery. */
  delivered(): number
  stop(): Promise<void>
}

export async function startWorker(
  environment: TestWorkflowEnvironment,
  { services, url: publicUrl }: Api,
): Promise<Running> {
  const email: Carrier = {
    provider: 'none',
    sendLimitMs: 1,
    pack: async () => ({}),
    send: () => Promise.reject(new Error('no mail in these tests')),
    close: () => undefined,
  }
  const { records, library, organisations, temporal: client, now } = services
  let delivered = 0
  const worker = await createWorker({
    connection: environment.nativeConnection,
    namespace: environment.namespace ?? 'default',
    activities: {
      ...createActivities({ records, library, organisations, carriers: { email }, client, now, publicUrl }),
      deliver: () => {
        delivered++
        return Promise.resolve({ status: 'sent' })
      },
    },
    workflowBundle: workflowBundle(),
    cacheMb: 64,
    concurrency: 10,
  })
  const run = worker.run()
  return {
    delivered: () => delivered,
    async stop() {
      worker.shutdown()
      await run
    },
  }
}
