/** So many complaints wait, and something is taken to each of them: how long that takes, and what memory each process has meanwhile. Linux only. */
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { tokenSecret } from '../../api/token-secret.ts'
import { signToken } from '../../api/token.ts'
import { complaint } from './complaint-lives.ts'
import { inParallel } from './in-parallel.ts'
import { megabytesOf } from './memory.ts'
import { reporter, seconds } from './report.ts'
import { requester } from './requests.ts'
import { raiseStand, type Stand } from './stand.ts'

const watched = ['worker', 'api', 'temporal'] as const

export interface Asking<Answer> {
  (method: string, path: string, body?: object): Promise<{ status: number; answer: Answer }>
}

export interface Reaching<Answer> {
  /** Stores what is taken to them; gives its address. */
  begin(ask: Asking<Answer>): Promise<{ status: number; path: string }>
  /** How many it has been taken to, and whether that is all. */
  progress(answer: Answer): { reached: number; isDone: boolean }
  /** What of the last answer is worth printing. */
  shown(answer: Answer): unknown
}

/** Files `--n` complaints, and measures each of these by its name, one after the other. */
export async function measureAll<Answer>(standard: number, reachings: Record<string, Reaching<Answer>>): Promise<void> {
  const { values } = parseArgs({
    options: { n: { type: 'string', default: String(standard) }, json: { type: 'boolean', default: false } },
  })
  const n = Number(values.n)
  const say = reporter(values.json)
  const stand = await raiseStand()
  try {
    const secret = tokenSecret({ tokenSecret: undefined, dataDir: stand.dataDir })
    const token = await signToken({ sub: 'bench', role: 'manager' }, secret, new Date(Date.now() + 7_200_000))
    const began = performance.now()
    const api = requester(stand.api, token)
    await inParallel(n, 16, async () => void (await api.file(complaint)))
    say({ filed: n, seconds: seconds(began) })
    for (const [name, reaching] of Object.entries(reachings)) say({ [name]: await measured(stand, token, n, reaching) })
  } finally {
    await stand.stop()
  }
}

async function measured<Answer>(stand: Stand, token: string, n: number, reaching: Reaching<Answer>): Promise<object> {
  const ask: Asking<Answer> = async (method, path, body) => {
    const { status, answer } = await send(stand.api, token, method, path, body && JSON.stringify(body))
    return { status, answer: answer as Answer }
  }
  const before = memory(stand)
  const began = performance.now()
  const { status, path } = await reaching.begin(ask)
  const answeredIn = seconds(began)
  /** The worker's memory at each tenth of the way: level, where the number of complaints does not matter. */
  const workerAt: number[] = []
  const most = { ...before }
  for (;;) {
    const { answer } = await ask('GET', path)
    const now = memory(stand)
    for (const name of watched) most[name] = Math.max(most[name], now[name])
    const { reached, isDone } = reaching.progress(answer)
    if (reached >= (n / 10) * (workerAt.length + 1)) workerAt.push(now.worker)
    if (isDone) {
      const took = { answered: status, answeredIn, doneIn: seconds(began) }
      return { ...took, shown: reaching.shown(answer), before, workerAt, most }
    }
    await pause(500)
  }
}

async function send(
  api: string,
  token: string,
  method: string,
  path: string,
  body?: string,
): Promise<{ status: number; answer: unknown }> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body !== undefined && { 'content-type': 'application/json' }),
  }
  const answer = await fetch(`${api}${path}`, { method, headers, ...(body !== undefined && { body }) })
  return { status: answer.status, answer: await answer.json() }
}

/** Resident memory of each process, in megabytes. */
function memory({ processes }: Stand): Record<(typeof watched)[number], number> {
  const [worker = 0, api = 0, temporal = 0] = watched.map((name) => megabytesOf(processes[name].pid))
  return { worker, api, temporal }
}
