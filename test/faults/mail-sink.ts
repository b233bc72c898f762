/** A mail server that keeps a list of what it accepted, by Message-ID, and can be made to refuse. */
import { once } from 'node:events'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { pause } from './waiting.ts'

export interface Accepted {
  messageId: string
  to: string[]
  /** When its last byte had come, before it was answered. */
  atMs: number
}

export interface MailSink {
  url: string
  accepted: Accepted[]
  /** The SMTP code that an address gets; undefined takes the message. */
  codeFor: (address: string) => number | undefined
  /** Tries that were refused by a code. */
  refused: number
  /** How long a message that is taken waits for its answer: the window in which a kill doubles it. */
  answerAfterMs: number
  /** Stops listening: connections are refused. */
  close(): Promise<void>
  /** Listens, on the same port. */
  open(): Promise<void>
}

export async function mailSink(port: number): Promise<MailSink> {
  let server: SMTPServer | undefined
  const sink: MailSink = {
    url: `smtp://127.0.0.1:${port}`,
    accepted: [],
    codeFor: () => undefined,
    refused: 0,
    answerAfterMs: 0,
    async open() {
      server = new SMTPServer(manners(sink))
      server.on('error', () => undefined) // clients that are killed
      await once(server.listen(port, '127.0.0.1'), 'listening')
    },
    close: () => new Promise((resolve) => (server ? server.close(() => resolve()) : resolve())),
  }
  await sink.open()
  return sink
}

function manners(sink: MailSink): SMTPServerOptions {
  return {
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onRcptTo({ address }, _session, done) {
      const responseCode = sink.codeFor(address)
      if (responseCode === undefined) return done()
      sink.refused++
      done(Object.assign(new Error('not now or not ever'), { responseCode }))
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const messageId = /^Message-ID:\s*(\S+)/im.exec(Buffer.concat(chunks).toString())?.[1] ?? ''
        sink.accepted.push({ messageId, to: session.envelope.rcptTo.map(({ address }) => address), atMs: Date.now() })
        void pause(sink.answerAfterMs).then(() => done())
      })
    },
  }
}
