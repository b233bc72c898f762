/** Everything that a complaint needs, as the real processes on this machine: each can be killed, and started again where it was. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Client, Connection } from '@temporalio/client'
import { openRecords, type Records } from '../../prisma/client.ts'
import { childEnvironment, readConfig } from '../../worker/embedded/config.ts'
import { SEARCH_ATTRIBUTES } from '../../worker/embedded/search-attributes.ts'
import { findTemporalCli } from '../../worker/embedded/temporal-cli.ts'
import { startTemporal } from '../../worker/embedded/temporal.ts'
import { testDatabase } from '../servers.ts'
import { mailSink, type MailSink } from './mail-sink.ts'
import { program, type Program } from './program.ts'
import { port } from './waiting.ts'

export interface Killable {
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>
  /** Resolves when it answers. */
  start(): Promise<void>
}

export interface Rig {
  databaseUrl: string
  records: Records
  /** Its address, for a program that is to reach it by another way. */
  temporalAddress: string
  temporal: Killable & { signal(signal: NodeJS.Signals): void }
  client(): Promise<Client>
  mail: MailSink
  /** `given` goes on top of the environment that all have. */
  worker(given?: Record<string, string>): Program
  api(given?: Record<string, string>): Promise<Program & { url: string }>
  stop(): Promise<void>
}

export const tokenSecret = 'the fault tests’ secret, of no use to anybody'

/** @param databaseUrl of a migrated, empty database; one of the run's own unless given */
export async function openRig(databaseUrl?: string): Promise<Rig> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'redress-faults-'))
  const closing: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })]
  const database = databaseUrl === undefined ? await testDatabase() : undefined
  if (database) closing.push(database.stop)
  const url = databaseUrl ?? database?.url ?? ''
  const records = openRecords(url, 3)
  closing.push(() => records.$disconnect())
  const [{ address, server }, mail] = await Promise.all([temporalIn(folder), port().then(mailSink)])
  closing.push(() => server.kill(), mail.close)
  const environment = (given: Record<string, string> = {}): NodeJS.ProcessEnv => ({
    ...childEnvironment({ DATABASE_URL: url, SMTP_URL: mail.url, TEMPORAL_ADDRESS: address }, 'embedded'),
    ...{ DATA_DIR: path.join(folder, 'data'), TOKEN_SECRET: tokenSecret, LOG_LEVEL: 'WARN' },
    // As fast as it goes: a rate would hide how long things take.
    ...{ MAIL_PER_SECOND: '1000', MAIL_CONNECTIONS: '20' },
    ...given,
  })
  const started = (one: Program): Program => {
    closing.push(one.kill)
    return one
  }
  return {
    ...{ databaseUrl: url, records, temporal: server, temporalAddress: address, mail },
    async client() {
      const connection = await Connection.connect({ address })
      closing.push(() => connection.close())
      return new Client({ connection })
    },
    worker: (given) => started(program('worker/main.ts', environment(given))),
    async api(given) {
      const PORT = String(await port())
      const one = started(program('api/main.ts', environment({ PORT, LOG_LEVEL: 'warn', ...given })))
      return { ...one, url: `http://127.0.0.1:${PORT}` }
    },
    async stop() {
      for (const close of closing.reverse()) await close()
    },
  }
}

/** Temporal's own development server, whose timers are exact enough to test with, on a file that outlives it. */
async function temporalIn(folder: string): Promise<{ address: string; server: Rig['temporal'] }> {
  const options = {
    cli: await findTemporalCli(readConfig()),
    ...{ port: await port(), uiPort: await port() },
    dbFile: path.join(folder, 'temporal', 'temporal.db'),
    searchAttributes: SEARCH_ATTRIBUTES,
    settings: { 'history.timerProcessorMaxTimeShift': '"10ms"' },
  }
  let running = await startTemporal(options)
  let isUp = true
  const server = {
    async kill() {
      if (!isUp) return
      isUp = false
      process.kill(running.pid, 'SIGKILL')
      await running.stop()
    },
    signal: (signal: NodeJS.Signals) => void process.kill(running.pid, signal),
    async start() {
      running = await startTemporal(options)
      isUp = true
    },
  }
  return { address: running.address, server }
}
