import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { examples } from '../../api/commands/examples.ts'
import { fileComplaint } from '../../prisma/file-complaint.ts'
import { commands } from '../../workflows/commands/index.ts'
import { intakeSchema } from '../../workflows/intake.ts'
import { openLives, type Lives } from './lives.ts'
import {
  inDays,
  intake,
  manager,
  officer,
  openApi,
  resident,
  reviewer,
  stranger,
  type Answered,
  type Api,
  type Sent,
} from './world.ts'

// What would become of a command, without doing it: from the records alone, and as the workflow would decide.

let api: Api
let lives: Lives
beforeAll(async () => {
  lives = await openLives()
  api = lives.api
  const organisationId = api.services.organisations.all[0].id
  const data = [{ organisationId, id: 'a.khan', name: 'Amina Khan', email: 'a.khan@example.org', role: 'officer' }]
  await api.services.records.staffMember.createMany({ data })
})
afterAll(() => lives.close())

const post = (ref: string, name: string, as = officer, json: unknown = examples[name], headers: Sent['headers'] = {}) =>
  api.ask('POST', `/v1/complaints/${ref}/${name}`, as, { json, headers })

/** Tries it, and sees that nothing at all was written. */
async function tried(
  ref: string,
  name: string,
  as = officer,
  json: unknown = examples[name],
  headers: Sent['headers'] = {},
) {
  const before = await api.rows()
  const timeline = async () =>
    ((await api.ask('GET', `/v1/complaints/${ref}`, manager)).body['timeline'] as unknown[]).length
  const entries = await timeline()
  const answered = await api.ask('POST', `/v1/complaints/${ref}/${name}?dryRun=true`, as, { json, headers })
  expect(await api.rows()).toEqual(before)
  expect(await timeline()).toBe(entries)
  return answered
}
const listOf = ({ status, text, body }: Answered, name: 'missing' | 'advice' = 'missing') => {
  expect(status, text).toBe(200)
  return body[name] as { rule: string; clause: string | null; message: string }[]
}
const clauses = (answered: Answered) => listOf(answered).map(({ clause }) => clause)

/** A complaint under a policy, as it is on file before its workflow was ever started. */
async function filed(policyId = 'joint-code', changes: object = {}, on = api): Promise<string> {
  const { records, library, organisations } = on.services
  const given = {
    ...{ intake: intakeSchema.parse({ ...intake, ...changes }), policy: library.byId(policyId) },
    ...{ organisation: organisations.all[0].id, filedBy: 'resident:sam', nowMs: Date.now() },
  }
  return (await records.$transaction((tx) => fileComplaint(tx, given))).ref
}

const today = inDays(0)
const upheld = { finding: 'upheld', reasons: 'CANARY-reasons we came late.' }
const notUpheld = { finding: 'not-upheld', reasons: 'We came.' }
const good = { points: [upheld, notUpheld], remedies: [{ kind: 'apology', by: today }] }

