import type { TestWorkflowEnvironment } from '@temporalio/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { examples } from '../../api/commands/examples.ts'
import { loadOrganisations } from '../../prisma/organisations-file.ts'
import { workflowIdOf } from '../../workflows/reference.ts'
import { openLives, type Lives } from './lives.ts'
import { inDays, intake, manager, officer, resident, type Answered, type Api, type Sent } from './world.ts'

// What a policy does not take, from the address to the workflow and back: at intake, and afterwards for a reason of its list.

let temporal: TestWorkflowEnvironment
let api: Api
let lives: Lives
beforeAll(async () => {
  lives = await openLives()
  api = lives.api
  temporal = lives.temporal
})
afterAll(() => lives.close())

/** New complaints come under this policy from here on. */
function under(policy: string): void {
  api.services.organisations = loadOrganisations(api.services.library, { policies: [policy] })
}

const file = (json: unknown, headers: Sent['headers'] = {}, as = resident): Promise<Answered> =>
  api.ask('POST', '/v1/complaints', as, { json, headers })
const give = (ref: string, name: string, as = officer, json: unknown = examples[name]): Promise<Answered> =>
  api.ask('POST', `/v1/complaints/${ref}/${name}`, as, { json })
const read = async (ref: string, as = officer) => (await api.ask('GET', `/v1/complaints/${ref}`, as)).body
const ended = (ref: string) => temporal.client.workflow.getHandle(workflowIdOf(ref)).result()
const today = () => inDays(0)
const yearsAgo = (years: number) =>
  `${Number(today().slice(0, 4)) - years}${today().slice(4)}`.replace('02-29', '02-28')

async function filed(changes: object = {}): Promise<string> {
  const { status, body, text } = await file({ ...intake, ...changes })
  expect(status, text).toBe(201)
  return String(body['ref'])
}

describe('turned away at intake: 409 with the clause and what to do, and nothing is stored', () => {
  const { resident: _nobody, ...nobodys } = intake
  const by = (capacity: string, permission: string) => ({
    ...intake,
    representative: { name: 'CANARY-representative A. Friend', capacity, permission },
  })
  const cases: [name: string, policy: string, sent: object, words: RegExp][] = [
    ['without a name', 'basildon-2025', { ...nobodys, anonymous: true }, /Whistleblowing Policy/],
    ['by an MP', 'barking-and-dagenham', by('mp', 'signed'), /separate process for Members of Parliament/],
    ['with a step that there is not', 'joint-code', { ...intake, agreesToEnquiry: true }, /no step before stage 1/],
  ]
  test.each(cases)('%s: %s', async (_name, policy, sent, words) => {
    under(policy)
    const before = await api.rows()
    const { status, body, text } = await file(sent, { 'idempotency-key': 'the same for all' })
    expect([status, body['type']]).toEqual([409, '/problems/against-the-rules'])
    expect(typeof body['rule']).toBe('string')
    expect(String(body['detail'])).toMatch(words)
    expect(text).not.toContain('CANARY')
    // The key is free again, for what is sent once it is right.
    expect(await api.rows()).toEqual(before)
  })

  test('with the signed permission it is taken, and staff see who complains', async () => {
    under('barking-and-dagenham')
    const { body } = await file(by('friend', 'signed'), {}, officer)
    const ref = String(body['ref'])
    const friend = {
      name: 'CANARY-representative A. Friend',
      capacity: 'friend',
      permission: 'signed',
      status: 'given',
    }
    expect(await read(ref)).toMatchObject({ representative: friend, resident: { name: intake.resident.name } })
    expect(await read(ref, { ...resident, ref })).toMatchObject({ representative: null })
  })

  test('whoever files it online says so themselves: the resident is asked, and until then they see nothing', async () => {
    under('barking-and-dagenham')
    const ref = await filed(by('friend', 'signed'))
    expect(await read(ref)).toMatchObject({ representative: { permission: 'none', status: 'asked' } })
    expect(await read(ref, resident)).toMatchObject({ status: 404 })
    expect(await read(ref, { ...resident, ref })).toMatchObject({ ref })
  })

  test('where it is taken without a name, nobody is written to', async () => {
    under('housing-ombudsman-code-2024')
    const { body } = await file({ ...nobodys, anonymous: true })
    const ref = String(body['ref'])
    await give(ref, 'acknowledge')
    expect(await read(ref)).toMatchObject({ anonymous: true, resident: null, letters: [], status: 'acknowledged' })
  })
})

