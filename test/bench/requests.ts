/** Requests to the API, timed: as a program of a council's would, it asks again where the API is busy (503). */
import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'

export interface Requester {
  /** Returns the complaint's reference. */
  file(body: string): Promise<string>
  /** Milliseconds until the answer. */
  read(ref: string): Promise<number>
  command(ref: string, name: string, body: object): Promise<number>
  /** How often the API asked for that. */
  askedAgain(): number
}

export function requester(api: string, token: string): Requester {
  let again = 0
  async function ask(path: string, body?: string): Promise<string> {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
    }
    for (;;) {
      const answer = await fetch(`${api}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers,
        ...(body !== undefined && { body }),
      })
      const text = await answer.text()
      if (answer.ok) return text
      if (answer.status !== 503) throw new Error(`${path} answered ${answer.status}: ${text}`)
      again++
    }
  }
  const timed = async (work: Promise<unknown>): Promise<number> => {
    const began = performance.now()
    await work
    return performance.now() - began
  }
  return {
    file: async (body) => (JSON.parse(await ask('/v1/complaints', body)) as { ref: string }).ref,
    read: (ref) => timed(ask(`/v1/complaints/${ref}`)),
    command: (ref, name, body) => timed(ask(`/v1/complaints/${ref}/${name}`, JSON.stringify(body))),
    askedAgain: () => again,
  }
}
