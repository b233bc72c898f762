/**
 * The worker is killed just as GOV.UK Notify has taken a letter and before it has answered, time and again: every letter is there
 * once. FAULT_NOTIFY_KILLS makes it longer or shorter.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notifyServer, type NotifyServer } from '../activities/notify-server.ts'
import { caller } from './caller.ts'
import { deliveredAll } from './invariants.ts'
import { begin, goOn } from './life.ts'
import { setting } from './random.ts'
import { openRig, type Rig } from './rig.ts'
import { until } from './waiting.ts'

const kills = setting('FAULT_NOTIFY_KILLS', 4)
const lives = 3 * kills
const say = (line: string): void => void process.stderr.write(`worker killed, Notify: ${line}\n`)

let rig: Rig
let notify: NotifyServer
beforeAll(async () => {
  rig = await openRig()
  notify = await notifyServer()
  notify.answerAfterMs = 300
})
afterAll(async () => {
  await rig.stop()
  await notify.stop()
})

test(`${kills} kills between Notify’s acceptance and its answer`, { timeout: 300_000 }, async () => {
  const variables = {
    ...{ NOTIFY_API_KEY: notify.apiKey, NOTIFY_BASE_URL: notify.url, NOTIFY_CARRIES: 'email,letter,sms' },
    ...{ NOTIFY_EMAIL_TEMPLATE: notify.emailTemplate, NOTIFY_SMS_TEMPLATE: notify.smsTemplate },
  }
  const [worker, http] = [rig.worker(variables), await rig.api()]
  await Promise.all([worker.start(), http.start()])
  const api = caller(http.url)
  const living = (async () => {
    for (let index = 0; index < lives; index++) await goOn(api, await begin(api, `life-${index}`, 'answered'))
  })()
  let cutOff = 0
  for (let index = 0; index < kills; index++) {
    const before = notify.taken.length
    await until('Notify takes one more', () => notify.taken.length > before, 60_000)
    await worker.kill()
    cutOff += await rig.records.letter.count({ where: { status: 'sending' } })
    await worker.start()
  }
  await living
  await until('every letter is delivered', () => deliveredAll(rig), 150_000)

  const letters = await rig.records.letter.findMany({ select: { complaintRef: true, seq: true } })
  const expected = letters.map(({ complaintRef, seq }) => `${complaintRef}.${seq}`)
  const references = notify.taken.filter(({ type }) => type !== 'sms').map(({ reference }) => reference ?? '')
  const doubled = references.filter((one, index) => references.indexOf(one) !== index)
  const lost = expected.filter((one) => !references.includes(one))
  const asked = notify.requests.filter((one) => one === 'GET /v2/notifications').length
  say(
    `letters ${letters.length}, cut off ${cutOff}, looked up ${asked}, lost ${lost.length}, doubled ${doubled.length}`,
  )
  await Promise.all([worker.stop(), http.stop()])
  expect({ lost, doubled }).toEqual({ lost: [], doubled: [] })
  expect(references.toSorted()).toEqual(expected.toSorted())
  expect(cutOff).toBeGreaterThan(0)
  expect(rig.mail.accepted).toEqual([])
  expect(worker.log()).not.toContain(notify.apiKey.slice(-36))
})
