import { ApplicationFailure } from '@temporalio/common'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { deliver } from '../../activities/deliver.ts'
import { createMailer } from '../../activities/mail.ts'
import { lettersAtHand, type AtHand, type Desk } from './letters-at-hand.ts'
import { dropsAfterMessage, rawServer, refusal, smtpServer } from './smtp.ts'

let at: AtHand
beforeAll(async () => {
  at = await lettersAtHand()
})
afterAll(() => at.close())
const ended: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end()
})

function world(url: string, sendLimitMs = 2_000): Desk {
  const email = createMailer(url, { sendLimitMs, maxConnections: 5 })
  ended.push(() => email.close())
  return at.desk({ email })
}
async function server(...given: Parameters<typeof smtpServer>) {
  const smtp = await smtpServer(...given)
  ended.push(smtp.stop)
  return smtp
}
const failureOf = async (promise: Promise<unknown>): Promise<ApplicationFailure> => {
  const failure: unknown = await promise.catch((error: unknown) => error)
  if (!(failure instanceof ApplicationFailure)) expect.fail(`not an ApplicationFailure: ${String(failure)}`)
  return failure
}

test('an email is sent and settled; asked again, nothing more is sent', async () => {
  const smtp = await server()
  const deps = world(smtp.url)
  const ref = await at.letter()
  expect(await deliver(deps, ref, 1)).toEqual({ status: 'sent' })
  expect(await deliver(deps, ref, 1)).toEqual({ status: 'sent' })
  expect(smtp.received).toHaveLength(1)
  expect(await at.rowOf(ref)).toMatchObject({
    status: 'sent',
    attempts: 1,
    messageId: `<${ref}.1@exampleton.example>`,
    deliveredAt: new Date(deps.clock.ms),
  })
})

test('twenty workers at once send one message', async () => {
  const smtp = await server()
  const deps = world(smtp.url)
  const ref = await at.letter()
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => deliver(deps, ref, 1)))
  expect(smtp.received).toHaveLength(1)
  for (const result of results) {
    if (result.status === 'fulfilled') expect(result.value).toEqual({ status: 'sent' })
    else expect(result.reason).toMatchObject({ type: 'LetterBeingSent', nonRetryable: false })
  }
})

test('one in another worker’s hands is left until its claim runs out, then sent as it was packed, and logged', async () => {
  const mime = new Uint8Array(Buffer.from('Message-ID: <kept>\r\n\r\nThe very bytes\r\n'))
  const smtp = await server()
  const deps = world(smtp.url)
  const ref = await at.letter({ status: 'sending', claimedAt: new Date(deps.clock.ms), provider: 'smtp', mime })
  const failure = await failureOf(deliver(deps, ref, 1))
  expect(failure).toMatchObject({ type: 'LetterBeingSent', nonRetryable: false, nextRetryDelay: 7_000 })
  deps.clock.ms += 7_000
  expect(await deliver(deps, ref, 1)).toEqual({ status: 'sent' })
  expect(smtp.received[0]?.raw).toBe('Message-ID: <kept>\r\n\r\nThe very bytes\r\n')
  expect(await at.happened(ref)).toEqual(['may-be-doubled email', 'sent email SMTP 250'])
  expect(deps.logged).toEqual([expect.stringContaining('may arrive twice')])
})

test('4xx: the letter waits for another try, which sends it', async () => {
  let busy = true
  const smtp = await server({
    onRcptTo: (address, session, done) => (busy ? refusal(451)(address, session, done) : done()),
  })
  const deps = world(smtp.url)
  const ref = await at.letter()
  const failure = await failureOf(deliver(deps, ref, 1))
  expect(failure).toMatchObject({
    message: 'The letter was not taken: SMTP 451 at RCPT TO',
    nonRetryable: false,
  })
  expect(await at.rowOf(ref)).toMatchObject({ status: 'made', claimedAt: null })
  busy = false
  expect(await deliver(deps, ref, 1)).toEqual({ status: 'sent' })
  expect((await at.rowOf(ref)).attempts).toBe(2)
})

test('5xx: goes by post where an address is known', async () => {
  const smtp = await server({ onRcptTo: refusal(550) })
  const deps = world(smtp.url)
  const ref = await at.letter()
  expect(await deliver(deps, ref, 1)).toEqual({ status: 'queued', emailRefused: true })
  const row = await at.rowOf(ref)
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
  const ref = await at.letter({ recipient: { name: 'Rosa Resident', email: 'nowhere@resident.example' } })
  expect(await deliver(deps, ref, 1)).toEqual({ status: 'refused', emailRefused: true })
  expect(await deliver(deps, ref, 1)).toEqual({ status: 'refused', emailRefused: true })
})

test('by post: the PDF is in the queue, and no mail leaves', async () => {
  const smtp = await server()
  const deps = world(smtp.url)
  const ref = await at.letter({ channel: 'letter' })
  expect(await deliver(deps, ref, 1)).toEqual({ status: 'queued' })
  expect(smtp.connections).toBe(0)
  expect((await at.rowOf(ref)).pdf?.length).toBeGreaterThan(10_000)
})

test('the answer is lost after the message: tried again, with a line in the log', async () => {
  const smtp = await rawServer(dropsAfterMessage)
  ended.push(smtp.stop)
  const deps = world(smtp.url)
  const ref = await at.letter()
  expect(await failureOf(deliver(deps, ref, 1))).toMatchObject({ type: 'MailNotTaken', nonRetryable: false })
  expect((await at.rowOf(ref)).status).toBe('made')
  expect(deps.logged).toEqual([expect.stringContaining('the answer was lost')])
})

test('the records are away when the mail server has accepted: noted when they are back, and not sent again', async () => {
  const smtp = await server()
  const deps = world(smtp.url)
  const ref = await at.letter()
  let failures = 2
  const records = new Proxy(at.records, {
    get(target, name) {
      if (name === '$executeRaw' && smtp.received.length > 0 && failures-- > 0) throw new Error('the database is away')
      return target[name as keyof typeof target]
    },
  })
  expect(await deliver({ ...deps, records }, ref, 1)).toEqual({ status: 'sent' })
  expect([smtp.received.length, failures, (await at.rowOf(ref)).status]).toEqual([1, -1, 'sent'])
})

test('a letter that is not there is no matter of trying again', async () => {
  expect(await failureOf(deliver(world('smtp://127.0.0.1:1'), 'C-none', 1))).toMatchObject({ nonRetryable: true })
})

test('failures and logs hold nothing of the resident', async () => {
  for (const code of [550, 451, 421]) {
    const smtp = await server({ onRcptTo: refusal(code) })
    const deps = world(smtp.url)
    const ref = await at.letter()
    const outcome = await deliver(deps, ref, 1).catch((error: unknown) => error)
    const told = [
      JSON.stringify(outcome),
      outcome instanceof Error ? `${outcome.message}${outcome.stack}${String(outcome.cause)}` : '',
      ...deps.logged,
    ]
    expect(told.join('\n')).not.toMatch(/rosa|resident\.example|not wanted here/i)
  }
})