describe('respond', () => {
  let ref: string
  beforeEach(async () => void (ref = await filed()))

  test('all that is missing, each with its clause; an earlier duty first', async () => {
    const bad = {
      points: [{ finding: 'partially-upheld', reasons: 'CANARY Ms Khan looked into it.' }],
      remedies: [{ kind: 'action', by: today }],
    }
    const answered = await tried(ref, 'respond', officer, bad, { 'idempotency-key': 'a-key' })
    expect(answered.body['ready']).toBe(false)
    expect(clauses(answered)).toEqual(['6.2', '6.7', '6.8', '7.3', '5.6'])
    for (const { rule, clause, message } of listOf(answered)) {
      expect(rule).toBe(`Joint Code ${clause}`)
      expect(message).not.toMatch(/CANARY|Khan/)
    }
    expect((await post(ref, 'acknowledge')).status).toBe(200)
    expect(clauses(await tried(ref, 'respond', officer, bad))).toEqual(['6.7', '6.8', '7.3', '5.6'])

    // Given in earnest, the first decides and all are told.
    const refused = await post(ref, 'respond', officer, bad, { 'idempotency-key': 'a-key' })
    expect(refused.body).toMatchObject({ status: 409, type: '/problems/against-the-rules', rule: 'Joint Code 6.7' })
    expect((refused.body['missing'] as { rule: string }[]).map(({ rule }) => rule)).toEqual(
      ['6.7', '6.8', '7.3', '5.6'].map((clause) => `Joint Code ${clause}`),
    )
    expect(refused.body['detail']).toContain('4 things are missing.')
  })

  test('ready, and then done under the key of the dry run', async () => {
    expect((await post(ref, 'acknowledge')).status).toBe(200)
    const key = { 'idempotency-key': 'another-key' }
    const answered = await tried(ref, 'respond', officer, good, key)
    expect(answered.body).toEqual({ ready: true, missing: [], advice: [] })
    // The same key with another body is nobody's yet.
    expect((await tried(ref, 'respond', officer, { points: [notUpheld, notUpheld] }, key)).body['ready']).toBe(true)
    expect((await post(ref, 'respond', officer, good, key)).body).toMatchObject({ status: 'answered' })
    expect(clauses(await tried(ref, 'respond', officer, good))).toEqual(['6.10'])
  })

  test('by the id of a stored text; one that is not there is said to be none', async () => {
    expect((await post(ref, 'acknowledge')).status).toBe(200)
    const named = { ...good, decision: 'Amina Khan decided this.' }
    const stored = await api.ask('PUT', `/v1/complaints/${ref}/draft-response`, officer, { json: named })
    expect(stored.body).toMatchObject({ namesStaff: ['decision'] })
    const { draft } = stored.body
    expect(clauses(await tried(ref, 'respond', officer, { draft }))).toEqual(['5.6'])
    expect((await post(ref, 'respond', officer, { draft })).body).toMatchObject({ status: 409, rule: 'Joint Code 5.6' })
    const unknown = await tried(ref, 'respond', officer, { draft: 't-0123456789abcdefghij' })
    expect([unknown.status, unknown.body['type']]).toEqual([404, '/problems/unknown-draft'])
  })

  test('the reviewer of stage 2 is told, beside what the response lacks', async () => {
    for (const [name, as, json] of [
      ['acknowledge', officer, undefined],
      ['respond', officer, good],
      ['escalate', resident, {}],
      ['acknowledge', reviewer, undefined],
    ] as const)
      expect((await post(ref, name, as, json)).status, name).toBe(200)
    const same = await tried(ref, 'respond', officer, { points: [notUpheld, notUpheld] })
    expect(clauses(same)).toEqual(['6.17', '6.22'])
    const other = await tried(ref, 'respond', reviewer, { points: [notUpheld, notUpheld], agreesWithStage1: true })
    expect(other.body['ready']).toBe(true)
    expect(listOf(other, 'advice')).toEqual([
      { rule: 'Joint Code 7.1', clause: '7.1', message: expect.stringContaining('no remedy') as string },
    ])
  })

  test('a clause with a title, and none where the policy has only an assumption', async () => {
    const [procedure, basildon] = [await filed('information-governance-team'), await filed('basildon-2025')]
    for (const one of [procedure, basildon]) expect((await post(one, 'acknowledge')).status).toBe(200)
    expect(listOf(await tried(procedure, 'respond', officer, good))).toEqual(
      ['stepsTaken', 'evidence', 'changes'].map((field) => ({
        rule: 'Complaints Procedure, Responding to the complaint',
        clause: 'Responding to the complaint',
        message: expect.stringContaining(`"${field}"`) as string,
      })),
    )
    expect(listOf(await tried(basildon, 'respond', officer, { ...good, outcome: 'upheld' }))).toMatchObject([
      { rule: 'Basildon policy', clause: null },
    ])
  })
})

describe('every command', () => {
  test.each(commands.map(({ name }) => name))('%s: tried, it changes nothing and says what it would', async (name) => {
    const ref = await filed('basildon-2025')
    const by = commands.find((one) => one.name === name)?.by ?? []
    const as = by.includes('manager') ? manager : resident
    const answered = await tried(ref, name, as)
    expect(answered.status, answered.text).toBe(200)
    const done = await post(ref, name, as)
    // The examples speak of more than this complaint has; what was foretold is what comes of it.
    expect(done.status, done.text).toBe(answered.body['ready'] === true ? 200 : 409)
    if (done.status === 409) expect(listOf(answered)[0]?.rule).toBe(done.body['rule'])
  })

  test('a mistake in the query is told, and nothing is done by mistake', async () => {
    const ref = await filed()
    const before = await api.rows()
    for (const query of ['dryrun=true', 'dryRun=yes', 'dryRun', 'dryRun=true&dryRun=true']) {
      const { status, body } = await api.ask('POST', `/v1/complaints/${ref}/acknowledge?${query}`, officer, {
        json: examples['acknowledge'],
      })
      expect([status, body['type']], query).toEqual([400, '/problems/bad-input'])
    }
    expect(await api.rows()).toEqual(before)
    expect((await post(ref, 'acknowledge?dryRun=false', officer, examples['acknowledge'])).status).toBe(200)
  })

  test('bad input, other people’s complaints and roles are answered as ever', async () => {
    const ref = await filed()
    const ask = async (name: string, as: typeof officer | null, json?: unknown) =>
      (await api.ask('POST', `/v1/complaints/${ref}/${name}?dryRun=true`, as, { json })).status
    expect(await ask('respond', officer, { points: 'two' })).toBe(400)
    expect(await ask('respond', resident, good)).toBe(403)
    expect(await ask('withdraw', stranger, {})).toBe(404)
    expect(await ask('withdraw', null, {})).toBe(401)
  })
})

test('it answers while Temporal is away: the records are enough', async () => {
  const alone = await openApi()
  try {
    const ref = await filed('joint-code', {}, alone)
    const sent = { json: good }
    expect(clauses(await alone.ask('POST', `/v1/complaints/${ref}/respond?dryRun=true`, officer, sent))).toEqual([
      '6.2',
    ])
  } finally {
    await alone.close()
  }
})
