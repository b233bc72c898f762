/** A mail server that holds each letter at the step that its address names, until it lets go of all. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface StepwiseMail {
  url: string
  /** Every message that it has in full, answered or not. */
  accepted: { messageId: string }[]
  /** From now on, no connection gets its greeting; one that has nothing more to do is closed, so that none is used again. */
  greetNobody(): void
  /** How many stand there just now. */
  held(at: 'greeting' | 'rcpt' | 'accept'): number
  /** From now on, nothing is held any more. */
  letGo(): void
  close(): Promise<void>
}

export async function stepwiseMail(): Promise<StepwiseMail> {
  const held = { greeting: 0, rcpt: 0, accept: 0 }
  const idle = new Set<string>()
  let [holds, greets] = [true, true]
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onConnect(_session, done) {
      if (greets) done()
      else held.greeting++
    },
    onRcptTo({ address }, session, done) {
      // a connection may carry one letter after another
      idle.delete(session.id)
      if (holds && address.startsWith('rcpt-')) held.rcpt++
      else done()
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const messageId = /^Message-ID:\s*(\S+)/im.exec(Buffer.concat(chunks).toString())?.[1] ?? ''
        mail.accepted.push({ messageId })
        const to = session.envelope.rcptTo[0]?.address ?? ''
        if (holds && to.startsWith('accept-')) return held.accept++
        idle.add(session.id)
        done()
      })
    },
  })
  server.on('error', () => undefined) // clients that are killed
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const mail: StepwiseMail = {
    url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    accepted: [],
    held: (at) => held[at],
    greetNobody() {
      greets = false
      for (const connection of server.connections) if (idle.has(connection.id)) connection.close()
    },
    letGo() {
      holds = false
      greets = true
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return mail
}
