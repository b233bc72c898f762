import type { TestWorkflowEnvironment } from '@temporalio/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { examples } from '../../api/commands/examples.ts'
import { workflowIdOf } from '../../workflows/reference.ts'
import { openLives, type Lives } from './lives.ts'
import { intake, officer, resident, stranger, type Answered, type Api } from './world.ts'

// What comes in and is no complaint, and the complaints that come out of it: over HTTP, on a real Temporal server and database.

let temporal: TestWorkflowEnvironment
let api: Api
let lives: Lives
beforeAll(async () => {
  lives = await openLives()
  api = lives.api
  temporal = lives.temporal
})
afterAll(() => lives.close())

const lamp = { ...intake, points: undefined, outcomesSought: [], summary: 'CANARY-summary the lamp is broken' }
const file = (kind: string) => api.ask('POST', '/v1/complaints', resident, { json: { ...lamp, kind } })
const give = (
  ref: string,
  name: string,
  as = officer,
  json: unknown = examples[name],
  key?: string,
): Promise<Answered> =>
  api.ask('POST', `/v1/complaints/${ref}/${name}`, as, {
    json,
    headers: key === undefined ? {} : { 'idempotency-key': key },
  })
const read = async (ref: string, as = officer) => (await api.ask('GET', `/v1/complaints/${ref}`, as)).body
const ended = (ref: string) => temporal.client.workflow.getHandle(workflowIdOf(ref)).result()
const refsOf = async (query: string) => {
  const { status, body } = await api.ask('GET', `/v1/complaints?limit=100&${query}`, officer)
  expect(status).toBe(200)
  return (body['complaints'] as { ref: string }[]).map(({ ref }) => ref)
}

test.each([
  ['service-request', 'service-request', 'open'],
  ['compliment', 'feedback', 'closed'],
  ['suggestion', 'feedback', 'closed'],
  ['survey-feedback', 'feedback', 'closed'],
  ['complaint', 'stage-1', 'received'],
])('POST with the kind %s: 201 with it', async (kind, stage, status) => {
  const { status: code, body } = await file(kind)
  expect(code).toBe(201)
  expect(body).toMatchObject({ kind, stage, status })
  // The acknowledgement, and a look at the adjustment that the resident has asked for.
  expect(body['deadlines']).toHaveLength(kind === 'complaint' ? 2 : 0)
  expect(await read(String(body['ref']))).toMatchObject({ kind, stage, linkedTo: null, linked: [] })
})

test('a kind that there is not is refused with those that there are', async () => {
  const { status, text } = await file('petition')
  expect(status).toBe(400)
  expect(text).toContain('survey-feedback')
})

test('a request with a complaint that came out of it: both are read, each with the other', async () => {
  const ref = String((await file('service-request')).body['ref'])
  const complained = await give(ref, 'complain', resident)
  expect(complained.status, complained.text).toBe(200)
  expect(complained.body).toMatchObject({ ref, stage: 'service-request', status: 'open' })
  const linked = String(complained.body['linked'])
  expect(linked).toMatch(/^C-/)

  // Its workflow began with it.
  const acknowledged = await give(linked, 'acknowledge')
  expect(acknowledged.body).toMatchObject({ ref: linked, stage: 'stage-1', status: 'acknowledged' })
  const whole = await read(linked)
  expect(whole).toMatchObject({
    kind: 'complaint',
    linkedTo: ref,
    linked: [],
    serviceArea: 'repairs',
    channel: 'online',
  })
  expect(whole['summary']).toBe('I reported the street lamp three weeks ago and nobody has come.')
  expect(whole['outcomesSought']).toEqual(['A lamp that works', 'To be told when somebody comes'])
  expect(whole['resident']).toEqual((await read(ref))['resident'])
  expect((await read(ref))['linked']).toEqual([linked])

  // Whoever made the request sees both, and nobody else does.
  expect((await api.ask('GET', `/v1/complaints/${linked}`, resident)).status).toBe(200)
  expect((await api.ask('GET', `/v1/complaints/${linked}`, stranger)).status).toBe(404)

  const resolved = await give(ref, 'resolve-request')
  expect(resolved.body).toMatchObject({ status: 'closed' })
  expect(await ended(ref)).toBe('closed')
  const again = await give(ref, 'complain', resident)
  expect(again.status, again.text).toBe(200)
  expect((await read(ref))['linked']).toEqual([linked, again.body['linked']])
})

test('the same complaint under the same key is made once', async () => {
  const ref = String((await file('survey-feedback')).body['ref'])
  expect(await ended(ref)).toBe('closed')
  const answers = []
  for (let time = 0; time < 3; time++) answers.push(await give(ref, 'complain', resident, undefined, 'unhappy'))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
  const [linked, ...others] = new Set(answers.map(({ body }) => body['linked']))
  expect(others).toEqual([])
  expect((await read(ref))['linked']).toEqual([linked])
})

test('a new point: folded in, or the answer says which complaint came of it', async () => {
  const ref = String((await api.ask('POST', '/v1/complaints', resident, { json: intake })).body['ref'])
  const folded = await give(ref, 'add-point')
  expect(folded.status, folded.text).toBe(200)
  expect(folded.body).not.toHaveProperty('linked')
  const apart = await give(ref, 'add-point', officer, { point: 'CANARY-point the bins', related: false })
  expect(await read(String(apart.body['linked']))).toMatchObject({ linkedTo: ref, summary: 'CANARY-point the bins' })
  expect((await give(ref, 'add-point', resident)).status).toBe(403)
})

test('out of turn: 409 with the rule, in plain words', async () => {
  const request = String((await file('service-request')).body['ref'])
  const praise = String((await file('compliment')).body['ref'])
  const refused = [
    await give(request, 'acknowledge'),
    await give(request, 'escalate', resident),
    await give(praise, 'respond'),
  ]
  for (const { status, body } of refused) {
    expect(status).toBe(409)
    expect(body).toMatchObject({
      type: '/problems/against-the-rules',
      rule: expect.stringMatching(/^HO Code/) as string,
    })
    expect(String(body['detail'])).toMatch(/ive "complain"/)
  }
})

test('the list has complaints alone, another kind where it is asked for, and all', async () => {
  const request = String((await file('service-request')).body['ref'])
  const praise = String((await file('compliment')).body['ref'])
  const complaint = String((await file('complaint')).body['ref'])
  expect(await refsOf('')).toContain(complaint)
  expect(await refsOf('')).not.toEqual(expect.arrayContaining([request]))
  expect(await refsOf('kind=service-request&status=open')).toContain(request)
  expect(await refsOf('kind=compliment')).toEqual(expect.arrayContaining([praise]))
  expect(await refsOf('kind=compliment')).not.toContain(complaint)
  expect(await refsOf('kind=all')).toEqual(expect.arrayContaining([request, praise, complaint]))
  expect((await api.ask('GET', '/v1/complaints?kind=petition', officer)).status).toBe(400)
})
