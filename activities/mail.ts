/** Sends one email by SMTP within a time limit, and says what became of it. */
import nodemailer from 'nodemailer'
import { oneLine } from './letters/markdown.ts'
import { outcomeOfError, type SendOutcome } from './smtp-outcome.ts'

export interface Mailbox {
  name: string
  email: string
}

export interface Message {
  from: Mailbox
  /** Makes the Message-ID: the same for every attempt, so that a mail program can tell a double. */
  ref: string
  seq: number
  to: { name: string; email: string; also?: string[] }
  subject: string
  html: string
  text: string
}

export interface Mailer {
  /** Milliseconds in which a send has ended, one way or the other. */
  sendLimitMs: number
  messageId(ref: string, seq: number, from: Mailbox): string
  send(message: Message): Promise<SendOutcome>
  /** Closes its connections; call it when the worker has shut down. */
  close(): void
}

export interface MailerOptions {
  /** 60,000 unless given. */
  sendLimitMs?: number
  /** 2 unless given. */
  maxConnections?: number
  /** Whether to refuse a server that offers no TLS. Unless given: as the URL says, else yes but for one on this machine. */
  requireTls?: boolean
}

/** An address that can only be one person's: nothing in it could begin another address or a header. */
const ONE_ADDRESS = /^[^\s<>()[\]\\,;:@"\p{Cc}]+@[^\s<>()[\]\\,;:@"\p{Cc}]+$/u

/** @param smtpUrl `smtp://user:password@host:587`, `smtps://host:465`; with `?requireTLS=false` for a catcher in a closed network */
export function createMailer(smtpUrl: string, options: MailerOptions = {}): Mailer {
  const { sendLimitMs = 60_000 } = options
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: options.maxConnections ?? 2,
    // a message that fails comes back to us, and Temporal tries again: nothing waits in a queue that a crash would lose
    maxRequeues: 0,
    // shorter than any server's patience, so that a connection is rarely gone when it is needed
    idleTimeout: 20_000,
    requireTLS: options.requireTls ?? requiresTls(smtpUrl),
    connectionTimeout: sendLimitMs,
    greetingTimeout: sendLimitMs,
    socketTimeout: sendLimitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    sendLimitMs,
    messageId,
    async send({ from, ref, seq, to, subject, html, text }) {
      const sender = { name: oneLine(from.name), address: from.email }
      const addresses = [to.email, ...(to.also ?? [])]
      if (!addresses.every((address) => ONE_ADDRESS.test(address))) return { result: 'refused', why: 'no mail address' }
      try {
        const info = await transport.sendMail({
          messageId: messageId(ref, seq, from),
          // the first entry's letter, the receipt, begins the thread
          ...(seq > 1 && { references: messageId(ref, 1, from) }),
          from: sender,
          replyTo: sender,
          to: addresses.map((address, index) => ({ name: index === 0 ? oneLine(to.name) : '', address })),
          subject: oneLine(subject),
          text,
          html,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          // idle time alone is what nodemailer's own limits count: a server that trickles would never reach them
          signal: AbortSignal.timeout(sendLimitMs),
        })
        return { result: 'accepted', code: Number.parseInt(info.response, 10) }
      } catch (error) {
        return outcomeOfError(error)
      }
    },
    close: () => transport.close(),
  }
}

function messageId(ref: string, seq: number, { email }: Mailbox): string {
  return `<${ref}.${seq}@${email.slice(email.lastIndexOf('@') + 1)}>`
}

function requiresTls(smtpUrl: string): boolean {
  const { hostname, searchParams } = new URL(smtpUrl)
  const said = searchParams.get('requireTLS')
  if (said !== null) return said !== 'false'
  return !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}
