import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeReference } from '../../workflows/reference.ts'
import { inDays, intake, officer, openApi, resident, type Api, type Sent } from './world.ts'

// Everything that a body, a query or an address can get wrong: told by field or rule, nothing stored, nothing started.

let api: Api
let ref: string
beforeAll(async () => {
  api = await openApi()
  const filed = await api.ask('POST', '/v1/complaints', resident, { json: intake })
  ref = String(filed.body['ref'])
})
afterAll(() => api.close())

async function refused(method: string, path: string, sent: Sent, status: number) {
  const before = await api.rows()
  const answered = await api.ask(method, path, officer, sent)
  expect(answered.status, answered.text).toBe(status)
  expect(answered.type).toContain('application/problem+json')
  expect(answered.body['status']).toBe(status)
  expect(await api.rows()).toEqual(before)
  return answered
}

const fieldsOf = (body: Record<string, unknown>) => (body['errors'] as { field: string }[]).map(({ field }) => field)
const { summary: _summary, ...withoutSummary } = intake
const tomorrow = inDays(1)

const mistakes: [name: string, json: unknown, field: string][] = [
  ['a field left out', withoutSummary, 'summary'],
  ['an unknown field', { ...intake, hasty: 'CANARY' }, 'hasty'],
  ['an unknown field of the resident', { ...intake, resident: { ...intake.resident, shoes: 9 } }, 'resident.shoes'],
  ['a wrong type', { ...intake, summary: 7 }, 'summary'],
  ['a list for text', { ...intake, summary: ['CANARY'] }, 'summary'],
  ['an empty text', { ...intake, summary: '  ' }, 'summary'],
  ['a text too long', { ...intake, summary: 'x'.repeat(4_001) }, 'summary'],
  ['an unknown channel', { ...intake, channel: 'pigeon' }, 'channel'],
  ['neither yes nor no nor both', { ...intake, landlordMatter: 'perhaps' }, 'landlordMatter'],
  ['too many points', { ...intake, points: Array(51).fill('CANARY') }, 'points'],
  ['no points', { ...intake, points: [] }, 'points'],
  ['a service area in words', { ...intake, serviceArea: 'Sam’s boiler' }, 'serviceArea'],
  ['no email', { ...intake, resident: { ...intake.resident, email: 'canary at example' } }, 'resident.email'],
  [
    'a name with a line break',
    { ...intake, resident: { ...intake.resident, name: 'A\r\nBcc: b@example.org' } },
    'resident.name',
  ],
  [
    'letters wanted and no address',
    { ...intake, resident: { name: 'A', email: 'a@b.example', preferredContact: 'letter' } },
    'resident.address',
  ],
  [
    'no way to answer in writing',
    { ...intake, resident: { name: 'A', phone: '1', preferredContact: 'phone' } },
    'resident.email',
  ],
  ['received in the future', { ...intake, received: tomorrow }, 'received'],
  ['received years ago', { ...intake, received: '2019-01-01' }, 'received'],
  ['a day that is none', { ...intake, received: '2026-02-30' }, 'received'],
  ['the issue after the complaint', { ...intake, issueOn: tomorrow }, 'issueOn'],
  ['an issue before there were landlords', { ...intake, issueOn: '0000-01-01' }, 'issueOn'],
  ['a 29 February that is none', { ...intake, issueOn: '2025-02-29' }, 'issueOn'],
  ['a NUL', { ...intake, summary: 'a\0b' }, 'summary'],
  ['a NUL in a list', { ...intake, outcomesSought: ['fine', 'a\0b'] }, 'outcomesSought.1'],
  ['half an emoji', { ...intake, summary: 'a\ud83d' }, 'summary'],
  ['a list', [intake], 'body'],
  ['nothing', {}, 'summary'],
]
test.each(mistakes)('intake: %s', async (_name, json, field) => {
  const { body, text } = await refused('POST', '/v1/complaints', { json }, 400)
  expect(fieldsOf(body)).toContain(field)
  expect(text).not.toContain('CANARY')
})

test('a prototype in JSON is an unknown field, and pollutes nothing', async () => {
  const raw = JSON.stringify(intake).replace('{', '{"__proto__":{"polluted":true},')
  const answered = await api.ask('POST', '/v1/complaints', officer, { raw })
  expect([201, 202, 400]).toContain(answered.status)
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
})