describe('too late', () => {
  test('is taken and flagged, and found by the flag', async () => {
    under('housing-ombudsman-code-2024')
    const late = await filed({ issueOn: yearsAgo(2) })
    const inTime = await filed({ issueOn: yearsAgo(1) })
    const whole = await read(late)
    expect(whole).toMatchObject({ outOfTime: true, status: 'received' })
    const [first] = whole['timeline'] as { detail: object }[]
    expect(first?.detail).toMatchObject({ outOfTime: true, acceptedUnder: 'HO Code 2.3', considerDiscretion: true })
    expect(await read(inTime)).toMatchObject({ outOfTime: false })
    const { body } = await api.ask('GET', '/v1/complaints?outOfTime=true', officer)
    expect((body['complaints'] as { ref: string }[]).map(({ ref }) => ref)).toEqual([late])
  })

  test('is declined only where the dates say so; the day may be recorded with it', async () => {
    const ref = await filed()
    const because = { ...(examples['decline'] as object), reason: 'out-of-time' }
    const unknown = await give(ref, 'decline', officer, because)
    expect(unknown.body).toMatchObject({ status: 409, rule: 'HO Code 2.3' })
    expect(String(unknown.body['detail'])).toContain('Record when it happened')
    const early = await give(ref, 'decline', officer, { ...because, issueOn: yearsAgo(1) })
    expect(early.body).toMatchObject({ status: 409, rule: 'HO Code 2.3' })
    const done = await give(ref, 'decline', officer, { ...because, issueOn: yearsAgo(2) })
    expect(done.body).toMatchObject({ status: 'declined' })
    expect(await read(ref)).toMatchObject({ issueOn: yearsAgo(2), status: 'declined' })
  })
})

test('declined, and taken up again on the Ombudsman’s word; what was written stays out of Temporal and of the resident’s copy', async () => {
  const ref = await filed()
  const unknown = await give(ref, 'decline', officer, { ...(examples['decline'] as object), reason: 'too-busy' })
  expect(unknown.body).toMatchObject({ status: 409, rule: 'HO Code 2.2' })
  expect(String(unknown.body['detail'])).toContain('legal-proceedings')
  const body = { ...(examples['decline'] as object), explanation: 'CANARY-explanation', evidence: 'CANARY-evidence' }
  expect((await give(ref, 'decline', officer, body)).body).toMatchObject({ status: 'declined' })
  expect(await ended(ref)).toBe('declined')
  expect((await give(ref, 'acknowledge')).status).toBe(409)
  const theirs = await read(ref, resident)
  expect((theirs['letters'] as { kind: string }[]).map(({ kind }) => kind)).toEqual(['receipt', 'declined'])
  expect(JSON.stringify(theirs['timeline'])).not.toContain('CANARY')
  const history = JSON.stringify(await temporal.client.workflow.getHandle(workflowIdOf(ref)).fetchHistory())
  const readable = history.replace(/"data":"([^"]*)"/g, (_all, data: string) => Buffer.from(data, 'base64').toString())
  expect(readable).toContain('"reason":"legal-proceedings"')
  expect(readable).not.toContain('CANARY')

  const word = { ...(examples['reopen'] as object), decidedOn: today() }
  expect((await give(ref, 'reopen', resident, word)).status).toBe(403)
  const all = await Promise.all([1, 2, 3].map(() => give(ref, 'reopen', manager, word)))
  expect(all.map(({ status }) => status).sort()).toEqual([200, 409, 409])
  expect(await read(ref)).toMatchObject({ status: 'received', stage: 'stage-1', closedAt: null, overdue: false })
  expect((await give(ref, 'decline')).body).toMatchObject({ status: 409, rule: 'HO Code 2.4' })
  expect((await give(ref, 'acknowledge')).status).toBe(200)
})

test('a request for stage 2 is declined and, overturned, begins', async () => {
  const ref = await filed()
  await give(ref, 'acknowledge')
  await give(ref, 'respond', officer, { ...(examples['respond'] as object), remedies: [] })
  expect((await give(ref, 'decline-escalation')).body).toMatchObject({ stage: 'stage-1', status: 'closed' })
  expect((await give(ref, 'record-learning')).status).toBe(200)
  expect((await give(ref, 'complete-improvement')).status).toBe(200)
  expect(await ended(ref)).toBe('closed')
  expect((await give(ref, 'escalate', resident, {})).body).toMatchObject({ status: 409, rule: 'HO Code 5.11' })
  const reopened = await give(ref, 'reopen', officer, { ...(examples['reopen'] as object), decidedOn: today() })
  expect(reopened.body).toMatchObject({ stage: 'stage-2', status: 'received' })
})

test('a policy’s narrower roles are told with the clause', async () => {
  under('information-governance-team')
  const ref = await filed()
  const reason = api.services.library.byId('information-governance-team').decline.reasons[0]?.id
  const json = { ...(examples['decline'] as object), reason }
  const { body } = await give(ref, 'decline', officer, json)
  expect(body).toMatchObject({ status: 409, rule: 'Complaints Procedure, Exclusions' })
  expect(String(body['detail'])).toContain('for a manager')
  expect((await give(ref, 'decline', manager, json)).status).toBe(200)
})
