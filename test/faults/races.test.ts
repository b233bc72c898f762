/** Many at once: the same request again and again, two workers, two officers. There is one winner, and one truth afterwards. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, localDate } from '../../workflows/policy/calendar.ts'
import { caller, officer, resident, reviewer, type Caller, type Json, type Request } from './caller.ts'
import { readHistories } from './histories.ts'
import {
  countMail,
  deliveredAll,
  deadlinesWrong,
  lettersWrong,
  readCases,
  textsWrong,
  timelineWrong,
} from './invariants.ts'
import { intakeOf } from './life.ts'
import { openRig, type Rig } from './rig.ts'
import { until } from './waiting.ts'

let rig: Rig
let urls: [string, string]
beforeAll(async () => {
  rig = await openRig()
  const workers = [rig.worker(), rig.worker()]
  const apis = [await rig.api(), await rig.api()] as const
  await Promise.all([...workers, ...apis].map((one) => one.start()))
  urls = [apis[0].url, apis[1].url]
})
afterAll(() => rig.stop())

const points = [{ finding: 'upheld', reasons: 'It was off for four days.' }]
const response: Json = { points, remedies: [] }
const acknowledgement: Json = { responsibleFor: ['The boiler'], notResponsibleFor: [] }

async function file(api: Caller, id: string): Promise<string> {
  const { body } = await api.insist({ as: resident, path: '/v1/complaints', key: id, json: intakeOf(id, 'answered') })
  return String(body['ref'])
}

/** Gives commands one after the other, each of which must be done. */
async function done(api: Caller, ref: string, given: [Request['as'], string, Json][]): Promise<void> {
  for (const [as, command, json] of given) {
    const { status } = await api.insist({
      as,
      path: `/v1/complaints/${ref}/${command}`,
      json,
      key: `${ref}-${command}-${as.sub}`,
    })
    expect([command, status]).toEqual([command, 200])
  }
}

/** What is true of every case here, whoever won. `events` is what its timeline may be. */
async function consistent(ref: string, ...events: string[][]): Promise<string[]> {
  await until('every letter is delivered', () => deliveredAll(rig), 30_000)
  const one = (await readCases(rig)).filter((each) => each.ref === ref)
  const seen = one.flatMap(({ timeline }) => timeline.map(({ event }) => event))
  expect(events).toContainEqual(seen)
  return one.flatMap((each) => [
    ...timelineWrong(each, seen),
    ...textsWrong(each),
    ...lettersWrong(each),
    ...deadlinesWrong(each),
  ])
}

const race = (api: Caller, ref: string, those: [Request['as'], string, Json][]): Promise<number[]> =>
  Promise.all(
    those.map(
      async ([as, command, json]) => (await api.try({ as, path: `/v1/complaints/${ref}/${command}`, json })).status,
    ),
  )

test('fifty identical requests over two APIs make one complaint and one command', async () => {
  const api = caller(...urls)
  const filing = { as: resident, path: '/v1/complaints', key: 'fifty', json: intakeOf('fifty', 'answered') }
  const filed = await Promise.all(Array.from({ length: 50 }, () => api.try(filing)))
  const ref = String(filed[0]?.body['ref'])
  expect([...new Set(filed.map(({ status, body }) => `${status} ${String(body['ref'])}`))]).toEqual([`201 ${ref}`])

  const command = { as: officer, path: `/v1/complaints/${ref}/acknowledge`, key: 'fifty', json: acknowledgement }
  const acknowledged = await Promise.all(Array.from({ length: 50 }, () => api.try(command)))
  expect([...new Set(acknowledged.map(({ status, body }) => `${status} ${String(body['seq'])}`))]).toEqual(['200 2'])
  expect(await rig.records.complaint.count()).toBe(1)
  expect(await consistent(ref, ['received', 'acknowledged'])).toEqual([])
  expect((await api.try({ ...command, json: { ...acknowledgement, definition: 'Another.' } })).status).toBe(422)
})

test('two officers respond at once: one is told that it is done', async () => {
  const api = caller(...urls)
  const refs = await Promise.all(Array.from({ length: 5 }, (_, index) => file(api, `both-${index}`)))
  for (const ref of refs) {
    await done(api, ref, [[officer, 'acknowledge', acknowledgement]])
    const statuses = await race(api, ref, [
      [officer, 'respond', response],
      [reviewer, 'respond', response],
    ])
    expect(statuses.sort()).toEqual([200, 409])
    expect(await consistent(ref, ['received', 'acknowledged', 'responded'])).toEqual([])
  }
})

test('a response against an extension: never extended after it was answered', async () => {
  const api = caller(...urls)
  const until = addDays(localDate(Date.now()), 20)
  const extension = { reason: 'The part comes from abroad.', goodReason: 'So does the engineer.', until }
  for (let index = 0; index < 5; index++) {
    const ref = await file(api, `extend-${index}`)
    await done(api, ref, [[officer, 'acknowledge', acknowledgement]])
    const [extended, responded] = await race(api, ref, [
      [reviewer, 'extend', extension],
      [officer, 'respond', response],
    ])
    const events = (await rig.records.entry.findMany({ where: { complaintRef: ref }, orderBy: { seq: 'asc' } })).map(
      (one) => one.event,
    )
    expect(responded).toBe(200)
    expect(events).toEqual(['received', 'acknowledged', ...(extended === 200 ? ['extended'] : []), 'responded'])
    expect([200, 409]).toContain(extended)
  }
})

test('a withdrawal against the final response: one of them ends the complaint', async () => {
  const api = caller(...urls)
  const before = ['received', 'acknowledged', 'responded', 'escalated', 'acknowledged']
  for (let index = 0; index < 5; index++) {
    const ref = await file(api, `withdraw-${index}`)
    await done(api, ref, [
      [officer, 'acknowledge', acknowledgement],
      [officer, 'respond', response],
      [resident, 'escalate', {}],
      [reviewer, 'acknowledge', acknowledgement],
    ])
    const statuses = await race(api, ref, [
      [resident, 'withdraw', {}],
      [reviewer, 'respond', response],
    ])
    expect(statuses.sort()).toEqual([200, 409])
    expect(await consistent(ref, [...before, 'withdrawn'], [...before, 'responded', 'closed'])).toEqual([])
  }
})

test('two workers at once: everything was sent once', async () => {
  const mail = countMail(await readCases(rig), rig)
  expect(mail).toMatchObject({ accepted: mail.sent, lost: [], doubled: [], unknown: [] })
  expect((await readHistories(await rig.client())).wrong).toEqual([])
})
