/** The API is killed between a case's row and its workflow's start, in each way there is. The sweep starts it, once. */
import type { Client } from '@temporalio/client'
import type { Claims } from '../../api/token.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { caller, officer, resident, reviewer, type Json } from './caller.ts'
import { readHistories } from './histories.ts'
import { deliveredAll, idOf, lettersWrong, readCases, textsWrong, timelineWrong } from './invariants.ts'
import { intakeOf } from './life.ts'
import { lossyWay, type LossyWay } from './lossy-way.ts'
import { workflowIdOf } from '../../workflows/reference.ts'
import { openRig, type Rig } from './rig.ts'
import { port, until } from './waiting.ts'

/** What the sweep has to start a complaint. */
const sweptWithinMs = 60_000

let rig: Rig
let client: Client
const ways: LossyWay[] = []
beforeAll(async () => {
  rig = await openRig()
  client = await rig.client()
  await rig.worker().start()
})
afterAll(async () => {
  for (const way of ways) way.close()
  await rig.stop()
})

const file = (id: string): { as: typeof resident; path: string; key: string; json: Json } => ({
  ...{ as: resident, path: '/v1/complaints', key: id },
  json: intakeOf(id, 'answered'),
})

async function apiOver(way: LossyWay) {
  ways.push(way)
  const api = await rig.api({ TEMPORAL_ADDRESS: way.address })
  await api.start()
  return { api, asking: caller(api.url) }
}

/** An API whose requests reach Temporal, and which hears no answer. */
async function apiOverLoss() {
  const way = await lossyWay(rig.temporalAddress)
  const { api, asking } = await apiOver(way)
  const isReady = async (): Promise<boolean> => (await asking.try({ as: resident, path: '/readyz' })).status === 200
  await until('it has reached Temporal', isReady, 10_000)
  way.mute = true
  return { api, asking }
}

/** With Temporal where nobody listens: the answer says that it is recorded, and then the API is gone. */
async function answeredThenKilled(): Promise<string> {
  const api = await rig.api({ TEMPORAL_ADDRESS: `127.0.0.1:${await port()}` })
  await api.start()
  const { status, body, tookMs } = await caller(api.url).try(file('answered'))
  await api.kill()
  expect([status, tookMs < 10_000]).toEqual([202, true])
  return String(body['ref'])
}

/** Temporal takes the connection and says nothing; the API dies as soon as the row is there, and the client never hears of it. */
async function killedAtTheRow(): Promise<string> {
  const { api, asking } = await apiOver(await lossyWay())
  const trying = asking.try(file('at-the-row'))
  const row = () => rig.records.idempotencyKey.findFirst({ where: { key: 'at-the-row' } })
  await until('the row is there', async () => (await row())?.ref !== undefined, 10_000)
  await api.kill()
  expect((await trying).status).toBe(0)
  return (await row())?.ref ?? ''
}

/** The start happens, and its answer is lost: what reports a failure may have been done. */
async function startedAndNotTold(): Promise<string> {
  const { api, asking } = await apiOverLoss()
  const { status, body } = await asking.try(file('not-told'))
  await api.kill()
  expect(status).toBe(202)
  return String(body['ref'])
}

test.concurrent('a complaint whose API died is started once, within a minute', { timeout: 150_000 }, async () => {
  const refs = [await answeredThenKilled(), await killedAtTheRow(), await startedAndNotTold()]
  const api = await rig.api()
  await api.start()

  // The client that heard nothing asks again, and is told of the same complaint.
  const again = await caller(api.url).insist(file('at-the-row'))
  expect([again.status, again.body['ref']]).toEqual([201, refs[1]])

  const sent = () => rig.records.letter.count({ where: { complaintRef: { in: refs }, status: 'sent' } })
  await until('each receipt is sent', async () => (await sent()) === refs.length, sweptWithinMs + 5_000, sent)
  const mine = (await readCases(rig)).filter(({ ref }) => refs.includes(ref))
  const tookMs = mine.map(({ startedAt, filedAt }) => (startedAt?.getTime() ?? Infinity) - filedAt.getTime())
  process.stderr.write(`api killed: started after ${tookMs.map((ms) => `${(ms / 1_000).toFixed(1)} s`).join(', ')}\n`)
  // What is marked as started is swept no more.
  expect(Math.max(...tookMs)).toBeLessThan(sweptWithinMs)
  expect(await rig.records.idempotencyKey.count({ where: { ref: { in: refs } } })).toBe(refs.length)
  expect(
    await rig.records.complaint.count({ where: { person: { name: { startsWith: 'Resident at-the-row' } } } }),
  ).toBe(1)
  expect(mine.flatMap((one) => [...timelineWrong(one, ['received']), ...lettersWrong(one)])).toEqual([])
  for (const ref of refs)
    expect(rig.mail.accepted.filter(({ messageId }) => messageId === idOf(ref, 1))).toHaveLength(1)
  expect((await readHistories(client)).wrong).toEqual([])
})

const points = [{ finding: 'upheld', reasons: 'It was off for four days.' }]
const acknowledge = {
  event: 'acknowledged',
  command: 'acknowledge',
  json: { responsibleFor: [], notResponsibleFor: ['The gas'] },
}
const commands: { event: string; as: Claims; command: string; json: Json }[] = [
  { as: officer, ...acknowledge },
  { event: 'responded', as: officer, command: 'respond', json: { points } },
  // Ends the run, and another goes on.
  { event: 'escalated', as: resident, command: 'escalate', json: { reasons: 'Nobody came.' } },
  { as: reviewer, ...acknowledge },
  { event: 'responded', as: reviewer, command: 'respond', json: { points } },
  // Ends the workflow.
  { event: 'learning-recorded', as: reviewer, command: 'record-learning', json: { none: 'One of its kind.' } },
]

test(
  'a command whose API died before it could answer is done once, and told so when it is sent again',
  { timeout: 120_000 },
  async () => {
    const healthy = await rig.api()
    await healthy.start()
    const api = caller(healthy.url)
    const ref = String((await api.insist(file('sent-again'))).body['ref'])
    const entries = () => rig.records.entry.findMany({ where: { complaintRef: ref }, orderBy: { seq: 'asc' } })
    for (const [index, { event, as, command, json }] of commands.entries()) {
      const request = { as, path: `/v1/complaints/${ref}/${command}`, json, key: `sent-again-${index}` }
      const dying = await apiOverLoss()
      const trying = dying.asking.try(request)
      const isRecorded = async () => (await entries()).slice(index + 1).some((entry) => entry.event === event)
      await until(`${event} is recorded`, isRecorded, 10_000, entries)
      await dying.api.kill()
      expect((await trying).status).toBe(0)
      if (index === commands.length - 1) await until('its workflow has ended', () => hasEnded(ref), 60_000)
      const again = await api.insist(request)
      expect([command, again.status, (await entries())[Number(again.body['seq']) - 1]?.event]).toEqual([
        command,
        200,
        expect.stringMatching(event === 'responded' ? /responded|closed/ : event),
      ])
    }
    await until('every letter is delivered', () => deliveredAll(rig), 30_000)
    const one = (await readCases(rig)).filter((each) => each.ref === ref)
    // The final response is followed at once by the close.
    const events = ['received', ...commands.map(({ event }) => event)].toSpliced(-1, 0, 'closed')
    expect(one.flatMap((each) => [...timelineWrong(each, events), ...textsWrong(each), ...lettersWrong(each)])).toEqual(
      [],
    )
  },
)

async function hasEnded(ref: string): Promise<boolean> {
  return (await client.workflow.getHandle(workflowIdOf(ref)).describe()).status.name === 'COMPLETED'
}
