import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadOrganisations } from '../../prisma/organisations-file.ts'
import { policyLibrary, type PolicyLibrary } from '../../prisma/policies.ts'
import { openLives, type Lives } from './lives.ts'
import { intake, manager, officer, resident, reviewer, type Answered, type Api } from './world.ts'

// A second pair of eyes over HTTP: who sees what waits, what a dry run says, and what a resident never learns of it.

const onFile = policyLibrary()
const asking = structuredClone(onFile.byId('housing-ombudsman-code-2024'))
for (const { response } of asking.stages) response.approve = { who: ['officer', 'manager'], clause: '9.1' }
const library: PolicyLibrary = {
  ...onFile,
  policies: onFile.policies.map((policy) => (policy.id === asking.id ? asking : policy)),
  byId: (id) => (id === asking.id ? asking : onFile.byId(id)),
}

let api: Api
let lives: Lives
let ref: string
beforeAll(async () => {
  lives = await openLives({ library, organisations: loadOrganisations(library) })
  api = lives.api
  const { status, body, text } = await api.ask('POST', '/v1/complaints', resident, { json: intake })
  if (status !== 201) throw new Error(`not filed: ${text}`)
  ref = String(body['ref'])
  await done('acknowledge', officer, { responsibleFor: ['The boiler'] })
})
afterAll(() => lives.close())

const give = (name: string, as = officer, json: unknown = {}, query = ''): Promise<Answered> =>
  api.ask('POST', `/v1/complaints/${ref}/${name}${query}`, as, { json })
async function done(name: string, as = officer, json: unknown = {}): Promise<Answered['body']> {
  const answered = await give(name, as, json)
  expect(answered.status, answered.text).toBe(200)
  return answered.body
}
const missing = async (name: string, as = officer, json: unknown = {}) => {
  const { status, text, body } = await give(name, as, json, '?dryRun=true')
  expect(status, text).toBe(200)
  return (body['missing'] as { rule: string; clause: string | null }[]).map(({ rule }) => rule)
}
const whole = async (as = officer) => (await api.ask('GET', `/v1/complaints/${ref}`, as)).body
const events = async (as = officer) => ((await whole(as))['timeline'] as { event: string }[]).map(({ event }) => event)

const answer = {
  points: [
    { finding: 'upheld', reasons: 'CANARY-reasons we came late.' },
    { finding: 'not-upheld', reasons: 'We came.' },
  ],
  remedies: [{ kind: 'apology', by: '2027-01-04' }],
}

test('nothing waits yet', async () => {
  expect((await whole())['proposed']).toBeNull()
  expect(await missing('approve', reviewer)).toEqual(['HO Code 9.1'])
  expect(await missing('send-back', reviewer, { note: 'x' })).toEqual(['HO Code 9.1'])
  expect(await missing('respond', officer, answer)).toEqual([])
})

test('a response waits: staff see by whom and since when, the resident sees nothing of it', async () => {
  expect(await done('respond', officer, answer)).toMatchObject({ status: 'acknowledged', stage: 'stage-1' })
  const stored = await api.ask('GET', `/v1/complaints/${ref}/draft-response`, officer)
  expect((await whole())['proposed']).toEqual({
    ...{ by: 'officer:a.khan', draft: stored.body['draft'] },
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
  })
  const theirs = await whole(resident)
  expect(theirs['proposed']).toBeNull()
  expect(JSON.stringify(theirs)).not.toMatch(/propos(al|ed":\{)|CANARY-reasons/)
  expect(await missing('approve', officer)).toEqual(['HO Code 9.1'])
  expect(await missing('approve', reviewer)).toEqual([])
  expect(await missing('approve', manager)).toEqual([])
  const own = await give('approve', officer)
  expect([own.status, own.body['rule']]).toEqual([409, 'HO Code 9.1'])
  expect((await give('approve', resident)).status).toBe(403)
})

test('a dry run lists each thing that came up since; sent back, nothing waits', async () => {
  await done('add-point', officer, { point: 'The heater broke too.', related: true })
  expect(await missing('approve', reviewer)).toEqual(['HO Code 6.7'])
  expect((await give('approve', reviewer)).status).toBe(409)
  await done('send-back', reviewer, { note: 'CANARY-note answer the new point.' })
  expect((await whole())['proposed']).toBeNull()
  expect(JSON.stringify(await whole())).toContain('CANARY-note')
  expect(JSON.stringify(await whole(resident))).not.toMatch(/CANARY-note|sent-back|response-proposed/)
})

test('approved, it is its author’s; the resident learns neither who wrote nor who approved it', async () => {
  const points = [...answer.points, { finding: 'upheld', reasons: 'It broke on its first day.' }]
  await done('respond', officer, { ...answer, points })
  // Two at once: one of them approves it.
  const both = await Promise.all([give('approve', reviewer), give('approve', manager)])
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(await events()).toEqual([
    ...['received', 'acknowledged', 'response-proposed', 'point-added', 'response-sent-back'],
    ...['response-proposed', 'responded'],
  ])
  const { timeline, decisions } = (await whole()) as { timeline: { detail: object }[]; decisions: object[] }
  expect(timeline.at(-1)?.detail).toMatchObject({ proposedBy: 'officer:a.khan' })
  expect(decisions).toMatchObject([{ by: 'officer:a.khan' }])
  expect(JSON.stringify(await whole(resident))).not.toMatch(/a\.khan|c\.osei|m\.boss|proposedBy|approvedBy/)
})

test('a dry run of what became of a letter reads the letter', async () => {
  expect(await missing('letter-posted', officer, { letter: 1, on: '2026-01-01' })).toEqual(['Redress: letter-posted'])
  expect(await missing('letter-returned', officer, { letter: 99, why: 'gone-away' })).toEqual([
    'Redress: letter-returned',
  ])
  await api.services.records.letter.updateMany({ where: { complaintRef: ref, seq: 1 }, data: { status: 'sent' } })
  expect(await missing('letter-returned', officer, { letter: 1, why: 'email-bounced' })).toEqual([])
  expect(await missing('letter-returned', officer, { letter: 1, why: 'gone-away' })).toEqual([
    'Redress: letter-returned',
  ])
})
