/** The very bytes: made once, signed, kept with their SHA-256 before the first attempt, and the same at every attempt. */
import { createHash, generateKeyPairSync } from 'node:crypto'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { deliver } from '../../activities/deliver.ts'
import type { Dkim } from '../../activities/mail-message.ts'
import { createMailer, type MailerOptions } from '../../activities/mail.ts'
import { lettersAtHand, type AtHand } from './letters-at-hand.ts'
import { outgoing } from './outgoing.ts'
import { refusal, smtpServer, type TestSmtp } from './smtp.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})
const dkim: Dkim = { domain: 'exampleton.example', selector: 'letters', privateKey }

let at: AtHand
beforeAll(async () => {
  at = await lettersAtHand()
})
afterAll(() => at.close())
const ended: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end()
})

function mailer(smtp: TestSmtp, options: MailerOptions = {}) {
  const made = createMailer(smtp.url, { sendLimitMs: 2_000, ...options })
  ended.push(() => made.close())
  return made
}
async function server(...given: Parameters<typeof smtpServer>) {
  const smtp = await smtpServer(...given)
  ended.push(smtp.stop)
  return smtp
}

/** As a stranger's mail server judges it, with what the council would publish in the DNS. */
async function verdict(raw: string | Buffer): Promise<string[]> {
  const record = `v=DKIM1; k=rsa; p=${publicKey.replaceAll(/-----[^-]+-----|\s/g, '')}`
  const resolver = async (name: string): Promise<string[][]> =>
    name === 'letters._domainkey.exampleton.example' ? [[record]] : []
  const { results } = await dkimVerify(Buffer.from(raw), { resolver })
  return results.map(({ signingDomain, status }) => `${signingDomain} ${status.result}`)
}

test('what is kept is what is sent, at the second attempt too, with its SHA-256 and Message-ID from before the first', async () => {
  let busy = true
  const smtp = await server({
    onRcptTo: (address, session, done) => (busy ? refusal(451)(address, session, done) : done()),
  })
  const desk = at.desk({ email: mailer(smtp, { dkim }) })
  const ref = await at.letter()
  await expect(deliver(desk, ref, 1)).rejects.toThrow('SMTP 451 at RCPT TO')
  const waiting = await at.rowOf(ref)
  expect(waiting).toMatchObject({ status: 'made', messageId: `<${ref}.1@exampleton.example>`, provider: 'smtp' })

  busy = false
  desk.clock.ms += 3_600_000
  expect(await deliver(desk, ref, 1)).toEqual({ status: 'sent' })
  const { mime, sha256 } = await at.rowOf(ref)
  const [{ raw, mail } = expect.fail('nothing arrived')] = smtp.received
  expect(raw).toBe(Buffer.from(waiting.mime ?? []).toString())
  expect(raw).toBe(Buffer.from(mime ?? []).toString())
  expect(sha256).toBe(createHash('sha256').update(raw).digest('hex'))
  // when it was made, not when it was sent
  expect(mail.date).toEqual(waiting.madeAt)
  expect(await verdict(raw)).toEqual(['exampleton.example pass'])
  expect(await at.happened(ref)).toEqual(['queued email', 'not-taken email SMTP 451 at RCPT TO', 'sent email SMTP 250'])
})

test('composed again it is the same, byte for byte', async () => {
  const smtp = await server()
  const [one, other] = [mailer(smtp, { dkim }), mailer(smtp, { dkim })]
  expect(await one.pack(outgoing())).toEqual(await other.pack(outgoing()))
})

test('the signature covers the words and who they are from; a change is found', async () => {
  const { mime } = await mailer(await server(), { dkim }).pack(outgoing())
  const raw = Buffer.from(mime ?? []).toString()
  expect(await verdict(raw)).toEqual(['exampleton.example pass'])
  expect(await verdict(raw.replace('Dear Rosa', 'Dear Rose'))).toEqual(['exampleton.example neutral'])
  expect(await verdict(raw.replace('Our answer', 'No answer'))).toEqual(['exampleton.example fail'])
  expect(await verdict(raw.replace('From: Exampleton', 'From: Otherton'))).toEqual(['exampleton.example fail'])
})

test('long lines, dots and other scripts leave the signature whole on their way', async () => {
  const smtp = await server()
  const words = ['.', '..', `.${'long '.repeat(400)}`, 'ŵ ŷ Łódź 👩‍👩‍👧‍👦', 'From here', ''].join('\n')
  const carrier = mailer(smtp, { dkim })
  const letter = outgoing({ text: words, html: `<p>${words}</p>` })
  expect(await carrier.send(letter, await carrier.pack(letter))).toMatchObject({ result: 'accepted' })
  const [{ raw, mail } = expect.fail('nothing arrived')] = smtp.received
  expect(await verdict(raw)).toEqual(['exampleton.example pass'])
  expect(mail.text).toBe(words)
  expect(Math.max(...raw.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(998)
})

test('bounces go to the return path, and the letter still comes from the council', async () => {
  const smtp = await server()
  const carrier = mailer(smtp, { returnPath: 'bounces@exampleton.example' })
  await carrier.send(outgoing(), await carrier.pack(outgoing()))
  const [{ mail, from } = expect.fail('nothing arrived')] = smtp.received
  expect([from, mail.from?.value[0]?.address]).toEqual(['bounces@exampleton.example', outgoing().from.email])
})

test('the server’s own number for it is kept where it is one plain word', async () => {
  for (const [answer, providerId] of [
    ['2.0.0 Ok: queued as 4F2A91C0', '4F2A91C0'],
    ['OK id=1sXyZ-0001-AB', '1sXyZ-0001-AB'],
    ['queued for rosa@resident.example', null],
  ] as const) {
    const smtp = await server({
      onData(stream, _session, done) {
        stream.on('end', () => (done as (error: null, message: string) => void)(null, answer)).resume()
      },
    })
    const ref = await at.letter()
    expect(await deliver(at.desk({ email: mailer(smtp) }), ref, 1)).toEqual({ status: 'sent' })
    expect((await at.rowOf(ref)).providerId).toBe(providerId)
  }
})
