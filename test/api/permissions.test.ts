import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operations } from '../../api/operations.ts'
import { makeReference } from '../../workflows/reference.ts'
import { intake, manager, officer, openApi, resident, stranger, tokenFor, type Api } from './world.ts'

// Who may do what: role x operation, walked over every operation that there is.

const callers = { resident, officer, manager } as const
const foreign = new TextEncoder().encode('another secret, of somebody else’s service')

let api: Api
let ref: string
beforeAll(async () => {
  api = await openApi()
  const filed = await api.ask('POST', '/v1/complaints', resident, { json: intake })
  ref = String(filed.body['ref'])
})
afterAll(() => api.close())

/** An address of the operation, of a complaint that is not there: whoever may ask is told so, and nothing is done. */
const addressOf = (path: string) =>
  path
    .replace(
      '{ref}',
      makeReference(() => 5),
    )
    .replace('{id}', '1')
    .replace('{file}', '1')

describe.each(operations.map((operation) => [operation.id, operation] as const))(
  '%s',
  (_id, { method, path, by, body }) => {
    const sent = method === 'get' ? {} : { json: {} }
    test('without a token', async () => {
      const { status, headers } = await api.ask(method.toUpperCase(), addressOf(path), null, sent)
      if (by === 'anyone') return expect([200, 503]).toContain(status)
      expect(status).toBe(401)
      expect(headers.get('www-authenticate')).toBe('Bearer realm="redress"')
    })
    test.each(['resident', 'officer', 'manager'] as const)('as %s', async (role) => {
      const { status } = await api.ask(method.toUpperCase(), addressOf(path), callers[role], sent)
      if (by === 'anyone') return expect([200, 503]).toContain(status)
      if (!by.includes(role)) return expect(status).toBe(403)
      // JSON is no file: 415.
      expect([200, 400, 404, ...(body?.raw?.alone ? [415] : [])]).toContain(status)
    })
  },
)

async function signed(
  claims: Record<string, unknown>,
  secret: Uint8Array,
  change = (jwt: SignJWT) => jwt,
): Promise<string> {
  const jwt = new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('redress')
    .setSubject('a.khan')
    .setExpirationTime('1h')
  return change(jwt).sign(secret)
}

const unsigned = (claims: object) =>
  `${[{ alg: 'none' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`
const soon = Math.floor(Date.now() / 1000) + 600
const { secret } = { secret: new TextEncoder().encode('the tests’ secret, of no use to anybody') }

const wrong: [string, () => string | Promise<string>][] = [
  ['no JWT', () => 'hello'],
  ['signed by somebody else', () => signed({ role: 'officer' }, foreign)],
  ['not signed', () => unsigned({ iss: 'redress', sub: 'a.khan', role: 'manager', exp: soon })],
  ['expired', () => tokenFor(officer, new Date(Date.now() - 1_000))],
  ['of another issuer', () => signed({ role: 'officer' }, secret, (jwt) => jwt.setIssuer('elsewhere'))],
  [
    'for ever',
    () =>
      new SignJWT({ role: 'officer' })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer('redress')
        .setSubject('a.khan')
        .sign(secret),
  ],
  ['without a role', () => signed({}, secret)],
  ['for an unknown role', () => signed({ role: 'admin' }, secret)],
  [
    'for a staff id that is none',
    () => signed({ role: 'officer' }, secret, (jwt) => jwt.setSubject('Anna Khan:resident')),
  ],
  ['an officer’s for one complaint', () => signed({ role: 'officer', ref: 'C-2222-2222' }, secret)],
]
test.each(wrong)('a token that is %s', async (_name, make) => {
  const headers = { authorization: `Bearer ${await make()}` }
  const { status, headers: answered } = await api.ask('GET', '/v1/complaints', null, { headers })
  expect(status).toBe(401)
  expect(answered.get('www-authenticate')).toContain('error="invalid_token"')
})

test('the tests’ own way of signing would be taken, so that the refusals above mean something', async () => {
  const headers = { authorization: `bearer ${await signed({ role: 'officer' }, secret)}` }
  expect((await api.ask('GET', '/v1/complaints', null, { headers })).status).toBe(200)
})

test('a resident sees their own complaint, and another’s not: nor by letter, draft or command', async () => {
  expect((await api.ask('GET', `/v1/complaints/${ref}`, resident)).status).toBe(200)
  const ways: [string, string, object?][] = [
    ['GET', ''],
    ['GET', '/letters/1'],
    ['POST', '/withdraw', {}],
    ['POST', '/escalate', {}],
    ['PUT', '/draft-withdrawal', { reason: 'mine' }],
  ]
  const before = await api.rows()
  for (const [method, path, json] of ways) {
    const answered = await api.ask(method, `/v1/complaints/${ref}${path}`, stranger, json ? { json } : {})
    expect([answered.status, answered.body['type']], path).toEqual([404, '/problems/unknown-complaint'])
    expect(answered.text).not.toContain('CANARY')
  }
  expect(await api.rows()).toEqual(before)
})

test('a token for one complaint opens that one', async () => {
  expect((await api.ask('GET', `/v1/complaints/${ref}`, { ...stranger, ref })).status).toBe(200)
  expect((await api.ask('GET', `/v1/complaints/${makeReference(() => 5)}`, { ...stranger, ref })).status).toBe(404)
})

test('an officer with a conflict of interest is told that there is no such case, by whatever way they ask', async () => {
  const own = await api.ask('POST', '/v1/complaints', resident, { json: intake })
  const of = String(own.body['ref'])
  await api.services.records.complaint.update({ where: { ref: of }, data: { conflicts: [officer.sub] } })
  const asked = operations.filter(({ path, by }) => path.includes('{ref}') && by !== 'anyone' && by.includes('officer'))
  expect(asked.length).toBeGreaterThan(50)
  for (const { method, path, body, id } of asked) {
    const address = path.replace('{ref}', of).replace(/\{\w+\}/g, '1')
    const json = body && 'example' in body ? body.example : undefined
    const { status, body: problem } = await api.ask(method.toUpperCase(), address, officer, json ? { json } : {})
    expect([status, problem['type']], id).toEqual([404, '/problems/unknown-complaint'])
  }
  const refs = async (as: typeof officer) =>
    ((await api.ask('GET', '/v1/complaints?kind=all', as)).body['complaints'] as { ref: string }[]).map(
      (one) => one.ref,
    )
  expect(await refs(officer)).toContain(ref)
  expect(await refs(officer)).not.toContain(of)
  expect(await refs(manager)).toContain(of)
})

test('a resident whose subject is an officer’s id does not see what that officer filed', async () => {
  const filed = await api.ask('POST', '/v1/complaints', officer, { json: intake })
  const { status } = await api.ask('GET', `/v1/complaints/${String(filed.body['ref'])}`, {
    role: 'resident',
    sub: officer.sub,
  })
  expect(status).toBe(404)
})
