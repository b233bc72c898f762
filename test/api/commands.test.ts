import type { TestWorkflowEnvironment } from '@temporalio/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { examples } from '../../api/commands/examples.ts'
import { fileComplaint } from '../../prisma/file-complaint.ts'
import { intakeSchema } from '../../workflows/intake.ts'
import { workflowIdOf } from '../../workflows/reference.ts'
import { openLives, startWorker, type Lives } from './lives.ts'
import { inDays, intake, manager, officer, resident, reviewer, type Answered, type Api, type Sent } from './world.ts'

// Commands from the address to the workflow and back, on a real Temporal server and a real database.

let temporal: TestWorkflowEnvironment
let api: Api
let lives: Lives
beforeAll(async () => {
  lives = await openLives()
  api = lives.api
  temporal = lives.temporal
})
afterAll(() => lives.close())

async function filed(): Promise<string> {
  const { status, body } = await api.ask('POST', '/v1/complaints', resident, { json: intake })
  expect(status).toBe(201)
  return String(body['ref'])
}

const give = (
  ref: string,
  name: string,
  as = officer,
  json: unknown = examples[name],
  headers: Sent['headers'] = {},
): Promise<Answered> => api.ask('POST', `/v1/complaints/${ref}/${name}`, as, { json, headers })

async function done(ref: string, name: string, as = officer, json?: unknown): Promise<Answered> {
  const answered = await give(ref, name, as, json)
  expect(answered.status, answered.text).toBe(200)
  return answered
}

const read = async (ref: string, as = officer) => (await api.ask('GET', `/v1/complaints/${ref}`, as)).body

const answer = (remedies: object[]) => ({ ...(examples['respond'] as object), remedies })

/** Until the workflow has ended, so that nothing runs for the complaint. */
const ended = (ref: string) => temporal.client.workflow.getHandle(workflowIdOf(ref)).result()

const texts = (ref: string) => api.services.records.text.count({ where: { complaintRef: ref } })

test('a whole life by its commands, each in the records when it is answered', async () => {
  const ref = await filed()
  await done(ref, 'assign', manager)
  expect((await done(ref, 'acknowledge')).body).toMatchObject({ ref, seq: 3, stage: 'stage-1', status: 'acknowledged' })
  await done(ref, 'define')
  await done(ref, 'extend', officer, { reason: 'CANARY-reason the part comes late', until: inDays(20) })
  await done(ref, 'agree-updates')
  const promise = answer([{ kind: 'money', by: inDays(20), amount: 150, description: 'For four days without heating' }])
  await done(ref, 'respond', officer, promise)
  await done(ref, 'escalate', resident, { reasons: 'CANARY-why it is still cold' })
  await done(ref, 'assign', manager, { officer: reviewer.sub })
  await done(ref, 'acknowledge', reviewer)
  // Both answers promise money: it is closed when that is paid.
  expect((await done(ref, 'respond', reviewer, promise)).body).toMatchObject({ stage: 'stage-2', status: 'answered' })
  const evidence = 'CANARY-proof the bank says so'
  await done(ref, 'complete-action', reviewer, { actions: [1], evidence, amountPaid: 150 })
  await done(ref, 'complete-action', reviewer, { actions: [2], evidence, amountPaid: 99.5 })
  await done(ref, 'record-learning', reviewer, { none: 'CANARY-none one of its kind' })

  const whole = await read(ref)
  const events = (whole['timeline'] as { event: string }[]).map(({ event }) => event)
  expect(events).toEqual([
    ...['received', 'assigned', 'acknowledged', 'defined', 'extended', 'updates-agreed', 'responded', 'escalated'],
    ...['assigned', 'acknowledged', 'responded', 'action-completed', 'action-completed', 'closed', 'learning-recorded'],
  ])
  expect([whole['status'], whole['decisions']]).toMatchObject(['closed', [{}, {}]])
  const paid = { kind: 'money', what: 'For four days without heating', amount: 150, by: inDays(20), status: 'met' }
  const both = [150, 99.5].map((amountPaid, index) => ({ number: index + 1, ...paid, amountPaid }))
  const proved = both.map((action) => ({ ...action, evidence }))
  expect(whole['actions']).toMatchObject(proved)
  const extended = (whole['deadlines'] as { name: string }[]).find(({ name }) => name === 'respond-stage-1')
  expect(extended).toMatchObject({
    due: inDays(20),
    extendedFrom: expect.stringMatching(/^\d/) as string,
    status: 'met',
  })
  expect(JSON.stringify(whole['timeline'])).toContain('CANARY-reason')

  const listed = async (path: string) => (await api.ask('GET', path, officer)).body
  const ofThis = proved.map((action) => ({ ref, officer: 'c.osei', ...action }))
  expect((await listed('/v1/actions?status=done&owner=c.osei'))['actions']).toMatchObject(ofThis)
  expect([(await listed('/v1/actions'))['actions'], (await listed('/v1/actions?cursor=x')).status]).toEqual([[], 400])
  const none = { ref, rootCause: 'none', none: 'CANARY-none one of its kind', learningPoint: null, improvements: [] }
  expect((await listed('/v1/learning?rootCause=none'))['learning']).toMatchObject([none])
  expect((await listed('/v1/learning?improvements=open'))['learning']).toEqual([])

  const theirs = await read(ref, resident)
  expect(JSON.stringify(theirs['timeline'])).not.toMatch(/a\.khan|CANARY-reason/)
  expect(theirs['actions']).toMatchObject(both.map((action) => ({ ...action, evidence: null })))
  expect(JSON.stringify(theirs)).not.toMatch(/CANARY-(proof|none)|learning/)
  expect(await ended(ref)).toBe('closed')
})

