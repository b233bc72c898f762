import { execFile, fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../worker/embedded/ports.ts'
import { testDatabase, type TestDatabase } from '../servers.ts'
import { intake } from './world.ts'

// The API and the token command as processes of their own, as npm start and a shell run them.

const root = fileURLToPath(new URL('../..', import.meta.url))
let dataDir: string
let database: TestDatabase
const children: ChildProcess[] = []
beforeAll(async () => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'redress-api-'))
  writeFileSync(path.join(dataDir, 'temporal.toml'), '[profile.default]\n')
  database = await testDatabase()
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await database.stop()
  rmSync(dataDir, { recursive: true })
})

interface Ran {
  code: number | null
  stdout: string
  stderr: string
}

const environment = (given: Record<string, string>) => {
  const { DATABASE_URL: _own, TOKEN_SECRET: _secret, ...rest } = process.env
  return {
    ...rest,
    DATA_DIR: dataDir,
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    TEMPORAL_CONFIG_FILE: path.join(dataDir, 'temporal.toml'),
    ...given,
  }
}

function token(...args: string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', 'api/cli/token.ts', ...args],
      { cwd: root, env: environment({}) },
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    )
  })
}

function start(given: Record<string, string>): { child: ChildProcess; ready: Promise<void>; ended: Promise<Ran> } {
  const child = fork('api/main.ts', {
    cwd: root,
    execArgv: ['--import', 'tsx'],
    stdio: 'pipe',
    env: environment(given),
  })
  children.push(child)
  let stdout = ''
  let stderr = ''
  child.stderr?.on('data', (data: Buffer) => (stderr += String(data)))
  const ready = new Promise<void>((resolve) => {
    child.stdout?.on('data', (data: Buffer) => {
      stdout += String(data)
      if (stdout.split('\n').includes('ready')) resolve()
    })
  })
  const ended = new Promise<Ran>((resolve) => child.on('exit', (code) => resolve({ code, stdout, stderr })))
  return { child, ready, ended }
}

test('a token for whoever is asked for, good for the process that runs on the same folder', async () => {
  const PORT = String(await freePort())
  const api = start({ PORT, DATABASE_URL: database.url })
  const [{ stdout }] = await Promise.all([token('--role', 'officer', '--sub', 'a.khan'), api.ready])
  expect(statSync(path.join(dataDir, 'token-secret')).mode & 0o777).toBe(0o600)
  const headers = { authorization: `Bearer ${stdout.trim()}`, 'content-type': 'application/json' }
  const url = `http://127.0.0.1:${PORT}/v1/complaints`
  const began = Date.now()
  const filed = await fetch(url, { method: 'POST', headers, body: JSON.stringify(intake) })
  expect(filed.status).toBe(202)
  expect(Date.now() - began).toBeLessThan(10_000)
  const { ref } = (await filed.json()) as { ref: string }
  expect((await fetch(`${url}/${ref}`, { headers })).status).toBe(200)
  api.child.kill('SIGTERM')
  const { code, stdout: log } = await api.ended
  expect(code).toBe(0)
  expect(log).not.toMatch(/canary/i)
})

test('it ends when its parent is gone', async () => {
  const api = start({ PORT: String(await freePort()), DATABASE_URL: database.url })
  await api.ready
  api.child.disconnect()
  expect((await api.ended).code).toBe(0)
})

test.each([
  [{}, /^DATABASE_URL must be an address like postgresql:/],
  [{ DATABASE_URL: 'mysql://secret@host/db' }, /^DATABASE_URL must be/],
  [{ DATABASE_URL: 'postgres://h/d', PORT: 'http' }, /^PORT must be a port/],
  [{ DATABASE_URL: 'postgres://h/d', TOKEN_SECRET: 'secret' }, /^TOKEN_SECRET must be at least 32/],
  [{ DATABASE_URL: 'postgres://h/d', POLICY: 'none' }, /^There is no policy "none"/],
  [
    { DATABASE_URL: 'postgres://h/d', POLICY: 'joint-code, basildon-2025' },
    /^POLICY: .* are both in force on Thursday 22 May/,
  ],
  [{ DATABASE_URL: 'postgres://h/d', ORGANISATIONS_FILE: '/none.yaml' }, /^ORGANISATIONS_FILE cannot be read: /],
  [{ DATABASE_URL: 'postgres://h/d', ORGANISATIONS_FILE: 'package.json' }, /^package\.json:1: file: .* is not a list/],
])('it does not start with %j', async (given, words) => {
  const { code, stderr, stdout } = await start(given).ended
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(words)
  expect(stderr).not.toContain('secret@')
})

test('a token as JSON, with its end', async () => {
  const { stdout, code } = await token('--role', 'resident', '--sub', 'sam', '--expires', '12h', '--json')
  const answer = JSON.parse(stdout) as { token: string; expires: string }
  expect(code).toBe(0)
  // Of the first organisation on file, where none is named.
  expect(answer).toMatchObject({ role: 'resident', sub: 'sam', org: 'exampleton' })
  expect(Date.parse(answer.expires) - Date.now()).toBeGreaterThan(11.9 * 3_600_000)
  expect(answer.token.split('.')).toHaveLength(3)
})

test.each([
  [['--help'], 0, /^npm run -s token/, /^$/],
  [[], 2, /^$/, /--role/],
  [['--role', 'boss', '--sub', 'x'], 2, /^$/, /--role/],
  [['--role', 'officer', '--sub', 'Anna Khan'], 2, /^$/, /--sub/],
  [['--role', 'officer', '--sub', 'a.khan', '--ref', 'C-2222-2222'], 2, /^$/, /--ref/],
  [['--role', 'resident', '--sub', 'sam', '--ref', 'C-2222-2223'], 2, /^$/, /--ref/],
  [
    ['--role', 'officer', '--sub', 'a.khan', '--org', 'nope'],
    2,
    /^$/,
    /--org: there is no organisation "nope": use exampleton/,
  ],
  [['--role', 'officer', '--sub', 'a.khan', '--expires', 'soon'], 2, /^$/, /--expires/],
  [['--rôle', 'officer'], 2, /^$/, /--help/],
] as const)('token %j', async (args, code, stdout, stderr) => {
  const ran = await token(...args)
  expect(ran.code).toBe(code)
  expect(ran.stdout).toMatch(stdout)
  expect(ran.stderr).toMatch(stderr)
})
