/** A complaint is under the version of its organisation's policy that was in force on the day of receipt. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readOrganisations } from '../../prisma/organisations-file.ts'
import { policyLibrary } from '../../prisma/policies.ts'
import { organisation, policies } from '../prisma/invented-organisations.ts'
import { inDays, intake, officer, openApi, type Answered, type Api } from './world.ts'

const file = policyLibrary()
const code = file.byId('housing-ombudsman-code-2024')
const known = [
  { ...code, id: 'ours-before', inForce: { from: inDays(-60), to: inDays(-11) } },
  { ...code, id: 'ours-since', inForce: { from: inDays(-10) } },
]
const library = {
  ...file,
  policies: known,
  byId: (id: string) => known.find((one) => one.id === id) ?? expect.fail(id),
}

let api: Api
beforeAll(async () => {
  const listed = organisation('north', { policies: policies('ours-before', 'ours-since') })
  api = await openApi(undefined, { library, organisations: readOrganisations(listed, 'ours.yaml', library) })
})
afterAll(() => api.close())
const fileOn = (received: string, key?: string): Promise<Answered> =>
  api.ask('POST', '/v1/complaints', officer, {
    json: { ...intake, received },
    headers: key === undefined ? {} : { 'idempotency-key': key },
  })

test.each([
  [-60, 'ours-before'],
  [-11, 'ours-before'],
  [-10, 'ours-since'],
  [-1, 'ours-since'],
])('%i days ago: %s', async (days, policy) => {
  expect((await fileOn(`${inDays(days)}T12:00`)).body['policy']).toBe(policy)
})

test('none then: refused, with the versions and from when; nothing stays, and the key is free', async () => {
  const before = await api.rows()
  const refused = await fileOn(`${inDays(-61)}T12:00`, 'once')
  expect(refused.body).toMatchObject({ status: 409, rule: 'Redress: policies in force' })
  expect(refused.body['detail']).toMatch(
    /^North Council had no policy for landlord matters in force on .* It has: ours-before from .*; ours-since from /,
  )
  expect(await api.rows()).toEqual(before)
  expect((await fileOn(`${inDays(-1)}T12:00`, 'once')).status).toBe(202)
})
