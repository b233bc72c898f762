/** TLS that fails: not a word of a letter goes over such a line, none is lost, and each goes when the server is mended. */
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import net, { type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { deliver } from '../../activities/deliver.ts'
import { createMailer, type MailerOptions } from '../../activities/mail.ts'
import { lettersAtHand, type AtHand, type Desk } from '../activities/letters-at-hand.ts'

const each = 5
const folder = mkdtempSync(path.join(os.tmpdir(), 'redress-tls-'))
let at: AtHand
let certificate: { key: string; cert: string }
let anothers: { key: string; cert: string }
beforeAll(async () => {
  at = await lettersAtHand()
  certificate = selfSigned('localhost')
  anothers = selfSigned('mail.evil.example')
})
afterAll(async () => {
  await at.close()
  rmSync(folder, { recursive: true, force: true })
})
const ended: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end()
})

function selfSigned(name: string): { key: string; cert: string } {
  const [key, cert] = [path.join(folder, `${name}.key`), path.join(folder, `${name}.pem`)]
  const of = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`]
  const fresh = ['-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert]
  execFileSync('openssl', ['req', '-x509', ...fresh, ...of], { stdio: 'ignore' })
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
}

/** A server with STARTTLS. Returns its address and what it took, and over what. */
async function server(tls: { key: string; cert: string } | undefined) {
  const taken: { messageId: string; secure: boolean }[] = []
  const smtp = new SMTPServer({
    ...(tls ?? { disabledCommands: ['STARTTLS'] }),
    authOptional: true,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const messageId = /^Message-ID:\s*(\S+)/im.exec(Buffer.concat(chunks).toString())?.[1] ?? ''
        taken.push({ messageId, secure: session.secure })
        done()
      })
    },
  })
  smtp.on('error', () => undefined) // clients that will not have it
  const listening = smtp.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  ended.push(() => new Promise((resolve) => smtp.close(() => resolve())))
  return { url: `smtp://localhost:${(listening.address() as AddressInfo).port}?requireTLS=true`, taken }
}

/** Says that it is ready for TLS, and goes on in plain text. Keeps every word that it is told. */
async function plainAfterUpgrade() {
  const heard: string[] = []
  const lines = net.createServer((socket) => {
    socket.on('error', () => undefined)
    socket.write('220 test\r\n')
    socket.on('data', (chunk) => {
      const said = chunk.toString('latin1')
      heard.push(said)
      if (said.startsWith('EHLO')) socket.write('250-test\r\n250 STARTTLS\r\n')
      else if (said.startsWith('STARTTLS')) socket.write('220 ready\r\n250 and here I go on\r\n')
      else socket.write('250 ok\r\n')
    })
  })
  lines.listen(0, '127.0.0.1')
  await once(lines, 'listening')
  ended.push(() => void lines.close())
  return { url: `smtp://localhost:${(lines.address() as AddressInfo).port}?requireTLS=true`, heard }
}

function desk(url: string, options: MailerOptions = {}): Desk {
  const email = createMailer(url, { sendLimitMs: 3_000, ...options })
  ended.push(() => email.close())
  return at.desk({ email })
}

/** Each is refused its line, waits, and is sent once by a server that is well. */
async function comesLater(name: string, unwell: Desk, why: RegExp): Promise<void> {
  const refs: string[] = []
  for (let index = 0; index < each; index++) refs.push(await at.letter())
  const tried = await Promise.allSettled(refs.map((ref) => deliver(unwell, ref, 1)))
  for (const one of tried) expect(one).toMatchObject({ status: 'rejected', reason: { type: 'MailNotTaken' } })
  for (const ref of refs) expect((await at.happened(ref)).at(-1)).toMatch(why)

  const well = await server(certificate)
  const mended = desk(well.url, { ca: certificate.cert })
  for (const ref of refs) expect(await deliver(mended, ref, 1)).toEqual({ status: 'sent' })
  expect(well.taken.sort((one, other) => one.messageId.localeCompare(other.messageId))).toEqual(
    refs
      .map((ref) => ({ messageId: `<${ref}.1@exampleton.example>`, secure: true }))
      .sort((one, other) => one.messageId.localeCompare(other.messageId)),
  )
  process.stderr.write(
    `TLS, ${name}: ${each} letters, lost 0, doubled ${well.taken.length - each}, sent in plain text 0\n`,
  )
}

test('a certificate that nobody vouches for', async () => {
  const { url, taken } = await server(certificate)
  await comesLater('a certificate that nobody vouches for', desk(url), /^not-taken email (ETLS|ESOCKET)/)
  expect(taken).toEqual([])
})

test('a certificate of somebody else', async () => {
  const { url, taken } = await server(anothers)
  const trusting = desk(url, { ca: anothers.cert })
  await comesLater('a certificate of somebody else', trusting, /^not-taken email (ETLS|ESOCKET)/)
  expect(taken).toEqual([])
})

test('no STARTTLS where it is required', async () => {
  const { url, taken } = await server(undefined)
  await comesLater('no STARTTLS', desk(url), /^not-taken email/)
  expect(taken).toEqual([])
})

test('plain text after the upgrade', async () => {
  const { url, heard } = await plainAfterUpgrade()
  await comesLater('plain text after the upgrade', desk(url), /^not-taken email/)
  // Nothing but the words that come before TLS, and the hello of TLS itself.
  expect(heard.filter((said) => /MAIL FROM|RCPT TO|Rosa|Subject/i.test(said))).toEqual([])
})
