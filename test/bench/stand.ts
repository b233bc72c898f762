/** The servers and programs of a benchmark: a stand of their own, on free ports, in a temporary folder. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { deploy } from '../../prisma/migrate.ts'
import { childEnvironment, readConfig, repositoryRoot } from '../../worker/embedded/config.ts'
import { ensureDatabase } from '../../worker/embedded/databases.ts'
import { freePort } from '../../worker/embedded/ports.ts'
import { startPostgres } from '../../worker/embedded/postgres.ts'
import { SEARCH_ATTRIBUTES } from '../../worker/embedded/search-attributes.ts'
import { findTemporalCli } from '../../worker/embedded/temporal-cli.ts'
import { startTemporal } from '../../worker/embedded/temporal.ts'
import { smtpServer } from '../activities/smtp.ts'
import type { Watched } from './cpu.ts'

export interface Stand {
  address: string
  api: string
  dataDir: string
  databaseUrl: string
  processes: Record<'temporal' | 'postgres' | 'worker' | 'api' | 'bareWorker', Watched>
  /** Ends the worker by itself and starts another, with this on top of its environment. */
  restartWorker(given: Record<string, string>): Promise<void>
  stop(): Promise<void>
}

export interface StandOptions {
  /** A mail server to be used instead of one that takes everything. */
  mailUrl?: string
  /** On top of the worker's environment. */
  worker?: Record<string, string>
}

export async function raiseStand(options: StandOptions = {}): Promise<Stand> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'redress-bench-'))
  const config = readConfig()
  const postgres = await startPostgres({ dir: path.join(dataDir, 'postgres'), port: await freePort() })
  const url = postgres.url('redress')
  await ensureDatabase(url)
  await deploy(url)
  const temporal = await startTemporal({
    cli: await findTemporalCli(config),
    port: await freePort(),
    uiPort: await freePort(),
    dbFile: path.join(dataDir, 'temporal', 'temporal.db'),
    searchAttributes: SEARCH_ATTRIBUTES,
  })
  const mail = await smtpServer()
  const port = await freePort()
  const addresses = {
    DATABASE_URL: url,
    TEMPORAL_ADDRESS: temporal.address,
    SMTP_URL: options.mailUrl ?? mail.url,
    PORT: String(port),
    DATA_DIR: dataDir,
    // As fast as it goes: a rate would hide what a letter costs.
    ...{ MAIL_PER_SECOND: '1000', MAIL_CONNECTIONS: '20' },
  }
  const environment = childEnvironment(addresses, 'embedded')
  let worker = await program('worker/main.ts', [], { ...environment, ...options.worker })
  const api = await program('api/main.ts', [], environment)
  const bareWorker = await program('test/bench/bare-worker.ts', [temporal.address], environment)
  const pid = (child: ChildProcess): Watched => ({ pid: child.pid ?? 0 })
  const processes: Stand['processes'] = {
    temporal: { pid: temporal.pid },
    postgres: { pid: postgres.pid, withChildren: true },
    worker: pid(worker),
    api: pid(api),
    bareWorker: pid(bareWorker),
  }
  return {
    address: temporal.address,
    api: `http://127.0.0.1:${port}`,
    ...{ dataDir, databaseUrl: url, processes },
    async restartWorker(given) {
      await ended(worker)
      worker = await program('worker/main.ts', [], { ...environment, ...given })
      processes.worker = pid(worker)
    },
    async stop() {
      for (const child of [api, worker, bareWorker]) await ended(child)
      await mail.stop()
      await temporal.stop()
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function program(entry: string, args: string[], env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', entry, ...args], {
    cwd: repositoryRoot,
    env,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const lines = createInterface({ input: child.stdout ?? process.stdin })
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => line === 'ready' && resolve())
    child.once('exit', (code) => reject(new Error(`${entry} ended with ${code} before it was ready`)))
  })
  return child
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}
