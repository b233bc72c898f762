/** Hands messages to a mail server by SMTP, each within a time limit, and says what became of them. */
import type { Readable } from 'node:stream'
import nodemailer from 'nodemailer'
import type { Carrier } from './carrier.ts'
import { addressesOf, messageComposer, type Dkim } from './mail-message.ts'
import { outcomeOfError, outcomeOfSuccess } from './smtp-outcome.ts'

export interface MailerOptions {
  /** 60,000 unless given. */
  sendLimitMs?: number
  /** 2 unless given. */
  maxConnections?: number
  /** Whether to refuse a server that offers no TLS. Unless given: as the URL says, else yes but for one on this machine. */
  requireTls?: boolean
  /** Certificates (PEM) to trust beside the usual ones. */
  ca?: string
  dkim?: Dkim
  /** The envelope's sender, where bounces go. Unless given: the mailbox that the letter comes from. */
  returnPath?: string
}

/** An address that can only be one person's: nothing in it could begin another address or a header. */
const ONE_ADDRESS = /^[^\s<>()[\]\\,;:@"\p{Cc}]+@[^\s<>()[\]\\,;:@"\p{Cc}]+$/u

/** @param smtpUrl `smtp://user:password@host:587`, `smtps://host:465`; with `?requireTLS=false` for a catcher in a closed network */
export function createMailer(smtpUrl: string, options: MailerOptions = {}): Carrier {
  const { sendLimitMs = 60_000, returnPath, ca } = options
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: options.maxConnections ?? 2,
    // a message that fails comes back to us, and Temporal tries again: nothing waits in a queue that a crash would lose
    maxRequeues: 0,
    // shorter than any server's patience, so that a connection is rarely gone when it is needed
    idleTimeout: 20_000,
    requireTLS: options.requireTls ?? requiresTls(smtpUrl),
    ...(ca !== undefined && { tls: { ca } }),
    connectionTimeout: sendLimitMs,
    greetingTimeout: sendLimitMs,
    socketTimeout: sendLimitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  // By the bytes, which are one send's own: whether the server asked for them.
  const sources = new WeakMap<Uint8Array, Readable>()
  transport.use('stream', ({ data, message }, done) => {
    message.processFunc((source) => {
      if (Buffer.isBuffer(data.raw)) sources.set(data.raw, source)
      return source
    })
    done()
  })
  return {
    provider: 'smtp',
    sendLimitMs,
    pack: messageComposer(options.dkim),
    async send(letter, { mime }) {
      const to = addressesOf(letter)
      if (to.length === 0 || !to.every((address) => ONE_ADDRESS.test(address)))
        return { result: 'refused', why: 'no mail address', about: 'address' }
      const raw = Buffer.from(mime ?? [])
      try {
        const info = await transport.sendMail({
          envelope: { from: returnPath ?? letter.from.email, to },
          raw,
          // idle time alone is what nodemailer's own limits count: a server that trickles would never reach them
          signal: AbortSignal.timeout(sendLimitMs),
        })
        return outcomeOfSuccess(info)
      } catch (error) {
        return outcomeOfError(error, sources.get(raw)?.readableDidRead === true)
      }
    },
    close: () => transport.close(),
  }
}

function requiresTls(smtpUrl: string): boolean {
  const { hostname, searchParams } = new URL(smtpUrl)
  const said = searchParams.get('requireTLS')
  if (said !== null) return said !== 'false'
  return !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}
