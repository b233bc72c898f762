/** Letters with GOV.UK Notify as their carrier, by the book of the outbox: none is doubled, whatever is lost on the way. */
import { ApplicationFailure } from '@temporalio/common'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Carrier } from '../../activities/carrier.ts'
import { deliver } from '../../activities/deliver.ts'
import { openNotify } from '../../activities/notify/client.ts'
import { notifyEmail } from '../../activities/notify/email.ts'
import { notifyLetter } from '../../activities/notify/letter.ts'
import { lettersAtHand, type AtHand, type Desk } from './letters-at-hand.ts'
import { notifyServer, type NotifyServer } from './notify-server.ts'

let at: AtHand
let notify: NotifyServer
beforeAll(async () => {
  at = await lettersAtHand()
})
afterAll(() => at.close())
beforeEach(async () => {
  notify = await notifyServer()
})
afterEach(() => notify.stop())

function desk({ paper = true } = {}): Desk {
  const opened = openNotify({ apiKey: notify.apiKey, baseUrl: notify.url, requestLimitMs: 2_000 })
  const email = notifyEmail(opened, notify.emailTemplate)
  return at.desk({ email, ...(paper && { letter: notifyLetter(opened, 'first') }) })
}
const failureOf = async (promise: Promise<unknown>): Promise<ApplicationFailure> => {
  const failure: unknown = await promise.catch((error: unknown) => error)
  if (!(failure instanceof ApplicationFailure)) expect.fail(`not an ApplicationFailure: ${String(failure)}`)
  return failure
}
const paths = () => notify.requests.map((one) => one.replace('/v2/notifications', ''))

test('the first attempt asks nothing before, and the letter knows its id at Notify', async () => {
  const ref = await at.letter()
  expect(await deliver(desk(), ref, 1)).toEqual({ status: 'sent' })
  expect(paths()).toEqual(['POST /email'])
  expect(await at.rowOf(ref)).toMatchObject({ status: 'sent', provider: 'notify', providerId: notify.taken[0]?.id })
})

test('an answer that was lost: Notify is asked when it can no longer be at it, and the letter is not sent again', async () => {
  notify.misbehave = (asked) => (asked.startsWith('POST') ? { afterTaking: 'drop' } : undefined)
  const ref = await at.letter()
  const deps = desk()
  const failure = await failureOf(deliver(deps, ref, 1))
  expect(failure).toMatchObject({ type: 'MailNotTaken', nextRetryDelay: 40_000 })
  expect(await deliver(deps, ref, 1)).toEqual({ status: 'sent' })
  expect(notify.taken).toHaveLength(1)
  expect(paths()).toEqual(['POST /email', 'GET '])
})

test.for(['email', 'letter'] as const)(
  'a worker killed between Notify’s answer and its note doubles no %s',
  async (channel) => {
    const ref = await at.letter({ channel })
    const [killed, next] = [desk(), desk()]
    const carrier = killed.carriers[channel] ?? expect.fail('nobody carries it')
    const cutOff: Carrier = {
      ...carrier,
      async send(...given) {
        await carrier.send(...given)
        throw new Error('killed')
      },
    }
    killed.carriers = { ...killed.carriers, [channel]: cutOff }
    await expect(deliver(killed, ref, 1)).rejects.toThrow('killed')
    expect(await failureOf(deliver(next, ref, 1))).toMatchObject({ type: 'LetterBeingSent' })
    next.clock.ms += 60_000
    expect(await deliver(next, ref, 1)).toEqual({ status: 'sent' })
    expect(notify.taken).toHaveLength(1)
    expect(next.logged).toEqual([])
  },
)

test('while Notify cannot be asked whether it has it, it is not sent again, nor by post', async () => {
  notify.misbehave = (asked) => (asked.startsWith('POST') ? { afterTaking: 500 } : { answer: 503, error: '' })
  const ref = await at.letter()
  const deps = desk()
  await failureOf(deliver(deps, ref, 1))
  deps.clock.ms += 3 * 86_400_000
  expect(await failureOf(deliver(deps, ref, 1))).toMatchObject({ type: 'MailNotTaken' })
  notify.misbehave = () => undefined
  expect(await deliver(deps, ref, 1)).toEqual({ status: 'sent' })
  expect(notify.taken).toHaveLength(1)
  expect(await at.happened(ref)).toEqual([
    'queued email',
    'answer-lost email Notify 500 Exception',
    'answer-lost email Notify 503',
    'sent email Notify sending, found by reference',
  ])
})

test('an address that is none: by post through Notify, as a letter of its own, and the office is told', async () => {
  const ref = await at.letter({
    recipient: { name: 'Rosa Resident', email: 'rosa@@resident', address: ['12 Specimen Road', 'EX2 2EX'] },
  })
  expect(await deliver(desk(), ref, 1)).toEqual({ status: 'sent', emailRefused: true })
  expect(notify.taken).toMatchObject([{ type: 'letter', reference: `${ref}.1`, postage: 'first' }])
  const row = await at.rowOf(ref)
  expect(row).toMatchObject({ status: 'sent', channel: 'letter', provider: 'notify', mime: null })
  expect(Buffer.from(row.pdf ?? []).equals(notify.taken[0]?.pdf ?? Buffer.of())).toBe(true)
})

test('a letter that Notify cannot print waits in our own print queue', async () => {
  const ref = await at.letter({ channel: 'letter' })
  const { document } = await at.rowOf(ref)
  const abroad = { ...(document as object), to: ['Rosa Resident', '1 Rue Inventée', 'Paris', 'France'] }
  await at.records.letter.updateMany({ where: { complaintRef: ref }, data: { document: abroad } })
  expect(await deliver(desk(), ref, 1)).toEqual({ status: 'queued' })
  expect(notify.requests).toEqual([])
  expect(await at.rowOf(ref)).toMatchObject({ status: 'queued', provider: 'post' })
})

test('a wrong key refuses nobody: the letters wait, and after a day those with an address go by post from here', async () => {
  const ref = await at.letter()
  const deps = desk({ paper: false })
  notify.key.secret = 'another-secret-that-is-not-the-one'
  const failure = await failureOf(deliver(deps, ref, 1))
  expect(failure.message).toContain('NOTIFY_API_KEY')
  expect(failure.message).not.toContain(notify.apiKey.slice(-36))
  expect(await at.rowOf(ref)).toMatchObject({ status: 'made' })
  deps.clock.ms += 25 * 3_600_000
  expect(await deliver(deps, ref, 1)).toEqual({ status: 'queued' })
})

test('failures and logs hold nothing of the resident, whatever Notify says', async () => {
  const ref = await at.letter({ recipient: { name: 'Rosa Resident', email: 'rosa@canary.example' } })
  notify.key.type = 'team'
  const deps = desk()
  const failure = await failureOf(deliver(deps, ref, 1))
  expect(`${failure.message} ${failure.stack} ${deps.logged.join()} ${(await at.happened(ref)).join()}`).not.toMatch(
    /canary/,
  )
})
