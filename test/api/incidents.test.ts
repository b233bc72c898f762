/** Exceptional circumstances by the API: declared, moved and ended by a manager; every running complaint is told, once, whatever comes between. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startUnstarted } from '../../activities/sweep.ts'
import { end } from '../../api/incidents/change.ts'
import { notTold } from '../../prisma/incident.ts'
import { workflowIdOf } from '../../workflows/reference.ts'
import { everyRun, readable } from '../workflows/history.ts'
import { openLives, type Lives } from './lives.ts'
import { inDays, intake, manager, officer, resident, unreachable, type Answered, type Api } from './world.ts'

let lives: Lives
let api: Api
const refs: string[] = []
beforeAll(async () => {
  lives = await openLives()
  api = lives.api
  while (refs.length < 10) refs.push(...(await Promise.all([file(), file(), file(), file(), file()])))
})
afterAll(() => lives.close())

async function file(): Promise<string> {
  const { status, body } = await api.ask('POST', '/v1/complaints', resident, { json: intake })
  expect(status).toBe(201)
  return String(body['ref'])
}

const [soon, later] = [inDays(10), inDays(20)]
const cyber = { kind: 'cyber-incident', reason: 'CANARY-reason somebody broke in', returnOn: soon }
const declare = (json: object = cyber, key?: string) =>
  api.ask('POST', '/v1/incidents', manager, { json, ...(key !== undefined && { headers: { 'idempotency-key': key } }) })
const read = async (id: unknown) => (await api.ask('GET', `/v1/incidents/${String(id)}`, officer)).body
/** How many letters of incidents each complaint has, and how many have so many. */
async function letters(): Promise<Record<string, number>> {
  const rows = await api.services.records.letter.groupBy({
    by: ['complaintRef'],
    where: { kind: 'incident' },
    _count: true,
  })
  const counts: Record<string, number> = {}
  for (const { _count } of rows) counts[`with ${_count}`] = (counts[`with ${_count}`] ?? 0) + 1
  return counts
}
async function until(id: unknown, status: string): Promise<void> {
  await expect.poll(async () => (await read(id))['status'], { timeout: 20_000 }).toBe(status)
}
const draftOf = (id: unknown, path: string, accept: string): Promise<Answered> =>
  api.ask('GET', `/v1/incidents/${String(id)}/${path}`, officer, { headers: { accept } })

let id: unknown

test('what cannot be is refused, and nothing is stored', async () => {
  expect((await api.ask('POST', '/v1/incidents', officer, { json: cyber })).status).toBe(403)
  const bad = [{ ...cyber, returnOn: inDays(-1) }, { ...cyber, returnOn: inDays(400) }, { kind: 'flood' }]
  for (const json of bad) expect((await declare(json)).status).toBe(400)
  expect((await api.ask('GET', '/v1/incidents', officer)).body).toEqual({ incidents: [], next: null })
})

test('declared, it is told to every running complaint, also where its manager keeps away from the case', async () => {
  const { records } = api.services
  const [gone = '', conflicted = ''] = refs
  expect((await api.ask('POST', `/v1/complaints/${gone}/withdraw`, resident, { json: {} })).status).toBe(200)
  const conflict = { nature: 'The resident is my neighbour.' }
  const declared = await api.ask('POST', `/v1/complaints/${conflicted}/declare-conflict`, manager, { json: conflict })
  expect(declared.status, declared.text).toBe(200)
  const answered = await declare(cyber, 'once')
  expect(answered.status, answered.text).toBe(201)
  id = answered.body['id']
  expect(answered.headers.get('location')).toBe(`/v1/incidents/${String(id)}`)
  await until(id, 'told')
  expect(await read(id)).toMatchObject({ returnOn: soon, complaints: { told: 9, waiting: 0 } })
  expect(await records.letter.count({ where: { complaintRef: gone, kind: 'incident' } })).toBe(0)
  expect(await records.letter.count({ where: { complaintRef: conflicted, kind: 'incident' } })).toBe(1)
  // Sent again it is the same; another is refused while it is on.
  expect((await declare(cyber, 'once')).body['id']).toBe(id)
  expect((await declare({ ...cyber, kind: 'flood' }, 'once')).status).toBe(422)
  expect(await declare()).toMatchObject({ status: 409, body: { rule: 'Redress: incidents' } })
  expect(await letters()).toEqual({ 'with 1': 9 })
})

test('who complains meanwhile is told with the receipt, and the complaint shows it', async () => {
  const ref = await file()
  refs.push(ref)
  const one = async () => (await api.ask('GET', `/v1/complaints/${ref}`, resident)).body
  await expect.poll(async () => (await one())['letters'], { timeout: 10_000 }).toHaveLength(2)
  expect(await one()).toMatchObject({
    incidents: [{ id, returnOn: soon, on: true }],
    timeline: [{ event: 'received' }, { event: 'incident-declared', by: 'redress' }],
    letters: [{ kind: 'receipt' }, { kind: 'incident' }],
    deadlines: [{ incident: null }, { incident: null }],
  })
  const { body } = await api.ask('GET', `/v1/complaints?incident=${String(id)}&limit=100`, officer)
  expect(body['complaints']).toHaveLength(10)
})

