import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { Connection } from '@temporalio/client'
import { startServerProcess, type ServerProcess } from './server-process.ts'

/** Temporal's types of search attributes, as its command line spells them. */
export type SearchAttributeType = 'Keyword' | 'Datetime' | 'Bool' | 'Text' | 'Int' | 'Double' | 'KeywordList'

export interface TemporalOptions {
  /** The Temporal CLI, from `findTemporalCli`. */
  cli: string
  port: number
  uiPort: number
  /** The SQLite file in which everything is kept. `<dbFile>.log` stands beside it. */
  dbFile: string
  searchAttributes: Readonly<Record<string, SearchAttributeType>>
  /** Dynamic configuration on top of the defaults, each value as JSON. */
  settings?: Record<string, string>
  log?: (message: string) => void
}

export interface Temporal {
  address: string
  pid: number
  stop: () => Promise<void>
}

const READY_WITHIN_MS = 60_000
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Undefined once the server answers for its default namespace, else why not yet. */
async function problemWith(address: string): Promise<unknown> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: '1s' })
    try {
      await connection.workflowService.describeNamespace({ namespace: 'default' })
    } finally {
      await connection.close()
    }
    return undefined
  } catch (error) {
    return error
  }
}

async function untilReady(server: ServerProcess, address: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS
  for (;;) {
    const cause = await problemWith(address)
    if (cause === undefined) return
    if (!server.running() || Date.now() > deadline) {
      throw new Error(`Temporal did not start. The end of ${server.logFile}:\n${server.lastWords()}`, { cause })
    }
    await pause(50)
  }
}

function argumentsFor(options: TemporalOptions): string[] {
  const attributes = Object.entries(options.searchAttributes).flatMap(([name, type]) => [
    '--search-attribute',
    `${name}=${type}`,
  ])
  const settings = Object.entries(options.settings ?? {}).flatMap(([name, value]) => [
    '--dynamic-config-value',
    `${name}=${value}`,
  ])
  const flags = {
    '--ip': '127.0.0.1',
    '--port': String(options.port),
    '--ui-ip': '127.0.0.1',
    '--ui-port': String(options.uiPort),
    '--db-filename': options.dbFile,
    '--log-level': 'error',
  }
  return ['server', 'start-dev', '--ui-disable-news-fetch', ...Object.entries(flags).flat(), ...attributes, ...settings]
}

/** Starts Temporal's development server with its UI on loopback; what it knows survives in `dbFile`. */
export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  mkdirSync(path.dirname(options.dbFile), { recursive: true })
  const address = `127.0.0.1:${options.port}`
  const logFile = `${options.dbFile}.log`
  const server = await startServerProcess({
    command: options.cli,
    args: argumentsFor(options),
    logFile,
    stopSignal: 'SIGTERM',
  })
  try {
    await untilReady(server, address)
  } catch (error) {
    await server.stop('SIGKILL', 1_000)
    throw error
  }
  options.log?.(`Temporal answers at ${address} (log: ${logFile}).`)
  return { address, pid: server.pid, stop: () => server.stop('SIGTERM', 15_000) }
}
