/** A mail server in its own words, on a plain socket, that treats each recipient as it likes: for what no proper server does. */
import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'

export type Manner =
  | 'well'
  /** Takes the whole message, and goes before it answers. */
  | 'drops'
  /** There is nobody of that name. */
  | 'gone'
  /** Not now. */
  | 'busy'
  /** Answers at one byte a second from then on. */
  | 'slow-to-answer'
  /** Reads at one byte a second from then on. */
  | 'slow-to-read'

export interface UnwellMail {
  url: string
  manner: (address: string) => Manner
  /** Every message that it has in full, answered or not. */
  accepted: { messageId: string; to: string }[]
  /** How often each address was asked for. */
  asked: Map<string, number>
  close(): Promise<void>
}

export async function unwellMail(): Promise<UnwellMail> {
  const sockets = new Set<net.Socket>()
  const mail: UnwellMail = {
    ...{ url: '', manner: () => 'well', accepted: [], asked: new Map() },
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
  const server = net.createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined) // clients that give up
    converse(mail, socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  mail.url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
  return mail
}

function converse(mail: UnwellMail, socket: net.Socket): void {
  let [waiting, to, manner]: [string, string, Manner] = ['', '', 'well']
  let inMessage = false
  const say = (line: string): void =>
    manner === 'slow-to-answer' ? trickle(socket, `${line}\r\n`) : void socket.write(`${line}\r\n`)
  const answers: Record<string, () => void> = {
    RCPT: () => {
      to = /<([^>]*)>/.exec(waiting)?.[1] ?? ''
      mail.asked.set(to, (mail.asked.get(to) ?? 0) + 1)
      manner = mail.manner(to)
      if (manner === 'slow-to-read') readSlowly(socket)
      if (manner === 'gone') return say('550 5.1.1 No such user here')
      say(manner === 'busy' ? '451 4.3.2 Try again later' : '250 2.1.5 Recipient ok, and this line is long enough')
    },
    DATA: () => {
      inMessage = true
      say('354 Go on')
    },
    QUIT: () => void socket.end('221 Bye\r\n'),
  }
  const message = (source: string): void => {
    inMessage = false
    mail.accepted.push({ messageId: /^Message-ID:\s*(\S+)/im.exec(source)?.[1] ?? '', to })
    if (manner === 'drops') socket.destroy()
    else say('250 2.0.0 Ok')
  }
  socket.write('220 unwell\r\n')
  socket.on('data', (chunk) => {
    waiting += chunk.toString('latin1')
    for (;;) {
      const mark = inMessage ? '\r\n.\r\n' : '\r\n'
      const end = waiting.indexOf(mark)
      if (end === -1) return
      const line = waiting.slice(0, end)
      if (inMessage) message(line)
      else (answers[line.slice(0, 4).toUpperCase()] ?? (() => say('250 Ok')))()
      waiting = waiting.slice(end + mark.length)
    }
  })
}

function trickle(socket: net.Socket, text: string): void {
  let at = 0
  const dripping = setInterval(() => {
    if (at < text.length) socket.write(text.charAt(at++))
    else clearInterval(dripping)
  }, 1_000)
  socket.on('close', () => clearInterval(dripping))
}

/** What the kernel has taken is taken; this program gets it byte by byte. */
function readSlowly(socket: net.Socket): void {
  const [listener] = socket.listeners('data') as ((chunk: Buffer) => void)[]
  if (!listener) return
  socket.removeListener('data', listener)
  const kept: number[] = []
  socket.on('data', (chunk: Buffer) => void kept.push(...chunk))
  const reading = setInterval(() => {
    const byte = kept.shift()
    if (byte !== undefined) listener(Buffer.from([byte]))
  }, 1_000)
  socket.on('close', () => clearInterval(reading))
}