const bodies: [name: string, sent: Sent, status: number, problem: string][] = [
  ['not JSON', { raw: '{"summary": ' }, 400, 'malformed-json'],
  ['a bare text', { raw: '"hello"' }, 400, 'malformed-json'],
  ['deep nesting', { raw: `{"summary":${'['.repeat(40_000)}${']'.repeat(40_000)}}` }, 400, 'bad-input'],
  ['a form', { raw: 'summary=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415, 'not-json'],
  ['text', { raw: '{}', headers: { 'content-type': 'text/plain' } }, 415, 'not-json'],
  ['an unknown encoding', { raw: '{}', headers: { 'content-encoding': 'zstd-9' } }, 415, 'not-json'],
  [
    'an unknown charset',
    { raw: '{}', headers: { 'content-type': 'application/json; charset=klingon' } },
    415,
    'not-json',
  ],
  ['no gzip', { raw: '{}', headers: { 'content-encoding': 'gzip' } }, 400, 'malformed-json'],
  ['more than 100 kB', { json: { ...intake, summary: 'x'.repeat(120_000) } }, 413, 'too-large'],
]
test.each(bodies)('a body that is %s', async (_name, sent, status, problem) => {
  for (const path of ['/v1/complaints', `/v1/complaints/${ref}/respond`]) {
    const { body } = await refused('POST', path, sent, status)
    expect(body['type']).toBe(`/problems/${problem}`)
  }
})

const commandMistakes: [path: string, json: unknown, field: string][] = [
  ['assign', { officer: 'Anna Khan' }, 'officer'],
  ['assign', { officer: 'a.khan', why: 'CANARY' }, 'why'],
  ['assign', {}, 'officer'],
  ['acknowledge', { responsibleFor: 'all of it', notResponsibleFor: [] }, 'responsibleFor'],
  ['define', {}, 'body'],
  ['extend', { reason: 'x', until: '31/12/2026' }, 'until'],
  ['extend', { reason: 'x\0', until: '2026-12-31' }, 'reason'],
  ['agree-updates', { every: 'now and then' }, 'every'],
  ['agree-updates', { every: '99999 working days' }, 'every.number'],
  ['respond', { points: [{ finding: 'perhaps' }] }, 'points.0.finding'],
  [
    'respond',
    { points: [{ finding: 'upheld', reasons: 'x' }], remedies: [{ kind: 'money', by: '2026-12-01', amount: -1 }] },
    'remedies.0.amount',
  ],
  [
    'respond',
    { points: [{ finding: 'upheld', reasons: 'x' }], remedies: [{ kind: 'apology', by: '0000-01-01' }] },
    'remedies.0.by',
  ],
  ['respond', { draft: 'the one from yesterday' }, 'draft'],
  ['respond', { draft: `t-${'a'.repeat(20)}`, outcome: 'upheld' }, 'outcome'],
  ['escalate', { reasons: '' }, 'reasons'],
  ['withdraw', { reason: 5 }, 'reason'],
  ['decline', { reason: 'legal-proceedings', explanation: 'CANARY' }, 'evidence'],
  ['decline', { reason: 'We are busy', explanation: 'CANARY', evidence: 'x' }, 'reason'],
  ['decline', { reason: 'out-of-time', explanation: 'x', evidence: 'x', issueOn: 'long ago' }, 'issueOn'],
  ['decline-escalation', { reason: 'out-of-time', explanation: '', evidence: 'x' }, 'explanation'],
  ['reopen', { because: 'the-resident', decidedOn: '2026-12-01', note: 'CANARY' }, 'because'],
  ['reopen', { because: 'council', decidedOn: 'yesterday', note: 'CANARY' }, 'decidedOn'],
  ['reopen', { because: 'council', decidedOn: '2026-12-01' }, 'note'],
]
test.each(commandMistakes)('command %s: %j', async (name, json, field) => {
  const { body, text } = await refused('POST', `/v1/complaints/${ref}/${name}`, { json }, 400)
  expect(fieldsOf(body)).toContain(field)
  expect(text).not.toContain('CANARY')
})

test('a draft is checked as its command is', async () => {
  const { body } = await refused('PUT', `/v1/complaints/${ref}/draft-response`, { json: { points: [] } }, 400)
  expect(fieldsOf(body)).toEqual(['points'])
})

test('a stored text that is not there', async () => {
  const { body } = await refused(
    'POST',
    `/v1/complaints/${ref}/respond`,
    { json: { draft: `t-${'a'.repeat(20)}` } },
    404,
  )
  expect(body['type']).toBe('/problems/unknown-draft')
})

test.each([
  'status=gone',
  'stage=3',
  'overdue=maybe',
  'dueBefore=soon',
  'limit=0',
  'limit=101',
  'limit=1e1',
  'officer=%00',
  'officer=a&officer=b',
])('a query that cannot be: %s', async (query) => void (await refused('GET', `/v1/complaints?${query}`, {}, 400)))
test.each(['sort=name', 'cursor=abc', `cursor=${Buffer.from('["dueAt",1e99,"C"]').toString('base64url')}`, 'q=Jones'])(
  'a query that is not known: %s',
  async (query) => void (await refused('GET', `/v1/complaints?${query}`, {}, 400)),
)

test.each(['', ' '.repeat(300), 'x'.repeat(201), 'é'])('an Idempotency-Key that cannot be: %j', async (key) => {
  const headers = { 'idempotency-key': Buffer.from(key).toString('latin1') }
  if (key.trim() === '') return // a header of spaces is an empty one, and fetch sends none
  const { body } = await refused('POST', '/v1/complaints', { json: intake, headers }, 400)
  expect(fieldsOf(body)).toEqual(['Idempotency-Key'])
})

const characters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
function* mistyped(right: string): Generator<string> {
  for (const [index, one] of [...right].entries()) {
    if (index === 0 || one === '-') continue
    for (const other of characters) if (other !== one) yield right.slice(0, index) + other + right.slice(index + 1)
    const next = right[index + 1] === '-' ? index + 2 : index + 1
    const two = right[next]
    if (two !== undefined && two !== one)
      yield right.slice(0, index) + two + right.slice(index + 1, next) + one + right.slice(next + 1)
  }
}
test('every single wrong character and every two that changed places are found in a reference', async () => {
  const all = [...mistyped(ref)]
  expect(all.length).toBeGreaterThan(240)
  for (const wrong of all) {
    const { status, body } = await api.ask('GET', `/v1/complaints/${wrong}`, officer)
    expect([status, body['type']], wrong).toEqual([404, '/problems/mistyped-reference'])
  }
})

test('a reference may be typed small, with spaces, without its C or hyphens', async () => {
  for (const typed of [ref.toLowerCase(), ref.replaceAll('-', ''), ref.replaceAll('-', '%20'), ref.slice(2)]) {
    expect((await api.ask('GET', `/v1/complaints/${typed}`, officer)).body['ref']).toBe(ref)
  }
})

test('a reference of nobody', async () => {
  const { body } = await refused('GET', `/v1/complaints/${makeReference(() => 3)}`, {}, 404)
  expect(body['type']).toBe('/problems/unknown-complaint')
  await refused('POST', `/v1/complaints/${makeReference(() => 3)}/withdraw`, {}, 404)
  await refused('PUT', `/v1/complaints/${makeReference(() => 3)}/draft-withdrawal`, {}, 404)
})

test.each(['/v1/complaint', '/v1/complaints/', '/', '/v1/complaints/C-1/2/3', '/v1/%E0%A4%A', '/problems/none'])(
  'nothing at %s',
  async (path) => {
    const { status, type } = await api.ask('GET', path, null)
    expect(type).toContain(path.endsWith('s/') ? 'json' : 'application/problem+json')
    expect([404, 400, 401]).toContain(status)
  },
)

test('a method that an address does not take', async () => {
  const { headers } = await refused('DELETE', '/v1/complaints', {}, 405)
  expect(headers.get('allow')).toBe('POST, GET, HEAD')
  await refused('GET', `/v1/complaints/${ref}/assign`, {}, 405)
  await refused('PATCH', `/v1/complaints/${ref}`, { json: {} }, 405)
})
