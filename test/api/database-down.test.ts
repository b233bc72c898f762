import { createServer, type AddressInfo, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startScratchPostgres } from '../../worker/embedded/scratch-postgres.ts'
import { openRecords } from '../../prisma/client.ts'
import { intake, officer, openApi, resident, type Api } from './world.ts'

// PostgreSQL goes away while the API runs: 503 with when to come again, in time, and nothing in the log but that.

let api: Api

beforeAll(async () => {
  const server = await startScratchPostgres()
  api = await openApi()
  await api.services.records.$disconnect()
  api.services.records = openRecords(server.url('postgres'))
  // So that there are connections to lose.
  await api.ask('GET', '/readyz', null)
  await server.stop()
})
afterAll(() => api.close())

test.each([
  ['GET', '/v1/complaints', officer],
  ['GET', '/v1/print-queue', officer],
  ['GET', '/v1/complaints/C-2222-2222', officer],
  ['POST', '/v1/complaints', resident, intake],
  ['POST', '/v1/complaints/C-2222-2222/withdraw', officer, {}],
  ['PUT', '/v1/complaints/C-2222-2222/draft-withdrawal', officer, { reason: 'CANARY' }],
] as const)('%s %s', async (method, path, as, json?: object) => {
  const began = Date.now()
  const { status, body, headers } = await api.ask(
    method,
    path,
    as,
    json ? { json, headers: { 'idempotency-key': 'x' } } : {},
  )
  expect([status, body['type']], JSON.stringify(body)).toEqual([503, '/problems/unavailable'])
  expect(headers.get('retry-after')).toBe('5')
  expect(Date.now() - began).toBeLessThan(10_000)
})

test('it says which does not answer, and logs no words', async () => {
  expect((await api.ask('GET', '/readyz', null)).body['detail']).toBe(
    'Not ready: the database and Temporal do not answer.',
  )
  expect(api.logged.join('')).not.toMatch(/canary|C-2222/i)
})

test('a database that takes connections and says nothing', async () => {
  const sockets: Socket[] = []
  const mute = createServer((socket) => void sockets.push(socket))
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
  const { port } = mute.address() as AddressInfo
  api.services.records = openRecords(`postgresql://u:p@127.0.0.1:${port}/redress`)
  const asked = [
    api.ask('GET', '/v1/complaints', officer),
    api.ask('POST', '/v1/complaints', resident, { json: intake }),
    api.ask('POST', '/v1/complaints/C-2222-2222/withdraw', officer, { json: { reason: 'x' } }),
  ]
  const began = Date.now()
  const statuses = (await Promise.all(asked)).map(({ status }) => status)
  expect(statuses).toEqual([503, 503, 503])
  expect(Date.now() - began).toBeLessThan(10_000)
  for (const socket of sockets) socket.destroy()
  mute.close()
})
