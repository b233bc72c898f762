/**
 * A mail server that is busy for an hour, and for a day. The clock is Temporal's time-skipping server's, so that the hour takes
 * seconds; workflow, records, waits between tries, SMTP and its answers are the real ones.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMailer } from '../../activities/mail.ts'
import type { Carrier } from '../../activities/carrier.ts'
import { refusal, smtpServer, type TestSmtp } from '../activities/smtp.ts'
import { receive } from '../workflows/a-life.ts'
import { openOffice, type Office } from '../workflows/office.ts'
import { countByKind, printCounts } from './letter-counts.ts'
import { until } from './waiting.ts'

const each = 10
const minuteMs = 60_000

let office: Office
let smtp: TestSmtp
let email: Carrier
let isBusy = (_address: string): boolean => true
let tries = 0
beforeAll(async () => {
  smtp = await smtpServer({
    onRcptTo(address, session, done) {
      tries++
      if (isBusy(address.address)) refusal(451)(address, session, done)
      else done()
    },
  })
  email = createMailer(smtp.url, { sendLimitMs: 20_000, maxConnections: 4 })
  office = await openOffice({ post: { carriers: { email } } })
})
afterAll(async () => {
  await office.close()
  email.close()
  await smtp.stop()
})

const none = { letters: 0, sent: 0, post: 0, refused: 0, lost: 0, doubled: 0, logged: 0, waiting: 0 }
const file = (kind: string, count: number, contact: object) =>
  Promise.all(
    Array.from({ length: count }, (_, index) =>
      receive(office, {
        resident: { name: kind, email: `${kind}-${index}@example.org`, preferredContact: 'email', ...contact },
      }),
    ),
  )
const pass = (ms: number) => office.environment.sleep(ms)
const accepted = () => smtp.received.map(({ mail }) => ({ messageId: mail.messageId ?? '' }))
const counts = () => countByKind(office.records, accepted())
const waiting = async (kind: string) => (await counts()).get(kind)?.waiting

test('4xx for an hour: tried at growing waits, each letter comes once', { timeout: 120_000 }, async () => {
  const lives = await file('hour', each, {})
  await pass(60 * minuteMs)
  expect([await waiting('hour'), smtp.received.length]).toEqual([each, 0])
  isBusy = () => false
  await pass(5.1 * minuteMs)
  await until('all are sent', async () => (await waiting('hour')) === 0, 30_000, counts)
  printCounts(`4xx for an hour (${tries} tries)`, await counts(), [])
  expect((await counts()).get('hour')).toEqual({ ...none, letters: each, sent: each })

  const log = await office.records.letterEvent.findMany({
    where: { complaintRef: lives[0]?.ref ?? '' },
    orderBy: { id: 'asc' },
  })
  const waits = log
    .slice(1)
    .map(({ at }, index) => Math.round((at.getTime() - (log[index]?.at.getTime() ?? 0)) / 1_000))
  // The first line is that it waits to go, and this server gives a try the time at which the one before it ended: so two come at
  // once, and then one after 5 s, 10, 20 … and no more than 5 minutes.
  expect(waits.slice(2, 9)).toEqual([5, 10, 20, 40, 80, 160, 300])
  expect(new Set(waits.slice(9))).toEqual(new Set([300]))
})

test('4xx for a day: by post where an address is known, tried on where none is', { timeout: 120_000 }, async () => {
  isBusy = () => true
  const [postal] = await file('postal', 3, { address: ['1 High Street', 'Exampleton', 'EX1 1AA'] })
  await file('nowhere', 3, {})
  await pass(23.9 * 60 * minuteMs)
  expect([await waiting('postal'), await waiting('nowhere')]).toEqual([3, 3])
  await pass(12 * minuteMs)
  await until(
    'those with an address are in the print queue',
    async () => (await waiting('postal')) === 0,
    30_000,
    counts,
  )
  expect(await waiting('nowhere')).toBe(3)
  isBusy = () => false
  await pass(5.1 * minuteMs)
  await until('the others are sent', async () => (await waiting('nowhere')) === 0, 30_000, counts)
  const result = await counts()
  printCounts('4xx for a day', result, ['hour', 'postal', 'nowhere'])
  expect(result.get('postal')).toEqual({ ...none, letters: 3, post: 3 })
  expect(result.get('nowhere')).toEqual({ ...none, letters: 3, sent: 3 })
  const log = await office.records.letterEvent.findMany({
    where: { complaintRef: postal?.ref ?? '' },
    orderBy: { id: 'asc' },
  })
  expect(log.at(-1)).toMatchObject({ what: 'queued', channel: 'letter', provider: 'post' })
  expect(log.at(-2)).toMatchObject({ what: 'not-taken', why: 'SMTP 451 at RCPT TO' })
})
