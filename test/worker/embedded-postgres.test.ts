import { execFile, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cloneDatabase, ensureDatabase } from '../../worker/embedded/databases.ts'
import { freePort } from '../../worker/embedded/ports.ts'
import { startPostgres, type Postgres } from '../../worker/embedded/postgres.ts'
import { identify } from '../../worker/embedded/process-table.ts'
import { testDatabase } from '../servers.ts'

const execute = promisify(execFile)

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

/** A process of its own that starts PostgreSQL in this folder, tells its pid, and waits to be killed. */
function startInAnotherProcess(dir: string, port: number): Promise<{ parent: ReturnType<typeof spawn>; pid: number }> {
  const script = `import { startPostgres } from './worker/embedded/postgres.ts'
    const postgres = await startPostgres({ dir: ${JSON.stringify(dir)}, port: ${port} })
    console.log(postgres.pid)
    setInterval(() => undefined, 1000)`
  const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    parent.stdout.once('data', (line) => resolve({ parent, pid: Number(String(line)) }))
    parent.once('exit', (code) => reject(new Error(`the other process ended with ${code}`)))
  })
}

async function killAndWait(child: ReturnType<typeof spawn>): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}

describe('the embedded PostgreSQL', () => {
  let folder: string
  let dir: string
  let running: Postgres | undefined

  const start = async (): Promise<Postgres> => (running = await startPostgres({ dir, port: await freePort() }))

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'redress-postgres-test-'))
    chmodSync(folder, 0o711)
    dir = path.join(folder, 'db')
  })

  afterEach(async () => {
    await running?.stop()
    running = undefined
    rmSync(folder, { recursive: true, force: true })
  })

  it('keeps what was committed over a stop and a start, under the same password, on another port', async () => {
    const first = await start()
    await ensureDatabase(first.url('redress'))
    await query(first.url('redress'), 'CREATE TABLE kept AS SELECT 7 AS value')
    await first.stop()
    const second = await start()
    expect(new URL(second.url('redress')).password).toBe(new URL(first.url('redress')).password)
    expect(await query(second.url('redress'), 'SELECT value FROM kept')).toEqual([{ value: 7 }])
  })

  it('listens on loopback only, asks for the password, and lets nobody else read it', async () => {
    const postgres = await start()
    expect(await query(postgres.url('postgres'), 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
    expect(await query(postgres.url('postgres'), 'SHOW max_connections')).toEqual([{ max_connections: '200' }])
    expect(statSync(`${dir}.password`).mode & 0o777).toBe(0o600)
    const wrong = new URL(postgres.url('postgres'))
    wrong.password = 'wrong'
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed')
  })

  it('folds the case of Welsh letters, as search needs, on every machine alike', async () => {
    const postgres = await start()
    expect(await query(postgres.url('postgres'), "SELECT lower('ŴYNEDD') AS folded")).toEqual([{ folded: 'ŵynedd' }])
  })

  it('ends when the process that started it is killed, and starts again with what was committed', async () => {
    const port = await freePort()
    const { parent, pid } = await startInAnotherProcess(dir, port)
    const password = readFileSync(`${dir}.password`, 'utf8').trim()
    await query(`postgresql://redress:${password}@127.0.0.1:${port}/postgres`, 'CREATE TABLE kept AS SELECT 7 AS value')
    await killAndWait(parent)
    running = await startPostgres({ dir, port }) // at once: the watchdog may not have ended the old one yet
    expect(running.pid).not.toBe(pid)
    expect(identify(pid)).toBeUndefined()
    expect(await query(running.url('postgres'), 'SELECT value FROM kept')).toEqual([{ value: 7 }])
  })

  it('takes over from a server whose watchdog was killed as well', async () => {
    const port = await freePort()
    const { parent, pid } = await startInAnotherProcess(dir, port)
    const { stdout } = await execute('pgrep', ['-f', `redress-watchdog INT ${pid}$`])
    process.kill(Number(stdout), 'SIGKILL')
    await killAndWait(parent)
    expect(identify(pid), 'the server must have been orphaned for this test to mean anything').toBeDefined()
    running = await startPostgres({ dir, port })
    expect(identify(pid)).toBeUndefined()
  })

  it('is not misled by a postmaster.pid that names another program', async () => {
    const first = await start()
    await first.stop()
    writeFileSync(path.join(dir, 'postmaster.pid'), `${process.pid}\n${dir}\n`)
    const second = await start()
    expect(await query(second.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('says what to do when the password is lost', async () => {
    const first = await start()
    await first.stop()
    running = undefined
    rmSync(`${dir}.password`)
    await expect(start()).rejects.toThrow(/db\.password is missing.*Restore it, or delete/)
  })

  it('shows its own words when it cannot start', async () => {
    const first = await start()
    await first.stop()
    running = undefined
    writeFileSync(path.join(dir, 'postgresql.auto.conf'), 'no_such_setting = 1\n')
    await expect(start()).rejects.toThrow(/did not start[^]*no_such_setting/)
  })
})

describe('databases', () => {
  it('are made when missing, also by many at once, and cloned with what is in them', async () => {
    const database = await testDatabase()
    const admin = new URL(database.url)
    const url = (name: string): string => Object.assign(new URL(admin), { pathname: `/${name}` }).href
    await Promise.all([1, 2, 3, 4].map(() => ensureDatabase(url('made_by_many'))))
    await query(url('made_by_many'), 'CREATE TABLE kept AS SELECT 7 AS value')
    const clone = await cloneDatabase(url('postgres'), 'made_by_many', 'its_clone')
    expect(await query(clone, 'SELECT value FROM kept')).toEqual([{ value: 7 }])
    await database.stop()
    await expect(query(database.url, 'SELECT 1')).rejects.toThrow('does not exist')
  })

  it('name DATABASE_URL when the server does not answer, and keep the password to themselves', async () => {
    const failure = ensureDatabase(`postgresql://someone:secret@127.0.0.1:${await freePort()}/redress`)
    await expect(failure).rejects.toThrow(/ECONNREFUSED.*DATABASE_URL/)
    await expect(failure).rejects.not.toThrow('secret')
  })
})
