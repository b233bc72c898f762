/** A worker for the bare workflow, in a process of its own, tuned as the product's. */
import { fileURLToPath } from 'node:url'
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker'
import { BARE_QUEUE } from './bare-lives.ts'

Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } })
const connection = await NativeConnection.connect({ address: process.argv[2] ?? '' })
const worker = await Worker.create({
  connection,
  taskQueue: BARE_QUEUE,
  workflowsPath: fileURLToPath(new URL('bare-workflow.ts', import.meta.url)),
  activities: { note: async () => undefined },
  maxCachedWorkflows: 2_000,
  maxConcurrentActivityTaskExecutions: 40,
  stickyQueueScheduleToStartTimeout: '20s',
})
process.once('disconnect', () => worker.shutdown())
const running = worker.run()
process.stdout.write('ready\n')
await running
await connection.close()
process.exit(0)