test('the drafts are there in the form asked for', async () => {
  const html = await draftOf(id, 'ombudsman-draft', 'text/html')
  expect(html).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' })
  expect(html.text).toContain('Complaints that are open with us at the moment: 9.')
  const markdown = await draftOf(id, 'website-notice', 'text/markdown')
  expect(markdown.text).toMatch(/^# We cannot work as normal at the moment\n\n/)
  const other = await draftOf(id, 'ombudsman-draft?ombudsman=lgsco', 'text/plain')
  expect(other.text).toContain('Dear Local Government and Social Care Ombudsman')
  expect((await draftOf(id, 'ombudsman-draft?ombudsman=nobody', 'text/plain')).status).toBe(404)
  expect((await draftOf(id, 'website-notice', 'image/png')).status).toBe(406)
  expect((await draftOf(999, 'website-notice', 'text/html')).status).toBe(404)
})

test('a complaint takes up no incident but one that is on file, and none twice', async () => {
  const note = (incident: number) =>
    api.ask('POST', `/v1/complaints/${refs[2]}/note-incident`, manager, { json: { incident } })
  const unknown = await note(999)
  expect(unknown).toMatchObject({ status: 409, body: { detail: expect.stringContaining('There is no incident 999') } })
  expect(await note(Number(id))).toMatchObject({ status: 409, body: { rule: 'HO Code 8.5' } })
})

test('a new day of return is told to all who know another, and the same day to nobody', async () => {
  const move = (returnOn: string) => api.ask('PUT', `/v1/incidents/${String(id)}`, manager, { json: { returnOn } })
  expect((await move(soon)).status).toBe(200)
  expect([200, 202]).toContain((await move(later)).status)
  await until(id, 'told')
  expect(await letters()).toEqual({ 'with 2': 10 })
  expect(await read(id)).toMatchObject({ returnOn: later, report: { letters: { declared: 10, moved: 10, ended: 0 } } })
})

test('ended while Temporal is away, the sweep has it told; whoever waited for it twice hears it once', async () => {
  const { records } = api.services
  const services = { ...api.services, temporal: unreachable() }
  const answered = await end.answer(services, {
    caller: { role: 'manager', sub: manager.sub, org: 'exampleton' },
    params: { id: String(id) },
    ...{ query: {}, body: {}, idempotencyKey: undefined, accepts: () => undefined, header: () => undefined },
    ...{ nowMs: Date.now(), answerBy: Date.now() + 8_000 },
  })
  expect(answered).toMatchObject({ status: 202, body: { status: 'ending' } })
  const client = lives.temporal.client
  await startUnstarted({ records, client }, Date.now() + 20_000)
  await until(id, 'ended')
  expect(await letters()).toEqual({ 'with 3': 10 })
  const whole = await read(id)
  expect(whole).toMatchObject({
    complaints: { told: 10, waiting: 0 },
    report: { complaints: { told: 10, received: 1, openAtEnd: 10 }, letters: { declared: 10, moved: 10, ended: 10 } },
  })
  expect((await draftOf(id, 'website-notice', 'text/plain')).text).toContain('We are working as normal again')
  await client.workflow.getHandle(`redress-incident-${String(id)}`).result()
})

test('those who do not know yet are found a page at a time, in the order of their references', async () => {
  const { records } = api.services
  const incident = { id: 999, organisationId: 'exampleton', returnOn: new Date(soon), endedAt: null }
  const pages: string[] = []
  for (let page = ['']; page.length > 0; pages.push(...page)) {
    page = (await notTold(records, incident, pages.at(-1) ?? '', 4)).map(({ ref }) => ref)
    expect(page.length).toBeLessThanOrEqual(4)
  }
  expect(pages).toEqual(refs.slice(1).toSorted())
})

test('what is over is not moved, ended again it is the same, and the next one is another', async () => {
  const ask = (method: string, path: string, json: object) =>
    api.ask(method, `/v1/incidents/${String(id)}${path}`, manager, { json })
  expect(await ask('PUT', '', { returnOn: soon })).toMatchObject({ status: 409, body: { rule: 'Redress: incidents' } })
  expect(await ask('POST', '/end', {})).toMatchObject({ status: 200, body: { status: 'ended' } })
  const next = await declare()
  expect(next.status, next.text).toBe(201)
  expect(next.body['id']).not.toBe(id)
  await until(next.body['id'], 'told')
  const listed = (await api.ask('GET', '/v1/incidents?limit=1', officer)).body
  expect(listed).toMatchObject({ incidents: [{ id: next.body['id'] }], next: expect.any(String) as string })
})

test('the words of it never travel', async () => {
  const incident = readable(await everyRun(lives.temporal.client, `redress-incident-${String(id)}`))
  const complaint = readable(await everyRun(lives.temporal.client, workflowIdOf(refs[2] ?? '')))
  for (const text of [incident, complaint]) {
    // The day of return, which stands in payloads alone.
    expect(text).toContain(later)
    expect(text).not.toMatch(/canary/i)
  }
})
