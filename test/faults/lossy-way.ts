/** A way to Temporal that can lose its answers: what is asked is done, and nobody hears of it. */
import { createConnection, createServer, type Socket } from 'node:net'
import { port } from './waiting.ts'

export interface LossyWay {
  address: string
  /** No answer comes back while it is true. */
  mute: boolean
  close(): void
}

/** Without `to` nothing is forwarded either: a server that takes connections and says nothing. */
export async function lossyWay(to?: string): Promise<LossyWay> {
  const own = await port()
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    const [host, there] = (to ?? '').split(':')
    if (to !== undefined) forward(socket, createConnection(Number(there), host), () => way.mute)
  })
  const way: LossyWay = { address: `127.0.0.1:${own}`, mute: to === undefined, close: () => void server.close() }
  await new Promise<void>((resolve) => server.listen(own, '127.0.0.1', resolve))
  return way
}

function forward(near: Socket, far: Socket, isMute: () => boolean): void {
  near.pipe(far)
  far.on('data', (data) => void (isMute() || near.write(data)))
  far.on('error', () => near.destroy())
  near.on('close', () => far.destroy())
}
