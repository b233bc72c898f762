import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { findBinaries, isTraversable, postgresUser, ROOT_STATE_FOLDER, type SystemUser } from './postgres-binaries.ts'
import { endProcess, identify } from './process-table.ts'
import { startServerProcess, type ServerProcess } from './server-process.ts'

export interface PostgresOptions {
  /** The cluster's folder. Beside it stand `<dir>.password` (mode 0600) and `<dir>.log`. */
  dir: string
  port: number
  /** postgresql.conf settings on top of the defaults. */
  settings?: Record<string, string>
  log?: (message: string) => void
}

export interface Postgres {
  url(database: string): string
  pid: number
  /** Where the data really is: elsewhere than asked when root starts it under a folder that user postgres may not enter. */
  dir: string
  stop: () => Promise<void>
}

const SUPERUSER = 'redress'
const READY_WITHIN_MS = 60_000
const SETTINGS = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '200' }

/**
 * The cluster's real folder. Elsewhere only for a root whose data folder user postgres may not enter, such as one under /root:
 * then a file in its place says where, so that deleting the data folder still means starting anew.
 */
function clusterFolder(dir: string, user: SystemUser | undefined, log: (message: string) => void): string {
  if (user === undefined || isTraversable(path.dirname(dir))) return dir
  const pointer = `${dir}.location`
  if (existsSync(pointer)) return readFileSync(pointer, 'utf8').trim()
  const instead = path.join(ROOT_STATE_FOLDER, `postgres-data-${randomBytes(4).toString('hex')}`)
  log(`User postgres may not enter ${path.dirname(dir)}, so PostgreSQL keeps its data in ${instead}.`)
  mkdirSync(path.dirname(pointer), { recursive: true })
  writeFileSync(pointer, `${instead}\n`)
  return instead
}

function readPassword(file: string, dir: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  if (existsSync(path.join(dir, 'PG_VERSION'))) {
    throw new Error(
      `${file} is missing, without which the database in ${dir} cannot be opened. Restore it, or delete ${dir} to start anew.`,
    )
  }
  const password = randomBytes(24).toString('base64url')
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  return password
}

/** The C locale of PostgreSQL's own provider: the same order and letter case (also of Welsh) on every machine. */
const run = promisify(execFile)

const LOCALE = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']

async function initialise(initdb: string, dir: string, password: string, user: SystemUser | undefined): Promise<void> {
  mkdirSync(path.dirname(dir), { recursive: true, mode: 0o755 })
  mkdirSync(dir, { mode: 0o700 })
  // initdb reads the password from a file, as the user it runs as, who may not be let into the system's folder for such files.
  const passwordFile = `${dir}.initial-password`
  writeFileSync(passwordFile, password, { mode: 0o600 })
  try {
    if (user !== undefined) for (const target of [dir, passwordFile]) chownSync(target, user.uid, user.gid)
    const args = ['-D', dir, '-U', SUPERUSER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, ...LOCALE]
    await run(initdb, args, { cwd: path.parse(dir).root, ...user })
  } catch (error) {
    rmSync(dir, { recursive: true, force: true }) // half a cluster would not start, and would not be initialised again
    const words = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    throw new Error(
      `PostgreSQL's data folder ${dir} could not be made: ${words.trim()}\nSet DATA_DIR to a folder that can be written, or DATABASE_URL.`,
      { cause: error },
    )
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/**
 * After a SIGKILL the server may still run, or its postmaster.pid may name a process that is gone. A live one is shut down
 * and started again, not adopted: nobody would watch an adopted one, and it may listen on the port of an earlier day.
 */
async function clearLeftover(dir: string, log: (message: string) => void): Promise<void> {
  const file = path.join(dir, 'postmaster.pid')
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0])
  const found = Number.isInteger(pid) && pid > 0 ? identify(pid) : undefined
  if (found?.command.includes(dir) === true) {
    log(`PostgreSQL (pid ${pid}) was left running by an earlier start: restarting it.`)
    await endProcess(found, 'SIGINT')
  }
  rmSync(file, { force: true })
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

async function untilReady(server: ServerProcess, url: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      await client.end().catch(() => undefined)
      if (!server.running() || Date.now() > deadline) {
        throw new Error(`PostgreSQL did not start. The end of ${server.logFile}:\n${server.lastWords()}`, {
          cause: error,
        })
      }
    }
    await pause(25)
  }
}

function serverArguments(dir: string, { port, settings }: PostgresOptions): string[] {
  const given = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return ['-D', dir, '-p', String(port), ...given]
}

function addressOf(password: string, port: number, database: string): string {
  return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`
}

/** The address of the embedded PostgreSQL that `npm start` runs; undefined where it has never run. */
export function embeddedAddress({ dir, port }: PostgresOptions, database: string): string | undefined {
  const file = `${path.resolve(dir)}.password`
  return existsSync(file) ? addressOf(readFileSync(file, 'utf8').trim(), port, database) : undefined
}

/** Starts the embedded PostgreSQL on loopback, making its data folder at the first start. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const log = options.log ?? (() => undefined)
  const user = postgresUser()
  const asked = path.resolve(options.dir)
  const dir = clusterFolder(asked, user, log)
  const { initdb, postgres: command } = findBinaries(user)
  const password = readPassword(`${asked}.password`, dir)
  if (existsSync(path.join(dir, 'PG_VERSION'))) await clearLeftover(dir, log)
  else await initialise(initdb, dir, password, user)
  const args = serverArguments(dir, options)
  const server = await startServerProcess({ command, args, logFile: `${asked}.log`, stopSignal: 'SIGINT', user })
  const url = (database: string): string => addressOf(password, options.port, database)
  try {
    await untilReady(server, url('postgres'))
  } catch (error) {
    await server.stop('SIGQUIT', 2_000)
    throw error
  }
  // SIGINT is PostgreSQL's fast shutdown: sessions are ended, and what was committed is on disk.
  return { url, pid: server.pid, dir, stop: () => server.stop('SIGINT', 20_000) }
}
