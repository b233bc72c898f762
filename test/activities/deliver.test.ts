import { ApplicationFailure } from '@temporalio/common'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { deliver, type DeliverDeps } from '../../activities/deliver.ts'
import { composeLetter } from '../../activities/letters/compose.ts'
import { letterData } from '../../activities/letters/gather.ts'
import type { Recipient } from '../../activities/letters/recipient.ts'
import { createMailer } from '../../activities/mail.ts'
import { openRecords, type Records } from '../../prisma/client.ts'
import { keepPolicy } from '../../prisma/policy-versions.ts'
import { testDatabase, type TestDatabase } from '../servers.ts'
import { happenings } from './letters/happenings.ts'
import { policy, sourceFor, type Happening } from './letters/invented.ts'
import { dropsAfterMessage, rawServer, refusal, smtpServer } from './smtp.ts'

let database: TestDatabase
let db: Records
beforeAll(async () => {
  database = await testDatabase()
  db = openRecords(database.url)
})
afterAll(async () => {
  await db.$disconnect()
  await database.stop()
})
const ended: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end()
})

const rosa = { name: 'Rosa Resident', email: 'rosa@resident.example', address: ['12 Specimen Road', 'EX2 2EX'] }
const { subject, html, text, document } = composeLetter(
  letterData(sourceFor(happenings.receipt[0] as unknown as Happening)),
)
let made = 0

/** A letter in the records, of a case of its own. */
async function letter(
  changes: { channel?: string; recipient?: Recipient; status?: string; claimedAt?: Date } = {},
): Promise<string> {
  const ref = `C-${++made}`
  await db.complaint.create({
    data: {
      ref,
      organisationId: 'exampleton',
      policyId: policy.id,
      policyDigest: await keepPolicy(db, policy, 0),
      channel: 'online',
      serviceArea: 'repairs',
      landlordMatter: 'true',
      receivedAt: new Date(0),
      filedAt: new Date(0),
      filedBy: 'resident',
      stage: 'stage-1',
      status: 'received',
      state: {},
    },
  })
  await db.letter.create({
    data: {
      complaintRef: ref,
      seq: 1,
      kind: 'receipt',
      addressee: 'resident',
      channel: 'email',
      recipient: rosa,
      subject,
      html,
      text,
      document,
      template: 'test',
      ...{ language: 'en', print: 12, policyDigest: 'x', dataHash: 'x' },
      madeAt: new Date(0),
      ...changes,
    },
  })
  return ref
}

interface World extends DeliverDeps {
  logged: string[]
  clock: { ms: number }
}

function world(url: string, sendLimitMs = 2_000): World {
  const mailer = createMailer(url, { sendLimitMs, maxConnections: 5 })
  ended.push(() => mailer.close())
  const clock = { ms: Date.parse('2027-03-22T10:00:00Z') }
  const logged: string[] = []
  const log: DeliverDeps['log'] = (message, facts) => void logged.push(`${message} ${JSON.stringify(facts)}`)
  return { records: db, mailer, now: () => clock.ms, log, logged, clock }
}
async function server(...given: Parameters<typeof smtpServer>) {
  const smtp = await smtpServer(...given)
  ended.push(smtp.stop)
  return smtp
}
const rowOf = (ref: string) =>
  db.letter.findUniqueOrThrow({ where: { complaintRef_seq: { complaintRef: ref, seq: 1 } } })
const failureOf = async (promise: Promise<unknown>): Promise<ApplicationFailure> => {
  const failure: unknown = await promise.catch((error: unknown) => error)
  if (!(failure instanceof ApplicationFailure)) expect.fail(`not an ApplicationFailure: ${String(failure)}`)
  return failure
}

test('an email is sent and settled; asked again, nothing more is sent', async () => {
  const smtp = await server()
  const deps = world(smtp.url)
  const ref = await letter()
  expect(await deliver(deps, ref, 1)).toEqual({ status: 'sent' })
  expect(await deliver(deps, ref, 1)).toEqual({ status: 'sent' })
  expect(smtp.received).toHaveLength(1)
  expect(await rowOf(ref)).toMatchObject({
    status: 'sent',
    attempts: 1,
    messageId: `<${ref}.1@exampleton.example>`,
    deliveredAt: new Date(deps.clock.ms),
  })
})

test('twenty workers at once send one message', async () => {
  const smtp = await server()
  const deps = world(smtp.url)
  const ref = await letter()
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => deliver(deps, ref, 1)))
  expect(smtp.received).toHaveLength(1)
  for (const result of results) {
    if (result.status === 'fulfilled') expect(result.value).toEqual({ status: 'sent' })
    else expect(result.reason).toMatchObject({ type: 'LetterBeingSent', nonRetryable: false })
  }
})

