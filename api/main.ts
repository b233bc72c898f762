/** The API as a process: prints `ready` once it listens, and ends in good order when it is told to or its parent is gone. */
import { createServer } from 'node:http'
import { createApp } from './app.ts'
import { readApiConfig } from './config.ts'
import { openServices } from './services.ts'

/** What is under way gets so long to end. */
const graceMs = 12_000
const headersMs = 10_000
/** A file from a phone on a slow line takes its time; who sends nothing at all is cut off before. */
const receiveMs = 120_000
const silentMs = 15_000

function main(): void {
  const config = readApiConfig()
  const services = openServices(config)
  const server = createServer({ requestTimeout: receiveMs, headersTimeout: headersMs }, createApp(services))
  server.setTimeout(silentMs)
  let stopping = false
  const stop = (why: string): void => {
    if (stopping) return
    stopping = true
    services.log.info({ why }, 'stopping')
    setTimeout(() => process.exit(1), graceMs).unref()
    server.close(() => void services.close().then(() => process.exit(0)))
    server.closeIdleConnections()
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(signal))
  process.on('disconnect', () => stop('the parent process is gone'))
  server.on('error', (error) => fail(error))
  server.listen(config.port, config.host, () => process.stdout.write('ready\n'))
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

try {
  main()
} catch (error) {
  fail(error)
}
