/** All of `npm start` is killed, servers and all, and started again: every case goes on, and what fell due meanwhile is done at once. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { childEnvironment, repositoryRoot } from '../../worker/embedded/config.ts'
import { stopChild } from '../../worker/embedded/server-process.ts'
import { caller, resident, type Caller, type Json } from './caller.ts'
import { idOf } from './invariants.ts'
import { begin, goOn, intakeOf, lettered, timelineOf, whole, type Life } from './life.ts'
import { tokenSecret } from './rig.ts'
import { port, until } from './waiting.ts'

const readyWithinMs = 60_000
const folder = mkdtempSync(path.join(os.tmpdir(), 'redress-faults-whole-'))
let ports: Record<
  'PORT' | 'MAIL_PORT' | 'MAIL_UI_PORT' | 'TEMPORAL_PORT' | 'TEMPORAL_UI_PORT' | 'POSTGRES_PORT',
  string
>
let api: Caller
let running: ChildProcess | undefined

beforeAll(async () => {
  const next = async (): Promise<string> => String(await port())
  ports = {
    ...{ PORT: await next(), MAIL_PORT: await next(), MAIL_UI_PORT: await next() },
    ...{ TEMPORAL_PORT: await next(), TEMPORAL_UI_PORT: await next(), POSTGRES_PORT: await next() },
  }
  api = caller(`http://127.0.0.1:${ports.PORT}`)
})
afterAll(async () => {
  if (running) await stopChild(running, 'SIGTERM', 50_000)
  rmSync(folder, { recursive: true, force: true })
})

/** Returns how long it took to be ready, in milliseconds. */
async function start(): Promise<number> {
  const {
    DATABASE_URL: _database,
    SMTP_URL: _mail,
    ...rest
  } = childEnvironment({ ...ports, TOKEN_SECRET: tokenSecret }, 'embedded')
  const env = { ...rest, DATA_DIR: folder }
  const child = spawn(process.execPath, ['worker/embedded/start.mjs'], {
    cwd: repositoryRoot,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running = child
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => void said.push(String(data)))
  const isReady = (): boolean => /^ready$/m.test(said.join('')) || child.exitCode !== null
  const tookMs = await until('npm start is ready', isReady, readyWithinMs, () => said.join(''))
  expect(child.exitCode, said.join('')).toBeNull()
  return tookMs
}

function pidOf(name: string): number {
  const page = JSON.parse(readFileSync(path.join(folder, 'processes.json'), 'utf8')) as {
    servers: { name: string; pid: number }[]
  }
  return page.servers.find((server) => server.name === name)?.pid ?? 0
}

async function kill(): Promise<void> {
  if (running) await stopChild(running, 'SIGKILL', 1_000)
}

/** The Message-IDs of all that the mail catcher has. */
async function mails(): Promise<string[]> {
  const list = `http://127.0.0.1:${ports.MAIL_UI_PORT}/api/email`
  const all = (await (await fetch(list)).json()) as { id: string }[]
  const sources = await Promise.all(all.map(async ({ id }) => (await fetch(`${list}/${id}/source`)).text()))
  return sources.map((source) => /^Message-ID:\s*(\S+)/im.exec(source)?.[1] ?? '')
}

async function lettersOf({ ref }: Life): Promise<string[]> {
  const letters = ((await whole(api, ref))['letters'] ?? []) as { status: string }[]
  return letters.map(({ status }) => status)
}

async function eventsOf({ ref }: Life): Promise<string[]> {
  const timeline = ((await whole(api, ref))['timeline'] ?? []) as { event: string }[]
  return timeline.map(({ event }) => event)
}

test('kill -9 of everything', { timeout: 200_000 }, async () => {
  const firstMs = await start()
  const life = await begin(api, 'whole', 'extended')
  await goOn(api, life)
  await goOn(api, life)

  // So that none is between the mail server's acceptance and our note of it: those alone may come twice.
  await until('its letters are sent', async () => String(await lettersOf(life)) === 'sent,sent', 30_000)

  // A complaint whose deadline has passed, and nobody there to see to it: its worker stands still, and then all is gone.
  const worker = pidOf('worker')
  process.kill(worker, 'SIGSTOP')
  const json: Json = intakeOf('due', 'unattended')
  const filed = await api.insist({ as: resident, path: '/v1/complaints', key: 'due', json })
  expect(filed.status).toBe(201)
  const due: Life = { id: 'due', kind: 'unattended', ref: String(filed.body['ref']), given: [] }
  await kill()
  process.kill(worker, 'SIGKILL')

  const againMs = await start()
  const backMs = Date.now()
  const acknowledged = async (): Promise<boolean> => (await eventsOf(due)).includes('acknowledged')
  const dueMs = await until('what fell due is done', acknowledged, 40_000)
  const commandMs = await timed(() => goOn(api, life))
  process.stderr.write(
    `whole killed: ready after ${firstMs} ms, again after ${againMs} ms; then the passed deadline took ${dueMs} ms, a command ${commandMs} ms\n`,
  )
  expect(Date.now() - backMs).toBeLessThan(60_000)
  for (const one of [life, due]) while (await goOn(api, one));
  for (const one of [life, due]) expect(await eventsOf(one)).toEqual(timelineOf(one.kind))
  const ids = [life, due].flatMap(({ ref, kind }) =>
    timelineOf(kind).flatMap((event, at) => (lettered.has(event) ? [idOf(ref, at + 1)] : [])),
  )
  await until('every letter is in the mail catcher', async () => (await mails()).length >= ids.length, 60_000, mails)
  expect((await mails()).sort()).toEqual(ids.sort())
})

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = Date.now()
  await work()
  return Date.now() - began
}
