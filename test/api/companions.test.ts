import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { workflowIdOf } from '../../workflows/reference.ts'
import { everyRun, readable } from '../workflows/history.ts'
import { openLives, type Lives } from './lives.ts'
import { intake, manager, officer, resident, type Answered, type Api } from './world.ts'

// Awaab's Law beside complaints: over HTTP, on a real Temporal server and database.

let api: Api
let lives: Lives
let [plain, withHazard] = ['', '']
const hourAgo = new Date(Date.now() - 3_600_000).toISOString().slice(0, 19)

beforeAll(async () => {
  lives = await openLives()
  api = lives.api
  plain = await file({})
  withHazard = await file({ hazard: { kind: 'other-hazard', track: 'emergency', awareAt: `${hourAgo}Z` } })
})
afterAll(() => lives.close())

async function file(more: object): Promise<string> {
  const { status, body } = await api.ask('POST', '/v1/complaints', resident, { json: { ...intake, ...more } })
  expect(status).toBe(201)
  const ref = String(body['ref'])
  await vi.waitFor(async () => expect((await read(ref))['letters']).not.toEqual([]), 10_000)
  return ref
}
const give = (ref: string, name: string, json: unknown, as = officer): Promise<Answered> =>
  api.ask('POST', `/v1/complaints/${ref}/${name}`, as, { json })
const read = async (ref: string, as = officer) => (await api.ask('GET', `/v1/complaints/${ref}`, as)).body

interface Shown {
  id: string
  title: string
  track: string
  status: string
  clocks: { clock: string; clause: string; due: string; dueAt: string; status: string; counts: object }[]
  steps: { step: string; at: string }[]
}
const companions = async (ref: string, as = officer) => (await read(ref, as))['companions'] as Shown[]
const damp = {
  ...{ companion: 'awaabs-law', hazard: 'damp-and-mould', track: 'significant', awareAt: `${hourAgo}Z` },
  what: 'CANARY black mould on two walls.',
}

test('a complaint that comes with an emergency has its clocks at once, to the hour, for the resident too', async () => {
  const [law] = await companions(withHazard)
  expect(law).toMatchObject({ id: 'awaabs-law', title: "Awaab's Law", track: 'emergency', status: 'running' })
  const counts = { from: 'awareness', number: 24, unit: 'hours' }
  expect(law?.clocks).toMatchObject([
    { clock: 'investigate-at-once', clause: "Awaab's Law", status: 'running', counts },
    { clock: 'make-safe-at-once', clause: "Awaab's Law", status: 'running', counts },
  ])
  for (const { dueAt } of law?.clocks ?? []) expect(Date.parse(dueAt)).toBe(Date.parse(`${hourAgo}Z`) + 86_400_000)
  expect(await companions(withHazard, resident)).toEqual(await companions(withHazard))
  const letters = (await read(withHazard))['letters'] as { kind: string }[]
  expect(letters.map(({ kind }) => kind)).toContain('companion')
})

test('a hazard that no law of the organisation is about is refused with the ones that are', async () => {
  const json = { ...intake, hazard: { kind: 'dragons', track: 'emergency' } }
  const { status, body } = await api.ask('POST', '/v1/complaints', resident, { json })
  expect([status, body['rule']]).toEqual([409, 'Redress: hazard'])
  expect(body['detail']).toContain('Write damp-and-mould or other-hazard')
})

test('it is started, met, changed and ended by commands, and the complaint’s own dates stay', async () => {
  const before = (await read(plain))['deadlines']
  expect((await give(plain, 'start-companion', { ...damp, companion: 'lift-law' })).body['detail']).toContain(
    'keeps no statutory clock "lift-law"',
  )
  expect((await give(plain, 'start-companion', damp)).status).toBe(200)
  expect((await give(plain, 'start-companion', damp)).status).toBe(409)
  const now = new Date().toISOString().slice(0, 19)
  const again = (name: string, json: object) => give(plain, name, json, manager)
  expect((await again('record-step', { step: 'investigated', at: `${now}Z` })).status).toBe(200)
  const summary = { step: 'summary-sent', at: `${now}Z`, found: 'CANARY mould.' }
  expect((await again('record-step', summary)).body).toMatchObject({ rule: "Awaab's Law, reg 9" })
  const whole = { ...summary, work: 'CANARY cleaning.', when: 'CANARY in May.' }
  expect((await again('record-step', whole)).status).toBe(200)
  expect((await again('change-track', { track: 'emergency', at: `${now}Z`, note: 'CANARY worse.' })).status).toBe(200)
  const [law] = await companions(plain)
  expect(law?.steps.map(({ step }) => step)).toEqual(['investigated', 'summary-sent'])
  expect(law?.clocks.map(({ clock, status }) => `${clock} ${status}`).toSorted()).toEqual([
    'begin-works running',
    'begin-works-at-the-latest running',
    'investigate met',
    'make-safe ended',
    'make-safe-at-once running',
    'summary met',
  ])
  expect((await again('end-companion', { reason: 'not-ours', why: 'CANARY next door.' })).status).toBe(200)
  expect((await companions(plain))[0]?.status).toBe('ended')
  const own = ((await read(plain))['deadlines'] as { name: string }[]).filter(({ name }) => name !== 'companion-step')
  expect(own).toEqual(before)
})

test('what was written of it never came to Temporal, and is in the letters', async () => {
  const letters = await api.services.records.letter.findMany({ where: { complaintRef: plain, kind: 'companion' } })
  const texts = letters.map(({ text }) => text).join('\n')
  for (const word of ['mould.', 'cleaning.', 'in May.', 'worse.', 'next door.'])
    expect(texts).toContain(`CANARY ${word}`)
  const kept = readable(await everyRun(lives.temporal.client, workflowIdOf(plain)))
  expect(kept).toContain('damp-and-mould')
  expect(kept).not.toContain('CANARY')
})

test('the list has those that a law runs or ran beside', async () => {
  const { body } = await api.ask('GET', '/v1/complaints?companion=awaabs-law', officer)
  const refs = (body['complaints'] as { ref: string }[]).map(({ ref }) => ref)
  expect(refs.toSorted()).toEqual([plain, withHazard].toSorted())
  const none = await api.ask('GET', '/v1/complaints?companion=lift-law', officer)
  expect(none.body['complaints']).toEqual([])
})

test('a command is tried before it is given, by the same rules', async () => {
  const json = { ...damp, companion: 'lift-law' }
  const tried = await api.ask('POST', `/v1/complaints/${plain}/start-companion?dryRun=true`, officer, { json })
  expect(JSON.stringify(tried.body)).toContain('keeps no statutory clock')
  const sound = await api.ask('POST', `/v1/complaints/${plain}/start-companion?dryRun=true`, officer, { json: damp })
  expect(sound.status).toBe(200)
  expect(await companions(plain)).toHaveLength(1)
})
