/** The worker process: runs workflows and activities, as many of it as are needed. Prints `ready` once it takes work. */
import path from 'node:path'
import { Client } from '@temporalio/client'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker'
import { createActivities } from '../activities/index.ts'
import { loadOrganisation } from '../activities/letters/organisation.ts'
import { createMailer } from '../activities/mail.ts'
import { openRecords } from '../prisma/client.ts'
import { policyLibrary } from '../prisma/policies.ts'
import { workflowBundle } from './bundle.ts'
import { readConfig } from './config.ts'
import { startSweep } from './start-sweep.ts'
import { createWorker } from './worker.ts'

const config = readConfig()
Runtime.install({
  logger: new DefaultLogger(config.LOG_LEVEL),
  telemetryOptions: { logging: { filter: config.LOG_LEVEL, forward: {} } },
})

const { connectionOptions, namespace = 'default' } = loadClientConnectConfig()
const connection = await NativeConnection.connect(connectionOptions)
const client = new Client({ connection, namespace })
const records = openRecords(config.DATABASE_URL, Math.min(config.WORKER_CONCURRENCY, 20))
const organisation = loadOrganisation(config.ORGANISATION_FILE)
// A letter whose sender was killed waits until its claim has run out, this and 5 s: at 60 s it came 95 s after the kill.
const mailer = createMailer(config.SMTP_URL, organisation, { sendLimitMs: 20_000 })
const activities = createActivities({
  records,
  library: policyLibrary(),
  organisation,
  mailer,
  client,
  now: () => Date.now(),
})
const worker = await createWorker({
  connection,
  namespace,
  activities,
  workflowBundle: await workflowBundle(path.join(config.DATA_DIR, 'cache')),
  cacheMb: config.WORKER_CACHE_MB,
  concurrency: config.WORKER_CONCURRENCY,
})
await startSweep(client)

// `npm start` holds a channel to its children: when it is gone, so is the reason to run. SIGTERM and SIGINT are the worker's own.
process.once('disconnect', () => worker.shutdown())
const running = worker.run()
process.stdout.write('ready\n')
await running
mailer.close()
await records.$disconnect()
await connection.close()
process.exit(0)
