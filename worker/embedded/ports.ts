import { createServer, type AddressInfo } from 'node:net'

const LOOPBACK = '127.0.0.1'

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => {
      const address: AddressInfo | string | null = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port))
    })
  })
}

/** A port that is free now. Another process may take it before it is used: for tests and scratch servers. */
export const freePort = (): Promise<number> => listenOnce(0)

/** @throws an Error naming each variable whose port cannot be listened on, and what to set. */
export async function checkPorts(ports: Record<string, number>): Promise<void> {
  const entries = Object.entries(ports)
  const twice = entries.find(([, port], index) => entries.findIndex(([, other]) => other === port) !== index)
  if (twice !== undefined)
    throw new Error(`${twice[0]} is ${twice[1]}, which another variable has too. Give each its own port.`)
  const problems = await Promise.all(entries.map(([variable, port]) => problemWith(variable, port)))
  const found = problems.filter((problem) => problem !== undefined)
  if (found.length > 0) throw new Error(found.join('\n'))
}

async function problemWith(variable: string, port: number): Promise<string | undefined> {
  try {
    await listenOnce(port)
    return undefined
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const why =
      code === 'EADDRINUSE' ? 'is already in use by another program' : `cannot be listened on (${String(code)})`
    return `Port ${port} ${why}. Stop what uses it, or set ${variable} to another port, e.g. ${variable}=${port + 10_000 > 65_535 ? port - 1 : port + 10_000} npm start.`
  }
}