test('out of turn: 409 with the rule, and its text is not kept', async () => {
  const ref = await filed()
  const before = await texts(ref)
  const early = await give(ref, 'respond', officer, undefined, { 'idempotency-key': 'early' })
  expect(early.status).toBe(409)
  expect(early.body).toMatchObject({ type: '/problems/against-the-rules', rule: 'HO Code 6.2' })
  expect(String(early.body['detail'])).toContain('Acknowledge it first')
  expect(await texts(ref)).toBe(before)
  // The key is free again: the same request is right once its turn has come.
  await done(ref, 'acknowledge')
  expect((await give(ref, 'respond', officer, undefined, { 'idempotency-key': 'early' })).status).toBe(200)
})

test('a stored text, then the command with its id; refused, the text stays', async () => {
  const ref = await filed()
  const stored = await api.ask('PUT', `/v1/complaints/${ref}/draft-response`, officer, { json: examples['respond'] })
  const { draft } = stored.body
  expect(stored.body).toMatchObject({ findings: ['upheld', 'not-upheld'], outcome: 'partially-upheld' })
  expect((await give(ref, 'respond', officer, { draft })).status).toBe(409)
  expect((await give(ref, 'acknowledge', officer, { draft })).body['type']).toBe('/problems/unknown-draft')
  await done(ref, 'acknowledge')
  await done(ref, 'respond', officer, { draft })
  const timeline = (await read(ref))['timeline'] as { event: string; words?: unknown }[]
  expect(timeline.find(({ event }) => event === 'responded')?.words).toMatchObject({
    decision: 'We uphold part of your complaint.',
  })
})