test('one in another worker’s hands is left until its claim runs out, then sent with the same Message-ID and logged', async () => {
  const smtp = await server()
  const deps = world(smtp.url)
  const ref = await letter({ status: 'sending', claimedAt: new Date(deps.clock.ms) })
  const failure = await failureOf(deliver(deps, ref, 1))
  expect(failure).toMatchObject({ type: 'LetterBeingSent', nonRetryable: false, nextRetryDelay: 7_000 })
  deps.clock.ms += 7_000
  expect(await deliver(deps, ref, 1)).toEqual({ status: 'sent' })
  expect(smtp.received[0]?.mail.messageId).toBe(`<${ref}.1@exampleton.example>`)
  expect(deps.logged).toEqual([expect.stringContaining('may arrive twice')])
})

test('4xx: the letter waits for another try, which sends it', async () => {
  let busy = true
  const smtp = await server({
    onRcptTo: (address, session, done) => (busy ? refusal(451)(address, session, done) : done()),
  })
  const deps = world(smtp.url)
  const ref = await letter()
  const failure = await failureOf(deliver(deps, ref, 1))
  expect(failure).toMatchObject({
    message: 'The mail server did not take the letter: SMTP 451 at RCPT TO',
    nonRetryable: false,
  })
  expect(await rowOf(ref)).toMatchObject({ status: 'made', claimedAt: null })
  busy = false
  expect(await deliver(deps, ref, 1)).toEqual({ status: 'sent' })
  expect((await rowOf(ref)).attempts).toBe(2)
})

test('5xx: goes by post where an address is known', async () => {
  const smtp = await server({ onRcptTo: refusal(550) })
  const deps = world(smtp.url)
  const ref = await letter()
  expect(await deliver(deps, ref, 1)).toEqual({ status: 'queued', emailRefused: true })
  const row = await rowOf(ref)
  expect(row).toMatchObject({ status: 'queued', channel: 'letter' })
  expect(
    Buffer.from(row.pdf ?? [])
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
})

test('5xx: is told as refused where no address is known', async () => {
  const smtp = await server({ onRcptTo: refusal(550) })
  const deps = world(smtp.url)
  const ref = await letter({ recipient: { name: rosa.name, email: rosa.email } })
  expect(await deliver(deps, ref, 1)).toEqual({ status: 'refused', emailRefused: true })
  expect(await deliver(deps, ref, 1)).toEqual({ status: 'refused' })
})

test('by post: the PDF is in the queue, and no mail leaves', async () => {
  const smtp = await server()
  const deps = world(smtp.url)
  const ref = await letter({ channel: 'letter' })
  expect(await deliver(deps, ref, 1)).toEqual({ status: 'queued' })
  expect(smtp.connections).toBe(0)
  expect((await rowOf(ref)).pdf?.length).toBeGreaterThan(10_000)
})

test('the answer is lost after the message: tried again, with a line in the log', async () => {
  const smtp = await rawServer(dropsAfterMessage)
  ended.push(smtp.stop)
  const deps = world(smtp.url)
  const ref = await letter()
  expect(await failureOf(deliver(deps, ref, 1))).toMatchObject({ type: 'MailNotTaken', nonRetryable: false })
  expect((await rowOf(ref)).status).toBe('made')
  expect(deps.logged).toEqual([expect.stringContaining('the answer was lost')])
})

test('the records are away when the mail server has accepted: noted when they are back, and not sent again', async () => {
  const smtp = await server()
  const deps = world(smtp.url)
  const ref = await letter()
  let failures = 2
  const letters = new Proxy(db.letter, {
    get(target, name) {
      if (name === 'updateMany' && failures-- > 0) throw new Error('the database is away')
      return target[name as keyof typeof target]
    },
  })
  expect(await deliver({ ...deps, records: { letter: letters } }, ref, 1)).toEqual({ status: 'sent' })
  expect([smtp.received.length, failures, (await rowOf(ref)).status]).toEqual([1, -1, 'sent'])
})

test('a letter that is not there is no matter of trying again', async () => {
  expect(await failureOf(deliver(world('smtp://127.0.0.1:1'), 'C-none', 1))).toMatchObject({ nonRetryable: true })
})

test('failures and logs hold nothing of the resident', async () => {
  for (const code of [550, 451, 421]) {
    const smtp = await server({ onRcptTo: refusal(code) })
    const deps = world(smtp.url)
    const ref = await letter()
    const outcome = await deliver(deps, ref, 1).catch((error: unknown) => error)
    const told = [
      JSON.stringify(outcome),
      outcome instanceof Error ? `${outcome.message}${outcome.stack}${String(outcome.cause)}` : '',
      ...deps.logged,
    ]
    expect(told.join('\n')).not.toMatch(/rosa|resident\.example|not wanted here/i)
  }
})
