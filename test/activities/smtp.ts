/** Real SMTP servers on this machine: one that takes everything, and ones that behave badly. */
import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface TestSmtp {
  url: string
  /** What was accepted, with the envelope's sender and recipients. */
  received: { mail: ParsedMail; raw: string; from: string; to: string[] }[]
  /** Connections so far. */
  connections: number
  stop: () => Promise<void>
}

/** Takes every mail, but for what `misbehaviour` does instead. */
export async function smtpServer(misbehaviour: SMTPServerOptions = {}): Promise<TestSmtp> {
  const received: TestSmtp['received'] = []
  const smtp: TestSmtp = { url: '', received, connections: 0, stop: async () => {} }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onConnect(_session, done) {
      smtp.connections++
      done()
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString()
        const to = session.envelope.rcptTo.map(({ address }) => address)
        void simpleParser(raw).then((mail) => {
          const { mailFrom } = session.envelope
          received.push({ mail, raw, from: mailFrom ? mailFrom.address : '', to })
          done()
        })
      })
    },
    ...misbehaviour,
  })
  server.on('error', () => {})
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  smtp.url = `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`
  smtp.stop = () => new Promise((resolve) => server.close(() => resolve()))
  return smtp
}

/** Answers with the SMTP code given, and repeats the address as real servers do. */
export function refusal(
  responseCode: number,
): (address: { address: string }, session: unknown, done: (error: Error) => void) => void {
  return ({ address }, _session, done) =>
    done(Object.assign(new Error(`<${address}> is not wanted here`), { responseCode }))
}

/** A server in its own words: gets each line (after DATA the whole message as one) and the socket to answer on. */
export async function rawServer(
  answer: (line: string, socket: net.Socket) => void,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const sockets = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    answer('', socket)
    let waiting = ''
    let inData = false
    socket.on('data', (chunk) => {
      waiting += chunk.toString()
      for (;;) {
        const end = waiting.indexOf(inData ? '\r\n.\r\n' : '\r\n')
        if (end === -1) return
        const line = waiting.slice(0, end)
        waiting = waiting.slice(end + (inData ? 5 : 2))
        answer(inData ? '.' : line, socket)
        inData = !inData && line === 'DATA'
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const stop = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  }
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, stop }
}

/** Takes the message, then goes without a word: the answer that nobody gets. */
export const dropsAfterMessage = (line: string, socket: net.Socket): void => {
  if (line === '.') socket.destroy()
  else socket.write(replyTo(line))
}

/** Greets at one byte a second for ever: never idle, never done. */
export const drips = (line: string, socket: net.Socket): void => {
  if (line !== '') return
  const dripping = setInterval(() => socket.write('2'), 100)
  socket.on('close', () => clearInterval(dripping))
}

function replyTo(line: string): string {
  if (line === '') return '220 test\r\n'
  return line === 'DATA' ? '354 go on\r\n' : '250 ok\r\n'
}
