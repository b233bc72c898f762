/** Several organisations in one installation: nobody of one sees or does anything of another's, by any route. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operations } from '../../api/operations.ts'
import type { Claims } from '../../api/token.ts'
import { readOrganisations } from '../../prisma/organisations-file.ts'
import { calendarOfChange, countRunning } from '../../prisma/calendar-change.ts'
import { policyLibrary } from '../../prisma/policies.ts'
import { startFromRecords } from '../../prisma/restart.ts'
import { organisation, policies } from '../prisma/invented-organisations.ts'
import { inDays, intake, manager, officer, openApi, resident, type Api } from './world.ts'

const library = policyLibrary()
const organisations = readOrganisations(
  organisation('north') +
    organisation('south', { policies: policies(['joint-code', 'landlord'], ['lgsco-code-2024', 'other']) }),
  'ours.yaml',
  library,
)
const of = (org: string) => ({
  resident: { ...resident, org },
  officer: { ...officer, org },
  manager: { ...manager, org },
})
const north = of('north')
const south = of('south')

let api: Api
let ref: string
let event: number
beforeAll(async () => {
  api = await openApi(undefined, { library, organisations })
  ref = await filed(north.resident)
  const letter = {
    complaintRef: ref,
    seq: 1,
    kind: 'receipt',
    addressee: 'resident',
    channel: 'letter',
    status: 'queued',
  }
  const made = {
    recipient: { name: 'x' },
    subject: 'x',
    html: 'CANARY',
    text: 'CANARY',
    document: {},
    template: 'x',
    ...{ language: 'en', print: 12, policyDigest: 'x', dataHash: 'x' },
    madeAt: new Date(),
  }
  await api.services.records.letter.create({ data: { ...letter, ...made } })
  const replaced = {
    what: 'replaced',
    channel: 'email',
    sha256: 'x',
    bytes: Buffer.from('CANARY'),
    recipient: made.recipient,
  }
  const about = { complaintRef: ref, seq: 1, at: new Date() }
  event = (await api.services.records.letterEvent.create({ data: { ...about, ...replaced } })).id
  const file = {
    name: 'CANARY.txt',
    mediaType: 'text/plain',
    size: 6,
    sha256: 'x',
    by: 'resident',
    shared: true,
    at: new Date(),
  }
  await api.services.records.evidenceFile.create({
    data: { complaintRef: ref, number: 1, ...file, content: { create: { bytes: Buffer.from('CANARY') } } },
  })
})
afterAll(() => api.close())

async function filed(as: Claims, headers: Record<string, string> = {}): Promise<string> {
  const { status, text, body } = await api.ask('POST', '/v1/complaints', as, { json: intake, headers })
  // 201 where the key gives an earlier answer again: Temporal is away in these tests.
  expect([201, 202], text).toContain(status)
  return String(body['ref'])
}
const addressOf = (path: string) =>
  path.replace('{ref}', ref).replace('{id}', '1').replace('{file}', '1').replace('{event}', String(event))
const rolesOf = (by: (typeof operations)[number]['by']) =>
  (['resident', 'officer', 'manager'] as const).filter((role) => by !== 'anyone' && by.includes(role))

const aboutOne = operations.filter(({ path }) => path.includes('{ref}'))
const ways = aboutOne.flatMap(({ method, path, body, by }) =>
  rolesOf(by).map((role) => ({ method: method.toUpperCase(), path, role, sent: body ? { json: body.example } : {} })),
)

test('there are routes about one complaint to try', () => {
  expect(ways.length).toBeGreaterThan(50)
  for (const path of ['', '/policy', '/letters/{id}', '/assign', '/draft-response', '/adopt-policy']) {
    expect(ways.map((way) => way.path)).toContain(`/v1/complaints/{ref}${path}`)
  }
})

test.each(ways)('$method $path by a $role of another organisation: as if it were not there', async (way) => {
  const before = await api.rows()
  const answered = await api.ask(way.method, addressOf(way.path), south[way.role], way.sent)
  expect([answered.status, answered.body['type']]).toEqual([404, '/problems/unknown-complaint'])
  expect(answered.text).not.toContain('CANARY')
  expect(await api.rows()).toEqual(before)
})

test.each(ways.filter(({ method, path }) => method === 'GET' && !/draft|preview/.test(path)))(
  '$method $path by a $role of its own: it is there',
  async ({ method, path, role }) => {
    expect((await api.ask(method, addressOf(path), north[role])).status).toBe(200)
  },
)

test('lists hold the own organisation’s alone', async () => {
  const theirs = await filed(south.officer)
  const listed = async (as: Claims) =>
    ((await api.ask('GET', '/v1/complaints', as)).body['complaints'] as { ref: string; organisation: string }[]).map(
      (one) => [one.ref, one.organisation],
    )
  expect(await listed(north.officer)).toEqual([[ref, 'north']])
  expect(await listed(south.manager)).toEqual([[theirs, 'south']])
  const toPrint = async (as: Claims) => (await api.ask('GET', '/v1/print-queue', as)).body['letters']
  expect(await toPrint(north.officer)).toMatchObject([{ ref }])
  expect(await toPrint(south.officer)).toEqual([])
})

test('a key, and a resident’s subject, are of one organisation', async () => {
  const headers = { 'idempotency-key': 'the same' }
  const here = await filed(north.resident, headers)
  const there = await filed(south.resident, headers)
  expect(there).not.toBe(here)
  expect(await filed(north.resident, headers)).toBe(here)
  for (const [one, as, status] of [
    [here, north.resident, 200],
    [here, south.resident, 404],
    [there, north.resident, 404],
    [here, { ...south.resident, ref: here }, 404],
  ] as const) {
    expect((await api.ask('GET', `/v1/complaints/${one}`, as)).status).toBe(status)
  }
})

test('each takes its own policies, by the matter', async () => {
  const policyOf = async (as: Claims, landlordMatter: boolean | 'both'): Promise<unknown> =>
    (await api.ask('POST', '/v1/complaints', as, { json: { ...intake, landlordMatter } })).body['policy']
  expect(await policyOf(north.resident, false)).toBe('housing-ombudsman-code-2024')
  expect(await policyOf(south.resident, true)).toBe('joint-code')
  expect(await policyOf(south.resident, false)).toBe('lgsco-code-2024')
  expect(await policyOf(south.resident, 'both')).toBe('joint-code')
  const carried = await api.ask('GET', `/v1/complaints/${ref}/policy`, north.officer)
  expect(carried.body).toMatchObject({ digest: expect.stringMatching(/^[0-9a-f]{64}$/), policy: { short: 'HO Code' } })
})

test('closure days are one organisation’s, and so is what they move', async () => {
  const date = inDays(30)
  const put = await api.ask('PUT', '/v1/calendar/closures', north.manager, {
    json: { closures: [{ date, name: 'Move' }] },
  })
  expect(put.status, put.text).toBe(202)
  const closures = async (as: Claims) => (await api.ask('GET', '/v1/calendar/closures', as)).body['closures']
  expect(await closures(north.officer)).toMatchObject([{ date }])
  expect(await closures(south.officer)).toEqual([])
  const change = `/v1/calendar/changes/${String(put.body['id'])}`
  expect((await api.ask('GET', change, north.officer)).status).toBe(200)
  expect((await api.ask('GET', change, south.officer)).body['type']).toBe('/problems/unknown-change')

  const isOff = async (as: Claims) => {
    const start = await startFromRecords(api.services.records, await filed(as), Date.now())
    return start?.state.calendar.daysOff[date]
  }
  expect(await isOff(north.officer)).toContain('Move')
  expect(await isOff(south.officer)).toBeUndefined()
  const { records } = api.services
  const running = (organisation: string) => countRunning(records, organisation)
  expect((await running('north')) + (await running('south'))).toBe(await records.complaint.count())
  expect(await calendarOfChange(records, Number(put.body['id']), 'south', date, Date.now())).toHaveProperty('fault')
})

test('a policy that would be adopted is looked for where it would be taken from', async () => {
  const tryOut = async (as: Claims, policy: string) =>
    (await api.ask('POST', `/v1/complaints/${ref}/adopt-policy?dryRun=true`, as, { json: { policy } })).body
  expect(await tryOut(north.manager, 'joint-code')).toMatchObject({
    ready: false,
    missing: [{ message: expect.stringContaining('North Council has no policy "joint-code" on its list.') }],
  })
  expect(await tryOut(north.manager, 'housing-ombudsman-code-2024')).toMatchObject({
    ready: false,
    missing: [{ rule: 'Redress: adopt-policy', message: expect.stringContaining('under it already') }],
  })
})

describe('a token', () => {
  test('without an organisation is for the only one that there is, and here there are two', async () => {
    expect((await api.ask('GET', '/v1/complaints', officer)).status).toBe(401)
    const one = await openApi()
    expect((await one.ask('GET', '/v1/organisations', officer)).body['organisations']).toMatchObject([
      { id: 'exampleton' },
    ])
    await one.close()
  })

  test('for an organisation that is not here opens nothing', async () => {
    const refused = async (org: string) => {
      const { status, body, headers } = await api.ask('GET', '/v1/complaints', { ...officer, org })
      return [status, body['detail'], headers.get('www-authenticate')]
    }
    const why = 'The token is for an organisation that is not here.'
    expect(await refused('east')).toEqual([401, why, 'Bearer realm="redress", error="invalid_token"'])
    expect((await refused('North; drop'))[0]).toBe(401)
  })
})

test('staff see their own organisation, with its policies, their days in force, and its Ombudsmen', async () => {
  const { body } = await api.ask('GET', '/v1/organisations', south.officer)
  expect(body['organisations']).toMatchObject([
    {
      id: 'south',
      name: 'South Council',
      policies: [
        { id: 'joint-code', matters: 'landlord', inForce: { from: '2024-04-01', to: null, today: true } },
        { id: 'lgsco-code-2024', matters: 'other', inForce: { from: '2026-04-01', to: null, today: true } },
      ],
      ombudsmen: [{ id: 'housing-ombudsman', address: expect.arrayContaining(['PR2 0ET']) }, { id: 'lgsco' }],
    },
  ])
  expect((await api.ask('GET', '/v1/organisations', south.resident)).status).toBe(403)
})
