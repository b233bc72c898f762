/** What GOV.UK Notify says by itself: a real worker whose letters Notify carries, and the callbacks that follow. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestWorkflowEnvironment } from '@temporalio/testing'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createActivities } from '../../../activities/index.ts'
import { openNotify } from '../../../activities/notify/client.ts'
import { notifyEmail } from '../../../activities/notify/email.ts'
import { notifyLetter } from '../../../activities/notify/letter.ts'
import { createApp } from '../../../api/app.ts'
import { createWorker } from '../../../worker/worker.ts'
import { notifyServer, type NotifyServer, type Stored } from '../../activities/notify-server.ts'
import { workflowBundle } from '../../servers.ts'
import { devServer } from '../lives.ts'
import { intake, openApi, resident, type Api } from '../world.ts'

const token = 'a token that only Notify and we know'
let temporal: TestWorkflowEnvironment
let api: Api
let notify: NotifyServer
let server: Server
let stop: () => Promise<void>
beforeAll(async () => {
  temporal = await devServer()
  api = await openApi(temporal.client)
  notify = await notifyServer()
  server = createServer(createApp({ ...api.services, notifyToken: token }))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const opened = openNotify({ apiKey: notify.apiKey, baseUrl: notify.url })
  const carriers = { email: notifyEmail(opened, notify.emailTemplate), letter: notifyLetter(opened, 'second') }
  const { records, library, organisations, temporal: client, now } = api.services
  const worker = await createWorker({
    connection: temporal.nativeConnection,
    namespace: temporal.namespace ?? 'default',
    activities: createActivities({ records, library, organisations, carriers, client, now }),
    workflowBundle: workflowBundle(),
    ...{ cacheMb: 64, concurrency: 10 },
  })
  const run = worker.run()
  stop = async () => {
    worker.shutdown()
    await run
  }
})
afterAll(async () => {
  await stop()
  server.closeAllConnections()
  server.close()
  await notify.stop()
  await api.close()
  await temporal.teardown()
})

/** Body and token as Notify sends them. */
async function call(body: unknown, bearer: string | null = token): Promise<number> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/mail/notify`
  const headers = { 'content-type': 'application/json', ...(bearer !== null && { authorization: `Bearer ${bearer}` }) }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  await response.text()
  return response.status
}
const receiptOf = ({ id, reference, to, type }: Stored, status: string, changes = {}) => ({
  ...{ id, reference, to, status, notification_type: type },
  ...{ created_at: '2027-03-22T10:00:00.000000Z', completed_at: '2027-03-22T10:00:05.000000Z', sent_at: null },
  ...{ template_id: notify.emailTemplate, template_version: 1, ...changes },
})
const rowOf = (ref: string) =>
  api.services.records.letter.findUniqueOrThrow({ where: { complaintRef_seq: { complaintRef: ref, seq: 1 } } })
const happened = async (ref: string) => {
  const log = await api.services.records.letterEvent.findMany({
    where: { complaintRef: ref, seq: 1 },
    orderBy: { id: 'asc' },
  })
  return log.map(({ what, channel }) => `${what} ${channel}`)
}
const takenFor = (ref: string, type: Stored['type']) =>
  notify.taken.filter((one) => one.type === type && one.reference?.startsWith(`${ref}.1`))

/** A complaint whose receipt has gone by Notify. */
async function complaint(changes: object = {}): Promise<{ ref: string; taken: Stored }> {
  const json = { ...intake, resident: { ...intake.resident, ...changes } }
  const ref = String((await api.ask('POST', '/v1/complaints', resident, { json })).body['ref'])
  await vi.waitFor(async () => expect((await rowOf(ref)).status).toBe('sent'), 20_000)
  const [taken] = notify.taken.filter(({ reference }) => reference === `${ref}.1`)
  return { ref, taken: taken ?? expect.fail('nothing was sent') }
}
const address = ['12 Specimen Road', 'Exampleton', 'EX2 2EX']

describe('a receipt', () => {
  test('is taken with the token alone, and without NOTIFY_CALLBACK_TOKEN there is nothing at its address', async () => {
    const { taken } = await complaint()
    const before = await api.rows()
    for (const wrong of [null, '', 'another', `${token}x`])
      expect(await call(receiptOf(taken, 'delivered'), wrong)).toBe(401)
    expect(await api.rows()).toEqual(before)
    const off = await api.ask('POST', '/v1/mail/notify', null, { json: receiptOf(taken, 'delivered') })
    expect(off.status).toBe(404)
  })

  test('that it arrived stands in its log, once', async () => {
    const { ref, taken } = await complaint()
    expect([await call(receiptOf(taken, 'delivered')), await call(receiptOf(taken, 'delivered'))]).toEqual([204, 204])
    expect(await happened(ref)).toEqual(['queued email', 'sent email', 'arrived email'])
  })

  test.for(['permanent-failure', 'temporary-failure'])(
    'of a %s: the letter goes by post through Notify, once, and the address is marked',
    async (status) => {
      const { ref, taken } = await complaint({ email: `${status}@resident.example`, address })
      expect([await call(receiptOf(taken, status)), await call(receiptOf(taken, status))]).toEqual([204, 204])
      await vi.waitFor(
        async () => expect(await rowOf(ref)).toMatchObject({ status: 'sent', channel: 'letter' }),
        20_000,
      )
      expect(takenFor(ref, 'letter')).toMatchObject([{ reference: `${ref}.1.2` }])
      expect(await happened(ref)).toEqual([
        'queued email',
        'sent email',
        'replaced email',
        'bounced email',
        'made-again letter',
        'sent letter',
      ])
      expect(
        await api.services.records.bouncedAddress.count({ where: { address: `${status}@resident.example` } }),
      ).toBe(1)
      // and what Notify says of the former one is no news any more
      expect(await call(receiptOf(taken, status))).toBe(204)
      expect(takenFor(ref, 'letter')).toHaveLength(1)
    },
  )

  test('of what Notify could not send itself, and a status that is new to us, change nothing', async () => {
    const { ref, taken } = await complaint()
    expect([await call(receiptOf(taken, 'technical-failure')), await call(receiptOf(taken, 'pondering'))]).toEqual([
      204, 204,
    ])
    expect(await rowOf(ref)).toMatchObject({ status: 'sent', channel: 'email' })
  })

  test('that comes before it is noted that Notify took the letter is asked for again', async () => {
    const { ref, taken } = await complaint({ address })
    await api.services.records.letter.updateMany({
      where: { complaintRef: ref },
      data: { status: 'sending', providerId: null },
    })
    await api.services.records.letterEvent.deleteMany({ where: { complaintRef: ref, what: 'sent' } })
    expect(await call(receiptOf(taken, 'permanent-failure'))).toBe(503)
  })

  test('of a text message that did not arrive stands in the letter’s log', async () => {
    const { ref, taken } = await complaint()
    const text = receiptOf(taken, 'temporary-failure', { reference: `${ref}.1.sms`, notification_type: 'sms' })
    expect(await call(text)).toBe(204)
    expect(await happened(ref)).toContain('not-texted sms')
    expect(await rowOf(ref)).toMatchObject({ status: 'sent', channel: 'email' })
  })

  test.for([
    ['a reference that is none of ours', { reference: 'C-7KQM-2XPA.1' }, 404],
    ['a mistyped reference', { reference: 'C-AAAA-AAAA.1' }, 404],
    ['no reference', { reference: null }, 404],
    ['something else altogether', { id: 'canary', status: 3 }, 400],
  ] as const)('with %s', async ([, changes, status]) => {
    const { taken } = await complaint()
    expect(await call(receiptOf(taken, 'permanent-failure', changes))).toBe(status)
  })
})

test('a letter that came back to Notify: somebody is asked to find the resident', async () => {
  const { ref, taken } = await complaint({ preferredContact: 'letter', address, email: undefined })
  expect(taken.type).toBe('letter')
  const returned = {
    ...{ notification_id: taken.id, reference: taken.reference, date_sent: '2027-03-22T10:00:00.000000Z' },
    ...{ sent_by: null, template_name: 'Pre-compiled PDF', template_id: notify.emailTemplate, template_version: 1 },
    ...{ spreadsheet_file_name: null, spreadsheet_row_number: null, upload_letter_file_name: null },
  }
  expect(await call(returned)).toBe(204)
  expect(await rowOf(ref)).toMatchObject({ status: 'refused' })
  const tasks = await api.services.records.task.findMany({ where: { complaintRef: ref } })
  expect(tasks).toMatchObject([{ kind: 'find-address', letter: 1, status: 'open' }])
})

test('nothing of it is in the log of the service', async () => {
  await complaint({ email: 'canary@resident.example' })
  expect(api.logged.join()).not.toMatch(/canary|a token that only/)
})