test('the same command under the same key is done once, in parallel too; another under it is refused', async () => {
  const ref = await filed()
  const key = { 'idempotency-key': 'once' }
  const all = await Promise.all(Array.from({ length: 10 }, () => give(ref, 'acknowledge', officer, undefined, key)))
  expect(new Set(all.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  expect(all[0]?.status).toBe(200)
  expect(await texts(ref)).toBe(3)
  const other = await give(ref, 'acknowledge', officer, { responsibleFor: ['x'], notResponsibleFor: [] }, key)
  expect([other.status, other.body['type']]).toEqual([422, '/problems/key-used'])
  await done(ref, 'respond')
  await done(ref, 'escalate', resident, {})
  const again = await give(ref, 'acknowledge', officer, undefined, key)
  expect(again.text).toBe(all[0]?.text)
  expect((await read(ref))['stage']).toBe('stage-2')
})

test('two officers at once: one acknowledges, the other is told that it is done', async () => {
  const ref = await filed()
  const both = await Promise.all([give(ref, 'acknowledge', officer), give(ref, 'acknowledge', reviewer)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
})

test('who considered stage 1 may not consider stage 2', async () => {
  const ref = await filed()
  await done(ref, 'acknowledge')
  await done(ref, 'respond')
  await done(ref, 'escalate', resident, {})
  const refused = await give(ref, 'assign', manager, { officer: officer.sub })
  expect(refused.body).toMatchObject({ status: 409, rule: 'HO Code 6.13' })
})

test('withdrawn: nothing more is done, and it cannot be opened again', async () => {
  const ref = await filed()
  await done(ref, 'withdraw', resident, {})
  await ended(ref)
  for (const name of ['acknowledge', 'withdraw', 'escalate']) {
    const { status, body } = await give(ref, name)
    expect([status, typeof body['rule']], name).toEqual([409, 'string'])
  }
})

/** Closed long after its answer, as the clock would do it in six months. */
async function closedAtStage1(): Promise<string> {
  const ref = await filed()
  await done(ref, 'acknowledge')
  await done(ref, 'respond', officer, answer([]))
  const { records } = api.services
  await temporal.client.workflow.getHandle(workflowIdOf(ref)).terminate('stands for six months that pass')
  const { state } = await records.complaint.findUniqueOrThrow({ where: { ref } })
  await records.complaint.update({
    where: { ref },
    data: { status: 'closed', state: { ...(state as object), status: 'closed' } },
  })
  return ref
}

test('escalate opens a closed complaint again, once, however many ask', async () => {
  const ref = await closedAtStage1()
  const refused = await give(ref, 'extend')
  expect([refused.status, refused.body['type']]).toEqual([409, '/problems/against-the-rules'])
  const all = await Promise.all([1, 2, 3].map((n) => give(ref, 'escalate', resident, { reasons: `Still cold, ${n}` })))
  expect(all.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  expect(all.find(({ status }) => status === 200)?.body).toMatchObject({ stage: 'stage-2', status: 'received' })
  const whole = await read(ref)
  expect(whole).toMatchObject({ stage: 'stage-2', status: 'received', nextDeadline: 'acknowledge-stage-2' })
  await done(ref, 'acknowledge', reviewer)
  expect((await done(ref, 'respond', reviewer, answer([]))).body['status']).toBe('closed')
})

test('a complaint whose workflow was never started is started by its first command', async () => {
  const { records, library } = api.services
  const policy = library.byId('housing-ombudsman-code-2024')
  // As after a crash between the case row and the start.
  const under = { organisation: 'exampleton', policy }
  const given = { intake: intakeSchema.parse(intake), ...under, filedBy: 'resident:sam', nowMs: Date.now() }
  const { ref } = await records.$transaction((tx) => fileComplaint(tx, given))
  expect((await done(ref, 'acknowledge')).body).toMatchObject({ seq: 2, status: 'acknowledged' })
  expect((await done(ref, 'respond')).body).toMatchObject({ status: 'answered' })
})

test('a workflow that Temporal lost is begun again from the records', async () => {
  const ref = await filed()
  await done(ref, 'acknowledge')
  await temporal.client.workflow.getHandle(workflowIdOf(ref)).terminate('lost')
  expect((await done(ref, 'respond')).body).toMatchObject({ seq: 3, status: 'answered' })
})

test('nothing that a person wrote stands in the log', () => {
  expect(api.logged.length).toBeGreaterThan(50)
  const log = api.logged.join('')
  expect(log).not.toMatch(/canary|boiler|Sam Jones|a\.khan/i)
  expect(log).not.toMatch(/C-[0-9A-Z]{4}-/)
})

test('no worker: 503 in time; once it is back the same key goes on, with the same text', async () => {
  const ref = await filed()
  await expect.poll(() => texts(ref)).toBe(2)
  await done(ref, 'assign')
  await lives.worker?.stop()
  lives.worker = undefined
  const key = { 'idempotency-key': 'patient' }
  const began = Date.now()
  const [withKey, filedNow] = await Promise.all([give(ref, 'acknowledge', officer, undefined, key), filed()])
  expect(Date.now() - began).toBeLessThan(10_000)
  expect([withKey.status, withKey.body['type']]).toEqual([503, '/problems/unavailable'])
  expect(await texts(ref)).toBe(3)
  // One for a workflow that has not run at all yet: it must be decided after the complaint is received.
  await temporal.client.workflow
    .getHandle(workflowIdOf(filedNow))
    .signal('assign', { by: 'officer:a.khan', with: { officer: 'a.khan' } })

  lives.worker = await startWorker(temporal, api)
  const again = await give(ref, 'acknowledge', officer, undefined, key)
  expect(again.status, again.text).toBe(200)
  expect(await texts(ref)).toBe(3)
  const timeline = (await read(ref))['timeline'] as { event: string }[]
  expect(timeline.filter(({ event }) => event === 'acknowledged')).toHaveLength(1)
  await expect.poll(async () => (await read(filedNow))['officer'], { timeout: 10_000 }).toBe('a.khan')
})
