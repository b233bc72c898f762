/** Where email does not arrive: addresses that are gone, servers that take nothing for a day, and providers that can be asked. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Carrier, SendOutcome } from '../../activities/carrier.ts'
import { deliver } from '../../activities/deliver.ts'
import { createMailer } from '../../activities/mail.ts'
import { markBounced } from '../../prisma/bounced.ts'
import { beginMs, lettersAtHand, type AtHand, type Desk } from './letters-at-hand.ts'
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

function desk(url: string): Desk {
  const email = createMailer(url, { sendLimitMs: 2_000 })
  ended.push(() => email.close())
  return at.desk({ email })
}
async function server(...given: Parameters<typeof smtpServer>) {
  const smtp = await smtpServer(...given)
  ended.push(smtp.stop)
  return smtp
}
const hour = 3_600_000
const isMarked = async (ref: string): Promise<boolean> => {
  const { email = '' } = (await at.rowOf(ref)).recipient as { email?: string }
  return (await at.records.bouncedAddress.count({ where: { address: email } })) === 1
}

describe('a refusal for good', () => {
  test.each([
    ['550 with no more said', 550, 'not wanted', true],
    ['of an address that does not exist', 550, '5.1.1 no such user', true],
    ['of a mailbox that is closed', 550, '5.2.1 disabled', true],
    ['of a full mailbox', 552, '5.2.2 full', false],
    ['by a rule of the server’s', 554, '5.7.1 relaying denied', false],
  ])('%s: by post, and the address is marked where it is at fault', async (_, code, words, marked) => {
    const smtp = await server({
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error(words), { responseCode: code })),
    })
    const ref = await at.letter()
    expect(await deliver(desk(smtp.url), ref, 1)).toEqual({ status: 'queued', emailRefused: true })
    expect(await isMarked(ref)).toBe(marked)
    const status = /^5\.\d\.\d/.exec(words)?.[0]
    const why = ['SMTP', code, ...(status === undefined ? [] : [status]), 'at RCPT TO'].join(' ')
    expect(await at.happened(ref)).toEqual(['queued email', `refused email ${why}`, 'queued letter'])
  })

  test('of the letter itself leaves its address unmarked', async () => {
    const smtp = await server({
      onData: (stream, _session, done) =>
        void stream.on('end', () => done(Object.assign(new Error('spam'), { responseCode: 554 }))).resume(),
    })
    const ref = await at.letter()
    expect(await deliver(desk(smtp.url), ref, 1)).toEqual({ status: 'queued', emailRefused: true })
    expect(await isMarked(ref)).toBe(false)
  })
})

test('nothing more is sent to an address that mail came back from', async () => {
  const smtp = await server()
  const [refused, elsewhere] = [await at.letter(), await at.letter()]
  for (const ref of [refused, elsewhere]) {
    const { email = '' } = (await at.rowOf(ref)).recipient as { email?: string }
    const organisation = ref === refused ? 'exampleton' : 'otherton'
    await markBounced(at.records, organisation, email.toUpperCase(), { atMs: 0, why: 'email-bounced' })
  }
  expect(await deliver(desk(smtp.url), refused, 1)).toMatchObject({ status: 'queued' })
  // what came back to another organisation is no matter of this one
  expect(await deliver(desk(smtp.url), elsewhere, 1)).toEqual({ status: 'sent' })
  expect(smtp.received.map(({ mail }) => mail.messageId)).toEqual([`<${elsewhere}.1@exampleton.example>`])
})

test('of several managers, the one whose address is gone is left out from then on', async () => {
  const smtp = await server({
    onRcptTo: (address, session, done) =>
      address.address === 'gone@staff.example' ? refusal(550)(address, session, done) : done(),
  })
  const recipient = { name: 'M', email: 'gone@staff.example', also: ['here@staff.example'] }
  const both = [await at.letter({ recipient }), await at.letter({ recipient })]
  for (const ref of both) expect(await deliver(desk(smtp.url), ref, 1)).toEqual({ status: 'sent' })
  expect(smtp.received.map(({ to }) => to)).toEqual([['here@staff.example'], ['here@staff.example']])
  expect((await at.happened(both[0] ?? '')).at(-1)).toBe(
    'sent email SMTP 250; without one address: SMTP 550 at RCPT TO',
  )
  expect((await at.happened(both[1] ?? '')).at(-1)).toBe('sent email SMTP 250')
})

describe('no mail server takes it', () => {
  test('for a day: it goes by post, and its log says why', async () => {
    const smtp = await server({ onRcptTo: refusal(451) })
    const at24 = desk(smtp.url)
    const ref = await at.letter()
    // it waited over a weekend, until the resident was told by phone: that is nobody's fault
    const firstMs = beginMs + 70 * hour
    for (const ms of [firstMs, firstMs + 23.9 * hour]) {
      at24.clock.ms = ms
      await expect(deliver(at24, ref, 1)).rejects.toMatchObject({ type: 'MailNotTaken' })
    }
    at24.clock.ms = firstMs + 24 * hour
    expect(await deliver(at24, ref, 1)).toEqual({ status: 'queued' })
    const notTaken = 'not-taken email SMTP 451 at RCPT TO'
    expect(await at.happened(ref)).toEqual(['queued email', notTaken, notTaken, notTaken, 'queued letter'])
    expect(await isMarked(ref)).toBe(false)
  })

  test('where no address is known it is tried on', async () => {
    const smtp = await server({ onRcptTo: refusal(451) })
    const late = desk(smtp.url)
    const ref = await at.letter({ recipient: { name: 'Rosa', email: 'no-address@resident.example' } })
    for (const ms of [beginMs, beginMs + 100 * hour]) {
      late.clock.ms = ms
      await expect(deliver(late, ref, 1)).rejects.toMatchObject({ type: 'MailNotTaken' })
    }
    expect((await at.rowOf(ref)).status).toBe('made')
  })
})

describe('what may arrive twice', () => {
  test('an answer that is lost after the message stands in the log; one that is lost before it does not', async () => {
    const after = await rawServer(dropsAfterMessage)
    const before = await rawServer((line, socket) =>
      line.startsWith('RCPT') ? socket.destroy() : socket.write(line === '' ? '220 test\r\n' : '250 ok\r\n'),
    )
    ended.push(after.stop, before.stop)
    for (const [{ url }, what] of [
      [after, 'may-be-doubled email ECONNECTION at CONN'],
      [before, 'not-taken email ECONNECTION at CONN'],
    ] as const) {
      const ref = await at.letter()
      await expect(deliver(desk(url), ref, 1)).rejects.toMatchObject({ type: 'MailNotTaken' })
      expect(await at.happened(ref)).toEqual(['queued email', what])
    }
  })

  test('a sender that was cut off before anything was packed cannot have sent it', async () => {
    const smtp = await server()
    const later = desk(smtp.url)
    const ref = await at.letter({ status: 'sending', claimedAt: new Date(beginMs - hour), attempts: 1 })
    expect(await deliver(later, ref, 1)).toEqual({ status: 'sent' })
    expect(await at.happened(ref)).toEqual(['sent email SMTP 250'])
    expect(later.logged).toEqual([])
  })
})

describe('a provider that can be asked', () => {
  function provider(answers: SendOutcome[], known: SendOutcome | undefined) {
    const asked: string[] = []
    const sent: string[] = []
    const carrier: Carrier = {
      ...{ provider: 'asked', sendLimitMs: 1_000 },
      pack: async ({ text }) => ({ mime: Buffer.from(text) }),
      send: async ({ reference }) => {
        sent.push(reference)
        return answers.shift() ?? { result: 'accepted' }
      },
      find: async (reference) => {
        asked.push(reference)
        return known
      },
      close: () => undefined,
    }
    return { carrier, asked, sent }
  }
  const lost: SendOutcome = { result: 'later', why: 'ETIMEDOUT', mayHaveArrived: true }

  test('has it: it is not sent again', async () => {
    const { carrier, asked, sent } = provider([lost], { result: 'accepted', providerId: '77' })
    const ref = await at.letter()
    await expect(deliver(at.desk({ email: carrier }), ref, 1)).rejects.toMatchObject({ type: 'MailNotTaken' })
    expect(await deliver(at.desk({ email: carrier }), ref, 1)).toEqual({ status: 'sent' })
    expect([sent, asked]).toEqual([[`${ref}.1`], [`${ref}.1`]])
    expect(await at.rowOf(ref)).toMatchObject({ status: 'sent', provider: 'asked', providerId: '77' })
    expect(await at.happened(ref)).toEqual(['queued email', 'answer-lost email ETIMEDOUT', 'sent email'])
  })

  test('cannot say now: it is not sent until it can', async () => {
    const { carrier, sent } = provider([lost], { result: 'later', why: 'HTTP 503', mayHaveArrived: true })
    const ref = await at.letter()
    for (const why of ['ETIMEDOUT', 'HTTP 503'])
      await expect(deliver(at.desk({ email: carrier }), ref, 1)).rejects.toThrow(why)
    expect(sent).toHaveLength(1)
  })

  test('does not know a letter that was made again for another address', async () => {
    const { carrier, sent } = provider([], undefined)
    const ref = await at.letter()
    await at.records.letterEvent.create({
      data: { complaintRef: ref, seq: 1, at: new Date(beginMs), what: 'made-again', channel: 'email' },
    })
    expect(await deliver(at.desk({ email: carrier }), ref, 1)).toEqual({ status: 'sent' })
    expect(sent).toEqual([`${ref}.1.2`])
  })
})
