import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openLives, type Lives } from './lives.ts'
import { intake, manager, officer, resident, reviewer, type Answered, type Api } from './world.ts'

// Triage, adjustments, restrictions and conflicts of interest: over HTTP, on a real Temporal server and database.

let api: Api
let lives: Lives
let ref = ''
beforeAll(async () => {
  lives = await openLives()
  api = lives.api
  ref = await file({ triage: { vulnerable: true } })
})
afterAll(() => lives.close())

async function file(more: object): Promise<string> {
  const disabilities = ['I cannot read small print']
  const json = { ...intake, ...more, resident: { ...intake.resident, disabilities } }
  const { status, body } = await api.ask('POST', '/v1/complaints', resident, { json })
  expect(status).toBe(201)
  await vi.waitFor(async () => expect((await read(String(body['ref'])))['letters']).not.toEqual([]), 10_000)
  return String(body['ref'])
}
const give = (name: string, json: unknown, as = officer): Promise<Answered> =>
  api.ask('POST', `/v1/complaints/${ref}/${name}`, as, { json })
const done = async (name: string, json: unknown, as = officer) => {
  const { status, text } = await give(name, json, as)
  expect(status, text).toBe(200)
}
const read = async (of: string, as = officer) => (await api.ask('GET', `/v1/complaints/${of}`, as)).body
async function listed(query: string, as = officer): Promise<string[]> {
  const { body } = await api.ask('GET', `/v1/complaints?${query}`, as)
  return (body['complaints'] as { ref: string }[]).map((one) => one.ref)
}
const events = (whole: Record<string, unknown>) => (whole['timeline'] as { event: string }[]).map(({ event }) => event)

test('how much it presses shows in the list and on the case, and is nothing of the resident’s copy', async () => {
  const other = await file({})
  expect(await listed('vulnerable=true')).toEqual([ref])
  expect(await listed('vulnerable=false&risk=false')).toEqual([other])
  await done('triage', { risk: true, vulnerable: false, note: 'A child is in the flat, the bath is unsafe.' })
  expect(await listed('risk=true&vulnerable=false')).toEqual([ref])
  const whole = await read(ref)
  expect(whole['triage']).toEqual({ vulnerable: false, complex: false, risk: true })
  expect(events(whole)).toEqual(['received', 'triaged', 'triaged', 'reminded'])
  const theirs = await read(ref, resident)
  expect([theirs['triage'], events(theirs)]).toEqual([null, ['received']])
})

test('an adjustment: on file, in the list of them, and looked at again', async () => {
  // Large print came with the complaint, and is one already.
  const first = { number: 1, kind: 'large-print', inForce: true, reviews: [] }
  expect((await read(ref))['adjustments']).toMatchObject([first])
  const what = 'We send you a copy in Easy Read after each letter.'
  await done('record-adjustment', { kind: 'easy-read', what, disabilities: ['Glaucoma'] })
  const { resident: now, adjustments } = await read(ref)
  expect(now).toMatchObject({
    ...{ forms: ['large-print', 'easy-read'], disabilities: ['I cannot read small print', 'Glaucoma'] },
  })
  const recorded = { number: 2, kind: 'easy-read', what, inForce: true, reviews: [] }
  expect(adjustments).toMatchObject([first, recorded])
  const changed = 'We send you a copy in Easy Read, and ring you before.'
  await done('review-adjustment', { adjustment: 2, outcome: 'changed', what: changed, note: 'They asked for it.' })
  expect((await read(ref, resident))['adjustments']).toMatchObject([
    first,
    { ...recorded, what: changed, reviews: [expect.any(String)] },
  ])
  await done('review-adjustment', { adjustment: 1, outcome: 'ended', note: 'New glasses.' })
  const after = await read(ref)
  expect(after['adjustments']).toMatchObject([{ number: 1, inForce: false, reviewOn: null }, { number: 2 }])
  expect((after['resident'] as { forms: string[] }).forms).toEqual(['easy-read'])
})

test('a restriction: by a manager, told to the resident, who challenges it', async () => {
  const what = 'Please write to us. We do not take your calls for now.'
  const json = { kind: 'in-writing', what, evidence: '41 calls in 12 days.', proportionate: 'You can still write.' }
  expect((await give('restrict-contact', json)).status).toBe(403)
  await done('restrict-contact', json, manager)
  expect(await listed('restricted=true')).toEqual([ref])
  await done('challenge-restriction', { restriction: 1, why: 'I cannot write.' }, resident)
  expect((await give('decide-challenge', { challenge: 1, outcome: 'stands', why: 'No.' }, manager)).status).toBe(409)
  const theirs = await read(ref, resident)
  const challenge = { number: 1, restriction: 1, status: 'running', decidedOn: null }
  expect(theirs['restrictions']).toMatchObject([{ number: 1, what, inForce: true, challenges: [challenge] }])
  const other = { ...manager, sub: 's.lead' }
  await done('decide-challenge', { challenge: 1, outcome: 'lifted', why: 'We had not known that.' }, other)
  expect(await listed('restricted=true')).toEqual([])
  expect((await read(ref))['restrictions']).toMatchObject([{ inForce: false, challenges: [{ status: 'met' }] }])
})

test('a conflict of interest: the case is not there for them, at once, until it is ended', async () => {
  await done('assign', { officer: officer.sub }, manager)
  await done('declare-conflict', { nature: 'The resident is my cousin.' })
  expect((await api.ask('GET', `/v1/complaints/${ref}`, officer)).status).toBe(404)
  expect((await give('acknowledge', { responsibleFor: [], notResponsibleFor: [] })).status).toBe(404)
  expect(await listed('')).not.toContain(ref)
  expect(await listed(`officer=${officer.sub}`, manager)).toEqual([])
  const whole = await read(ref, reviewer)
  expect([whole['officer'], whole['conflicts']]).toEqual([null, [officer.sub]])
  expect(JSON.stringify(await read(ref, resident))).not.toContain(officer.sub)
  expect((await give('assign', { officer: officer.sub }, manager)).status).toBe(409)
  await done('end-conflict', { officer: officer.sub, note: 'It is another family.' }, manager)
  expect(await listed('')).toContain(ref)
})
