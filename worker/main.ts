/** The worker process: runs workflows and activities, as many of it as are needed. Prints `ready` once it takes work. */
import path from 'node:path'
import { Client } from '@temporalio/client'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { NativeConnection, Runtime } from '@temporalio/worker'
import { createActivities } from '../activities/index.ts'
import { checkLetters } from '../activities/letters/check-letters.ts'
import { createMailer } from '../activities/mail.ts'
import { openRecords } from '../prisma/client.ts'
import { loadOrganisations } from '../prisma/organisations-file.ts'
import { policyLibrary } from '../prisma/policies.ts'
import { workflowBundle } from './bundle.ts'
import { readConfig } from './config.ts'
import { tellNotifyFaults, withNotify } from './notify-settings.ts'
import { keepPrintSchedules } from './print-schedules.ts'
import { startSweep } from './start-sweep.ts'
import { WorkerLogger } from './worker-logger.ts'
import { createWorker } from './worker.ts'

/** What is wrong with the environment and the files is told in plain words, before anything is connected. */
function whatIsGiven() {
  try {
    const config = readConfig()
    const library = policyLibrary()
    const organisations = loadOrganisations(library, config.organisations)
    checkLetters(organisations, library)
    return { config, library, organisations }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}

async function main(): Promise<void> {
  const { config, library, organisations } = whatIsGiven()
  Runtime.install({
    logger: new WorkerLogger(config.LOG_LEVEL),
    telemetryOptions: { logging: { filter: config.LOG_LEVEL, forward: {} } },
  })
  const { connectionOptions, namespace = 'default' } = loadClientConnectConfig()
  const connection = await NativeConnection.connect(connectionOptions)
  const client = new Client({ connection, namespace })
  const records = openRecords(config.DATABASE_URL, Math.min(config.WORKER_CONCURRENCY, 20))
  // A letter whose sender was killed waits until its claim has run out, this and 5 s: at 60 s it came 95 s after the kill.
  const email = createMailer(config.SMTP_URL, {
    ...{ sendLimitMs: 20_000, maxConnections: config.MAIL_CONNECTIONS },
    ...(config.dkim && { dkim: config.dkim }),
    ...(config.MAIL_RETURN_PATH !== undefined && { returnPath: config.MAIL_RETURN_PATH }),
  })
  const carried = withNotify({ email }, config.notify)
  await tellNotifyFaults(carried.notify, config.notify)
  const postAfterMs = config.MAIL_POST_AFTER_HOURS * 3_600_000
  const now = () => Date.now()
  const worker = await createWorker({
    ...{ connection, namespace },
    activities: createActivities({
      ...{ records, library, organisations, ...carried, postAfterMs, client, now },
      ...(config.PUBLIC_URL !== undefined && { publicUrl: config.PUBLIC_URL }),
    }),
    workflowBundle: await workflowBundle(path.join(config.DATA_DIR, 'cache')),
    cacheMb: config.WORKER_CACHE_MB,
    concurrency: config.WORKER_CONCURRENCY,
    letters: { perSecond: config.MAIL_PER_SECOND, atOnce: config.MAIL_CONNECTIONS },
  })
  await startSweep(client)
  await keepPrintSchedules(client, organisations)

  // `npm start` holds a channel to its children: when it is gone, so is the reason to run. SIGTERM and SIGINT are the worker's own.
  process.once('disconnect', () => worker.shutdown())
  const running = worker.run()
  process.stdout.write('ready\n')
  await running
  email.close()
  await records.$disconnect()
  await connection.close()
}

await main()
process.exit(0)
