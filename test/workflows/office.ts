/**
 * An office with nobody in it: records in a database of its own, a worker with the real activities, and a clock that skips to
 * where a test wants it. The clock begins now and only goes forward.
 */
import { Context } from '@temporalio/activity'
import { inspect } from 'node:util'
import type { TestWorkflowEnvironment } from '@temporalio/testing'
import { DefaultLogger, Runtime } from '@temporalio/worker'
import { createActivities, type World } from '../../activities/index.ts'
import { openRecords, type Records } from '../../prisma/client.ts'
import { loadOrganisations } from '../../prisma/organisations-file.ts'
import type { Organisations } from '../../prisma/organisations.ts'
import { policyLibrary, type PolicyLibrary } from '../../prisma/policies.ts'
import { createWorker } from '../../worker/worker.ts'
import type { Activities } from '../../workflows/activities.ts'
import { parseWhen } from '../../workflows/policy/calendar.ts'
import { testDatabase, timeSkippingServer, workflowBundle } from '../servers.ts'
import { letterbox, type Letterbox } from './letterbox.ts'

/** What the workers of this file have logged, errors and all. */
export const logged: string[] = []
Runtime.install({
  logger: new DefaultLogger('TRACE', (entry) => void logged.push(inspect(entry, { depth: 8 }))),
  telemetryOptions: { logging: { filter: 'WARN', forward: {} } },
})

export interface Office {
  environment: TestWorkflowEnvironment
  records: Records
  library: PolicyLibrary
  organisations: Organisations
  mail: Letterbox
  /** Lets time pass until then; what falls due on the way is done. */
  until(when: string): Promise<void>
  startWorker(): Promise<void>
  stopWorker(): Promise<void>
  close(): Promise<void>
}

export interface Settings {
  /** What stands before the real activities: a database that is away, say. */
  before?: (real: Activities) => Partial<Activities>
  /** A worker that keeps nothing in memory: it begins every task from the history, as after a restart. */
  forgets?: boolean
  /** Policies other than those on file, and organisations other than the built-in one. */
  library?: PolicyLibrary
  organisations?: Organisations
  /** What takes letters away in place of the letterbox, and what is asked beside. */
  post?: Pick<World, 'carriers' | 'notify'>
  /** A server other than the time-skipping one. */
  environment?: TestWorkflowEnvironment
}

export async function openOffice(settings: Settings = {}): Promise<Office> {
  const { before, environment, forgets = false, library = policyLibrary() } = settings
  const [database, server] = await Promise.all([testDatabase(), environment ?? timeSkippingServer()])
  const records = openRecords(database.url)
  const organisations = settings.organisations ?? loadOrganisations(library)
  const mail = letterbox()
  const real = createActivities({
    ...{ records, library, client: server.client, organisations },
    ...(settings.post ?? { carriers: { email: mail } }),
    now: () => Context.current().info.currentAttemptScheduledTimestampMs,
  })
  let stop: (() => Promise<void>) | undefined
  const office: Office = {
    ...{ environment: server, records, library, organisations, mail },
    async until(when) {
      const waitMs = parseWhen(when) - (await server.currentTimeMs())
      if (waitMs < 0) throw new Error(`${when} is over: the clock of this office only goes forward`)
      await server.sleep(waitMs)
    },
    async startWorker() {
      const settings = {
        connection: server.nativeConnection,
        namespace: server.namespace ?? 'default',
        activities: { ...real, ...before?.(real) },
        workflowBundle: workflowBundle(),
      }
      const worker = await createWorker({ ...settings, cacheMb: forgets ? 0 : 64, concurrency: 10 })
      const run = worker.run()
      stop = async () => {
        worker.shutdown()
        await run
      }
    },
    async stopWorker() {
      await stop?.()
      stop = undefined
    },
    async close() {
      await office.stopWorker()
      await records.$disconnect()
      await server.teardown()
      await database.stop()
    },
  }
  await office.startWorker()
  return office
}
