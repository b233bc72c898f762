import { afterEach, expect, test } from 'vitest'
import type { Carrier, Outgoing } from '../../activities/carrier.ts'
import { createMailer, type MailerOptions } from '../../activities/mail.ts'
import { outgoing } from './outgoing.ts'
import { drips, dropsAfterMessage, rawServer, refusal, smtpServer } from './smtp.ts'

const ended: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end()
})

function mailer(
  url: string,
  options: Partial<MailerOptions> = {},
): Carrier & { post(letter: Outgoing): ReturnType<Carrier['send']> } {
  const made = createMailer(url, options)
  ended.push(() => made.close())
  return { ...made, post: async (letter) => made.send(letter, await made.pack(letter)) }
}
async function server(...given: Parameters<typeof smtpServer>) {
  const smtp = await smtpServer(...given)
  ended.push(smtp.stop)
  return smtp
}
async function raw(answer: Parameters<typeof rawServer>[0]) {
  const smtp = await rawServer(answer)
  ended.push(smtp.stop)
  return smtp
}
const message = outgoing()

test('a message arrives with both forms and the headers that keep it in its thread', async () => {
  const smtp = await server()
  expect(await mailer(smtp.url).post(message)).toEqual({ result: 'accepted', why: 'SMTP 250' })
  const [{ mail, raw: source, to } = expect.fail('nothing arrived')] = smtp.received
  expect(to).toEqual(['rosa@resident.example'])
  expect(mail.text?.trim()).toBe('Dear Rosa ŵ')
  expect(mail.html).toContain('<p>Dear Rosa ŵ</p>')
  expect(mail.subject).toBe(message.subject)
  expect(mail.messageId).toBe('<C-2027-0041-K.5@exampleton.example>')
  expect(mail.references).toBe('<C-2027-0041-K.1@exampleton.example>')
  expect(mail.from?.value[0]?.address).toBe(message.from.email)
  expect(mail.replyTo?.value[0]?.address).toBe(message.from.email)
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
  expect(source).not.toMatch(/list-unsubscribe/i)
})

test('the first message begins the thread, and messages share a connection', async () => {
  const smtp = await server()
  const post = mailer(smtp.url, { maxConnections: 1 })
  for (const seq of [1, 2, 3]) await post.post({ ...message, reference: `C-1.${seq}`, threadOf: 'C-1.1' })
  expect(smtp.received[0]?.mail.references).toBeUndefined()
  expect(smtp.connections).toBe(1)
})

test('a name or subject cannot bring a header, a recipient or another direction', async () => {
  const smtp = await server()
  const name = 'Rosa\r\nBcc: everybody@evil.example\r\n\r\nHello" <evil@evil.example>, \u202Ex'
  await mailer(smtp.url).post({
    ...message,
    to: { name, email: 'rosa@resident.example' },
    subject: 'Hello\r\nBcc: evil@evil.example\r\n\r\nbody',
  })
  const [{ mail, to } = expect.fail('nothing arrived')] = smtp.received
  expect(to).toEqual(['rosa@resident.example'])
  expect(mail.bcc).toBeUndefined()
  expect(mail.subject).toBe('Hello Bcc: evil@evil.example body')
  const addressed = Array.isArray(mail.to) ? mail.to : [mail.to]
  expect(addressed.flatMap((one) => one?.value.map(({ address }) => address))).toEqual(['rosa@resident.example'])
})

test.each([
  'a@b.example, evil@evil.example',
  'a@b.example\r\nRCPT TO:<evil@evil.example>',
  '<evil@evil.example>',
  'nobody',
  'a@b@c',
  '',
])('what is not one address is refused: %j', async (email) => {
  const smtp = await server()
  expect(await mailer(smtp.url).post({ ...message, to: { name: 'A', email } })).toMatchObject({ result: 'refused' })
  expect(smtp.connections).toBe(0)
})

test('further managers get the same notice', async () => {
  const smtp = await server()
  await mailer(smtp.url).post({ ...message, to: { name: 'M', email: 'm1@x.example', also: ['m2@x.example'] } })
  expect(smtp.received[0]?.to).toEqual(['m1@x.example', 'm2@x.example'])
})

test('5xx for the recipient is final, and tells nothing of them', async () => {
  const smtp = await server({ onRcptTo: refusal(550) })
  expect(await mailer(smtp.url).post(message)).toEqual({
    result: 'refused',
    why: 'SMTP 550 at RCPT TO',
    about: 'address',
  })
})

test('4xx is for later, and cannot have arrived', async () => {
  const smtp = await server({ onRcptTo: refusal(451) })
  expect(await mailer(smtp.url).post(message)).toEqual({
    result: 'later',
    why: 'SMTP 451 at RCPT TO',
    mayHaveArrived: false,
  })
})

test('a refusal of our own sender is ours to mend: for later', async () => {
  const smtp = await server({ onMailFrom: refusal(550) })
  expect(await mailer(smtp.url).post(message)).toMatchObject({ result: 'later', mayHaveArrived: false })
})

test('nobody there is for later', async () => {
  const smtp = await smtpServer()
  await smtp.stop()
  expect(await mailer(smtp.url).post(message)).toMatchObject({ result: 'later', mayHaveArrived: false })
})

test('the server takes the message and goes without an answer: it may have arrived', async () => {
  const smtp = await raw(dropsAfterMessage)
  expect(await mailer(smtp.url).post(message)).toMatchObject({ result: 'later', mayHaveArrived: true })
})

test('a failed message comes back at once and is not queued again', async () => {
  let connections = 0
  const smtp = await raw((line, socket) => {
    if (line === '') connections++
    socket.destroy()
  })
  expect(await mailer(smtp.url).post(message)).toMatchObject({ result: 'later' })
  expect(connections).toBe(1)
})

test('a server that trickles for ever is left at the time limit', async () => {
  const smtp = await raw(drips)
  expect(await mailer(smtp.url, { sendLimitMs: 400 }).post(message)).toMatchObject({ result: 'later', why: 'EABORT' })
})

test('a server without TLS is refused where TLS is asked for, and used where the URL says so', async () => {
  const smtp = await server()
  expect(await mailer(smtp.url, { requireTls: true }).post(message)).toMatchObject({ result: 'later' })
  expect(await mailer(`${smtp.url}?requireTLS=true`).post(message)).toMatchObject({ result: 'later' })
  expect(smtp.received).toHaveLength(0)
  expect(await mailer(`${smtp.url}?requireTLS=false`).post(message)).toMatchObject({ result: 'accepted' })
})
