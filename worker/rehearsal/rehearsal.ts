/**
 * Takes complaints through their whole lives in seconds: the real workflow, records and letters, on the time-skipping server and
 * a PostgreSQL of its own. Only the mail server is left out: a letter is sent when it is handed over.
 */
import path from 'node:path'
import { Context } from '@temporalio/activity'
import type { TestWorkflowEnvironment } from '@temporalio/testing'
import { DefaultLogger, Runtime } from '@temporalio/worker'
import type { Carrier } from '../../activities/carrier.ts'
import { createActivities } from '../../activities/index.ts'
import { messageComposer } from '../../activities/mail-message.ts'
import { openRecords, type Records } from '../../prisma/client.ts'
import { deploy } from '../../prisma/migrate.ts'
import { loadOrganisations } from '../../prisma/organisations-file.ts'
import type { Organisations } from '../../prisma/organisations.ts'
import { policyLibrary, type PolicyLibrary } from '../../prisma/policies.ts'
import type { Activities } from '../../workflows/activities.ts'
import { workflowBundle } from '../bundle.ts'
import { readConfig } from '../embedded/config.ts'
import { ensureDatabase } from '../embedded/databases.ts'
import { startScratchPostgres } from '../embedded/scratch-postgres.ts'
import { testServerExecutable } from '../embedded/temporal-cli.ts'
import { startTimeSkipping } from '../embedded/time-skipping.ts'
import { createWorker } from '../worker.ts'
import { oneForEach } from './one-for-each.ts'
import { watched, type CannotGoOn } from './watched.ts'

export interface Rehearsal {
  environment: TestWorkflowEnvironment
  records: Records
  library: PolicyLibrary
  organisations: Organisations
  /** Lets time pass until then; what falls due on the way is done. */
  passUntil(atMs: number): Promise<void>
  /** Rejected with a `CannotGoOn` where the work of a complaint fails for good: race what waits for a complaint with it. */
  failed: Promise<never>
  end(): Promise<void>
}

/** @param change what a test has go wrong */
export async function beginRehearsal(change = (activities: Activities): Activities => activities): Promise<Rehearsal> {
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
  })
  const config = readConfig()
  const [postgres, environment, bundle] = await Promise.all([
    startDatabase(),
    testServerExecutable(config).then(startTimeSkipping),
    workflowBundle(path.join(config.dataDir, 'cache')),
  ])
  const records = openRecords(postgres.url)
  const library = policyLibrary()
  const organisations = oneForEach(loadOrganisations(library), library)
  let fail: (fault: CannotGoOn) => void = () => undefined
  const failed = new Promise<never>((_, reject) => {
    fail = reject
  })
  const made = createActivities({
    records,
    library,
    organisations,
    carriers: { email: handOver },
    client: environment.client,
    now: () => Context.current().info.currentAttemptScheduledTimestampMs,
  })
  const worker = await createWorker({
    connection: environment.nativeConnection,
    namespace: environment.namespace ?? 'default',
    activities: watched(change(made), fail),
    workflowBundle: bundle,
    cacheMb: 128,
    concurrency: 20,
  })
  const running = worker.run()
  return {
    environment,
    records,
    library,
    organisations,
    async passUntil(atMs) {
      const waitMs = atMs - (await environment.currentTimeMs())
      if (waitMs > 0) await environment.sleep(waitMs)
    },
    failed,
    async end() {
      worker.shutdown()
      await running
      await records.$disconnect()
      await postgres.stop()
      await environment.teardown()
    },
  }
}

async function startDatabase(): Promise<{ url: string; stop(): Promise<void> }> {
  const postgres = await startScratchPostgres()
  const url = postgres.url('rehearsal')
  await ensureDatabase(url)
  await deploy(url)
  return { url, stop: () => postgres.stop() }
}

/** Nobody's letter box: what is handed over counts as sent, and the letter is read in the records. */
const handOver: Carrier = {
  provider: 'rehearsal',
  sendLimitMs: 60_000,
  pack: messageComposer(),
  send: async () => ({ result: 'accepted' }),
  close: () => undefined,
}
