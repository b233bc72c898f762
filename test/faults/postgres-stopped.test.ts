/** PostgreSQL is stopped while commands come, gently and at once, and comes back: nothing is promised that is not kept. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deploy } from '../../prisma/migrate.ts'
import { ensureDatabase } from '../../worker/embedded/databases.ts'
import { startPostgres, type Postgres } from '../../worker/embedded/postgres.ts'
import { isAlive, identify } from '../../worker/embedded/process-table.ts'
import { caller, resident, type Caller } from './caller.ts'
import { readHistories } from './histories.ts'
import { casesWrong, countMail, deliveredAll, lifeWrong, readCases } from './invariants.ts'
import { begin, goOn, intakeOf, type Kind, type Life } from './life.ts'
import { openRig, type Rig } from './rig.ts'
import { pause, port, until } from './waiting.ts'

const outageMs = 10_000
const foreseen = new Set([200, 201, 202, 503])
const say = (line: string): void => void process.stderr.write(`postgres stopped: ${line}\n`)

let rig: Rig
/** The API's. */
let url: string
let log: () => string
let workerLog: () => string
let folder: string
let running: Postgres
let start: () => Promise<void>
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'redress-faults-pg-'))
  await chmod(folder, 0o711)
  // What is committed must outlive the server here: only the disk itself is not waited for.
  const options = { dir: path.join(folder, 'db'), port: await port(), settings: { fsync: 'off' } }
  start = async () => {
    running = await startPostgres(options)
  }
  await start()
  const databaseUrl = running.url('redress')
  await ensureDatabase(databaseUrl)
  await deploy(databaseUrl)
  rig = await openRig(databaseUrl)
  const [worker, http] = [rig.worker(), await rig.api()]
  await Promise.all([worker.start(), http.start()])
  url = http.url
  log = http.log
  workerLog = worker.log
})
afterAll(async () => {
  await rig.stop()
  await running.stop()
  for (const target of [folder, running.dir]) await rm(target, { recursive: true, force: true })
})

async function stop(mode: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  const server = identify(running.pid)
  process.kill(running.pid, mode)
  if (server) await until('PostgreSQL has stopped', () => !isAlive(server), 20_000)
}

/** One life after the other, until it is told to stop. */
async function keepComing(api: Caller, name: string, kind: Kind, lived: Life[], goesOn: () => boolean): Promise<void> {
  for (let index = 0; goesOn(); index++) {
    const life = await begin(api, `${name}-${index}`, kind)
    lived.push(life)
    while (await goOn(api, life));
  }
}

test.each(['SIGINT', 'SIGQUIT'] as const)('%s during commands', { timeout: 150_000 }, async (mode) => {
  const [api, probe] = [caller(url), caller(url)]
  const lived: Life[] = []
  let goesOn = true
  const kinds = ['answered', 'extended', 'escalated', 'withdrawn'] as const
  const coming = [...kinds, ...kinds].map((kind, index) =>
    keepComing(api, `${mode.toLowerCase()}-${kind}-${index}`, kind, lived, () => goesOn),
  )
  await until('lives are under way', () => lived.length >= kinds.length, 30_000)
  await pause(1_000)
  await stop(mode)
  const stoppedMs = Date.now()

  const filing = { as: resident, path: '/v1/complaints', key: `${mode}-probe`, json: intakeOf('probe', 'answered') }
  const seen = new Set<number>()
  while (Date.now() - stoppedMs < outageMs) seen.add((await probe.try(filing)).status)
  expect([...seen]).toEqual([503])
  await start()
  const backMs = Date.now()
  const filedMs = await until('intake is back', async () => (await probe.try(filing)).status === 201, 30_000)
  await until(
    'commands are back',
    () => api.asked.some(({ fromMs, path }) => fromMs > backMs && path !== filing.path),
    30_000,
    () => ({ lastAnswers: api.asked.slice(-8), worker: workerLog().slice(-6_000), api: log().slice(-3_000) }),
  )
  const commandMs = Date.now() - backMs
  goesOn = false
  await Promise.all(coming)
  await until('every letter is delivered', () => deliveredAll(rig), 60_000)
  const settledMs = Date.now() - backMs

  const [cases, histories] = [await readCases(rig), await readHistories(await rig.client())]
  const tries = api.asked.flatMap(({ status, before }) => [...before, status])
  const counts = Object.fromEntries(
    [...new Set(tries)].map((status) => [status, tries.filter((one) => one === status).length]),
  )
  say(
    `${mode}: ${lived.length} lives, answers ${JSON.stringify(counts)}, slowest ${api.slowestMs} ms; after the start intake ${filedMs} ms, ` +
      `commands ${commandMs} ms, all settled ${settledMs} ms`,
  )
  const unforeseen = api.asked.filter(({ status, before }) => ![status, ...before].every((one) => foreseen.has(one)))
  expect(unforeseen, log().slice(-5_000)).toEqual([])
  expect(Math.max(api.slowestMs, probe.slowestMs)).toBeLessThan(10_000)
  expect(Math.max(filedMs, commandMs)).toBeLessThan(30_000)
  const mine = cases.filter(({ ref }) => lived.some((life) => life.ref === ref))
  expect(casesWrong(mine, api)).toEqual([])
  expect(lived.flatMap((life) => lifeWrong(cases, life))).toEqual([])
  expect(countMail(cases, rig)).toMatchObject({ lost: [], doubled: [], unknown: [] })
  expect(histories.wrong).toEqual([])
})
