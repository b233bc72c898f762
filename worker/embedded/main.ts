import { existsSync } from 'node:fs'
import path from 'node:path'
import { childEnvironment, readConfig, repositoryRoot, type EmbeddedConfig } from './config.ts'
import { openLedger } from './ledger.ts'
import { checkPorts } from './ports.ts'
import { isAlive, npmAbove } from './process-table.ts'
import { createRunning } from './running.ts'
import { databaseServer, mailServer, portsInUse, temporalServer, type Start } from './servers.ts'
import { supervise } from './supervise.ts'

// The embedded default: one command that runs everything on this machine. In production the worker and the API are started
// by themselves (npm run worker, npm run api, docker-compose.yml).

const log = (message: string): void => void process.stderr.write(`${message}\n`)
const running = createRunning()
let stoppingSince: number | undefined

/** npm passes a Ctrl-C on although the terminal has sent it already: what comes at once is the same Ctrl-C, not a second. */
const SAME_SIGNAL_MS = 1_000

async function stop(exitCode: number): Promise<void> {
  if (stoppingSince !== undefined) {
    // The servers' watchdogs and the children's IPC channels end what this leaves behind.
    if (Date.now() - stoppingSince > SAME_SIGNAL_MS) process.exit(130)
    return
  }
  stoppingSince = Date.now()
  if (exitCode === 0) log('Stopping …')
  await running.stopAll(log)
  closeLedger()
  process.exit(exitCode)
}

let closeLedger = (): void => undefined

/** Whoever kills npm itself with SIGKILL meant all of it, but this process is not told: so it looks. */
function stopWithNpm(): void {
  const above = npmAbove(process.pid)
  const look = (): void => void (stoppingSince === undefined && !above.every(isAlive) && stop(0))
  setInterval(look, 1_000).unref()
}

async function startPrograms(start: Start, addresses: Record<string, string>): Promise<void> {
  const { config, ledger } = start
  const temporal = config.temporalAddress === undefined ? 'embedded' : 'given'
  const environment = childEnvironment(
    {
      ...{ ...addresses, PORT: String(config.ports.PORT), DATA_DIR: config.dataDir },
      PUBLIC_URL: config.publicUrl ?? `http://127.0.0.1:${config.ports.PORT}`,
    },
    temporal,
  )
  const programs = [
    { name: 'worker', entry: 'worker/main.ts', graceMs: 30_000 },
    { name: 'api', entry: 'api/main.ts', graceMs: 15_000 },
  ] as const
  const start1 = async (program: (typeof programs)[number]): Promise<void> => {
    if (!existsSync(path.join(repositoryRoot, program.entry)))
      throw new Error(`${program.entry} is missing from this checkout.`)
    const supervised = await supervise({
      ...program,
      environment,
      logFile: path.join(config.dataDir, `${program.name}.log`),
      started: (pid) => ledger.add(program.name, pid),
      exited: (pid) => ledger.remove(pid),
      log,
    })
    running.add(program.name, supervised.stop)
  }
  await Promise.all(programs.map(start1))
}

function withoutPassword(databaseUrl: string): string {
  const url = new URL(databaseUrl)
  url.password = ''
  return url.href
}

function addressTable(config: EmbeddedConfig, addresses: Record<string, string>): string {
  const api = `http://127.0.0.1:${config.ports.PORT}`
  const folder = path.relative(process.cwd(), config.dataDir) || '.'
  const rows: [string, string | undefined][] = [
    ['API', `${api}/v1`],
    ['API docs', `${api}/docs`],
    ['Mail', addresses['MAIL_UI_URL']],
    ['SMTP', addresses['MAIL_UI_URL'] === undefined ? 'as SMTP_URL says' : addresses['SMTP_URL']],
    ['Temporal UI', addresses['TEMPORAL_UI_URL']],
    ['Temporal', addresses['TEMPORAL_ADDRESS']],
    ['PostgreSQL', withoutPassword(addresses['DATABASE_URL'] ?? '')],
    ['Data and logs', folder],
  ]
  const shown = rows.filter(([, value]) => value !== undefined)
  return shown.map(([name, value]) => `  ${name.padEnd(15)}${value}`).join('\n')
}

async function main(): Promise<void> {
  const config = readConfig()
  const ledger = await openLedger(config.dataDir)
  closeLedger = ledger.close
  if (ledger.stopped.length > 0) log(`Stopped what an earlier start had left running: ${ledger.stopped.join(', ')}.`)
  if (config.startedByNpm) stopWithNpm()
  await checkPorts(portsInUse(config))
  const start: Start = { config, ledger, running, log }
  const parts = await Promise.all([databaseServer(start), temporalServer(start), mailServer(start)])
  const addresses: Record<string, string> = Object.assign({}, ...parts)
  await startPrograms(start, addresses)
  process.stdout.write(`\nRedress is running. Stop it with Ctrl-C.\n\n${addressTable(config, addresses)}\n\nready\n`)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))
// Whoever reads this output may go away; that is no reason to stop.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

try {
  await main()
} catch (error) {
  if (stoppingSince === undefined) {
    log(error instanceof Error ? error.message : String(error))
    await stop(1)
  }
}
