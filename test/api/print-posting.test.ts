import type { TestWorkflowEnvironment } from '@temporalio/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startUnstarted } from '../../activities/sweep.ts'
import { localDate } from '../../workflows/policy/calendar.ts'
import { workflowIdOf } from '../../workflows/reference.ts'
import { openLives, type Lives } from './lives.ts'
import { complaintInQueue, queue } from './print-queue.ts'
import { officer, openApi, resident, type Api } from './world.ts'

// The day of posting reaches every complaint: one that is over, one that does not take it, and while Temporal is away.

let temporal: TestWorkflowEnvironment
let api: Api
let lives: Lives
beforeAll(async () => {
  lives = await openLives()
  api = lives.api
  temporal = lives.temporal
})
afterAll(() => lives.close())

const today = localDate(Date.now())
const inTheQueue = () => complaintInQueue(api)
const make = () => api.ask('POST', '/v1/print-jobs', officer)
const job = (id: unknown) => api.ask('GET', `/v1/print-jobs/${String(id)}`, officer)
const posted = (id: unknown, on: string) =>
  api.ask('PUT', `/v1/print-jobs/${String(id)}/posted`, officer, { json: { on } })
const records = () => api.services.records
const logOf = async (ref: string, seq = 1) =>
  (await records().letterEvent.findMany({ where: { complaintRef: ref, seq }, orderBy: { id: 'asc' } })).map(
    ({ what, why }) => (why === null ? what : `${what}: ${why}`),
  )

test('a complaint that is over by then is told as well', async () => {
  const ref = await inTheQueue()
  expect((await api.ask('POST', `/v1/complaints/${ref}/withdraw`, resident, { json: {} })).status).toBe(200)
  await temporal.client.workflow.getHandle(workflowIdOf(ref)).result()
  const { seq } = await records().letter.findFirstOrThrow({ where: { complaintRef: ref, kind: 'closed' } })
  await queue(api, ref, seq)
  const { body } = await make()
  const answered = await posted(body['id'], today)
  expect(answered.status, answered.text).toBe(200)
  expect(answered.body['posting']).toMatchObject({ told: 2, notTold: [] })
  const { body: complaint } = await api.ask('GET', `/v1/complaints/${ref}`, officer)
  expect(complaint).toMatchObject({ status: 'withdrawn' })
  for (const letter of [1, seq])
    expect(complaint['timeline']).toContainEqual(
      expect.objectContaining({
        event: 'letter-posted',
        detail: expect.objectContaining({ letter, on: today }) as object,
      }),
    )
  expect(await logOf(ref, seq)).toEqual(['printed', 'posted', 'told'])
})

test('a complaint that does not take it is passed over, and the answer tells which', async () => {
  const [good, bad] = [await inTheQueue(), await inTheQueue()]
  const { body } = await make()
  // A letter to the office: its complaint keeps no day of posting for it.
  await records().letter.updateMany({ where: { complaintRef: bad }, data: { addressee: 'officer' } })
  const answered = await posted(body['id'], today)
  expect(answered.status, answered.text).toBe(200)
  expect(answered.body['posting']).toMatchObject({ notTold: [{ ref: bad, id: 1, rule: 'Redress: letter-posted' }] })
  expect(await logOf(good)).toEqual(['printed', 'posted', 'told'])
  expect(await logOf(bad)).toEqual(['printed', 'posted', 'not-told: Redress: letter-posted'])
})

test('marked while Temporal is away it is under way, and the sweep has it told', async () => {
  const ref = await inTheQueue()
  const { body } = await make()
  const away = { ...api.services, temporal: (await openApi()).services.temporal }
  const answered = await answeredBy(away, body['id'])
  expect(answered).toMatchObject({ status: 202, body: { posting: { told: 0, finishedAt: null } } })
  await startUnstarted({ records: records(), client: temporal.client }, Date.now())
  await expect
    .poll(async () => (await job(body['id'])).body['posting'], { timeout: 20_000 })
    .toMatchObject({
      told: 1,
      finishedAt: expect.any(String) as string,
    })
  expect(await logOf(ref)).toEqual(['printed', 'posted', 'told'])
})

/** The same records, served without Temporal. */
async function answeredBy(services: Api['services'], id: unknown) {
  const { putPosted } = await import('../../api/print/posted.ts')
  const { role, sub } = officer
  return putPosted.answer(services, {
    caller: { role, sub, org: 'exampleton' },
    params: { job: String(id) },
    ...{ query: {}, body: { on: today }, idempotencyKey: undefined, accepts: () => undefined, header: () => undefined },
    ...{ nowMs: Date.now(), answerBy: Date.now() + 8_000 },
  })
}
