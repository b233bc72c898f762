/** The API is killed between a case's row and its workflow's start, in each way there is. The sweep starts it, once. */
import { createConnection, createServer, type Server, type Socket } from 'node:net'
import type { Client } from '@temporalio/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { caller, resident, type Json } from './caller.ts'
import { readHistories } from './histories.ts'
import { countMail, lettersWrong, readCases, timelineWrong } from './invariants.ts'
import { intakeOf } from './life.ts'
import { openRig, type Rig } from './rig.ts'
import { port, until } from './waiting.ts'

/** What the sweep has to start a complaint. */
const sweptWithinMs = 60_000

let rig: Rig
let client: Client
const servers: Server[] = []
beforeAll(async () => {
  rig = await openRig()
  client = await rig.client()
  await rig.worker().start()
})
afterAll(async () => {
  for (const server of servers) server.close()
  await rig.stop()
})

/** A way to Temporal that takes connections. `pass` forwards what is said, and no answer comes back once `mute` is true. */
async function way(pass: boolean): Promise<{ address: string; mute: boolean; stop: () => void }> {
  const here = { address: `127.0.0.1:${await port()}`, mute: !pass, stop: () => undefined }
  const [host, there] = rig.temporalAddress.split(':')
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    if (pass) forward(socket, createConnection(Number(there), host), () => here.mute)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(Number(here.address.split(':')[1]), '127.0.0.1', resolve))
  return here
}

function forward(near: Socket, far: Socket, isMute: () => boolean): void {
  near.pipe(far)
  far.on('data', (data) => void (isMute() || near.write(data)))
  far.on('error', () => near.destroy())
  near.on('close', () => far.destroy())
}

const file = (id: string): { as: typeof resident; path: string; key: string; json: Json } => ({
  ...{ as: resident, path: '/v1/complaints', key: id },
  json: intakeOf(id, 'answered'),
})

/** With Temporal where nobody listens: the answer says that it is recorded, and then the API is gone. */
async function answeredThenKilled(): Promise<string> {
  const api = await rig.api({ TEMPORAL_ADDRESS: `127.0.0.1:${await port()}` })
  await api.start()
  const { status, body, tookMs } = await caller(api.url).try(file('answered'))
  await api.kill()
  expect([status, tookMs < 10_000]).toEqual([202, true])
  return String(body['ref'])
}

/** Temporal takes the connection and says nothing; the API dies as soon as the row is there, and the client never hears of it. */
async function killedAtTheRow(): Promise<string> {
  const silent = await way(false)
  const api = await rig.api({ TEMPORAL_ADDRESS: silent.address })
  await api.start()
  const trying = caller(api.url).try(file('at-the-row'))
  const row = () => rig.records.idempotencyKey.findFirst({ where: { key: 'at-the-row' } })
  await until('the row is there', async () => (await row())?.ref !== undefined, 10_000)
  await api.kill()
  expect((await trying).status).toBe(0)
  return (await row())?.ref ?? ''
}

/** The start happens, and its answer is lost: what reports a failure may have been done. */
async function startedAndNotTold(): Promise<string> {
  const lossy = await way(true)
  const api = await rig.api({ TEMPORAL_ADDRESS: lossy.address })
  await api.start()
  const asking = caller(api.url)
  await until('it has reached Temporal', async () => (await asking.try({ as: resident, path: '/readyz' })).status === 200, 10_000)
  lossy.mute = true
  const { status, body } = await asking.try(file('not-told'))
  await api.kill()
  expect(status).toBe(202)
  return String(body['ref'])
}

test('a complaint whose API died is started once, within a minute', { timeout: 150_000 }, async () => {
  const began = Date.now()
  const refs = [await answeredThenKilled(), await killedAtTheRow(), await startedAndNotTold()]
  const api = await rig.api()
  await api.start()

  // The client that heard nothing asks again, and is told of the same complaint.
  const again = await caller(api.url).insist(file('at-the-row'))
  expect([again.status, again.body['ref']]).toEqual([201, refs[1]])

  const delivered = (): Promise<number> => rig.records.letter.count({ where: { status: 'sent' } })
  await until('each receipt is sent', async () => (await delivered()) === refs.length, sweptWithinMs + 5_000, delivered)
  const cases = await readCases(rig)
  const tookMs = cases.map(({ startedAt, filedAt }) => (startedAt?.getTime() ?? Infinity) - filedAt.getTime())
  process.stderr.write(`api killed: started after ${tookMs.map((ms) => `${(ms / 1_000).toFixed(1)} s`).join(', ')}\n`)
  expect(Math.max(...tookMs)).toBeLessThan(sweptWithinMs)
  expect(cases.map(({ ref }) => ref).sort()).toEqual([...refs].sort())

  // A sweep later nothing has been started or sent again.
  const swept = await sweeps()
  await until('the sweep has run once more', async () => (await sweeps()) > swept, 40_000)
  const after = await readCases(rig)
  expect(after.flatMap((one) => [...timelineWrong(one, ['received']), ...lettersWrong(one)])).toEqual([])
  expect(countMail(after, rig)).toEqual({ sent: 3, accepted: 3, lost: [], doubled: [], unknown: [] })
  expect(await readHistories(client)).toMatchObject({ runs: 3, running: 3, wrong: [] })
  expect(Date.now() - began).toBeLessThan(140_000)
})

async function sweeps(): Promise<number> {
  return (await client.workflow.count("WorkflowType = 'sweep' AND ExecutionStatus = 'Completed'")).count
}
