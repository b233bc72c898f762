/**
 * `node --import tsx test/bench/calendar-change.ts [--n 5000] [--json]`: so many complaints wait for their acknowledgement, and the
 * council closes on a day more. How long that takes, what memory each process has at most, and what it costs to do it again.
 * Linux only: it reads /proc.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { tokenSecret } from '../../api/token-secret.ts'
import { signToken } from '../../api/token.ts'
import { calendarOf } from '../../workflows/policy/bank-holidays.ts'
import { localDate } from '../../workflows/policy/calendar.ts'
import { count } from '../../workflows/policy/counting.ts'
import { complaint } from './complaint-lives.ts'
import { inParallel } from './in-parallel.ts'
import { raiseStand, type Stand } from './stand.ts'

const { values } = parseArgs({
  options: { n: { type: 'string', default: '5000' }, json: { type: 'boolean', default: false } },
})
const n = Number(values.n)
const watched = ['worker', 'api', 'temporal'] as const

interface Change {
  id: number
  status: string
  complaints: { total: number | null; visited: number; unanswered: number }
  movedInAll: number
}

async function main(): Promise<void> {
  const stand = await raiseStand()
  try {
    const secret = tokenSecret({ tokenSecret: undefined, dataDir: stand.dataDir })
    const token = await signToken({ sub: 'bench', role: 'manager' }, secret, new Date(Date.now() + 7_200_000))
    const began = performance.now()
    await inParallel(n, 16, () => file(stand.api, token))
    say({ filed: n, seconds: seconds(began) })
    const closed = count(calendarOf([]), localDate(Date.now()), { number: 2, unit: 'working-days' }).due
    say({ first: await measured(stand, token, closed) })
    say({ again: await measured(stand, token, closed) })
  } finally {
    await stand.stop()
  }
}

async function file(api: string, token: string): Promise<void> {
  const key = randomUUID()
  for (;;) {
    const { status } = await ask(api, token, 'POST', '/v1/complaints', complaint, key)
    if (status < 300) return
    if (status !== 503) throw new Error(`Filing answered ${status}`)
  }
}

/** A PUT of that one closure, until its change is done. */
async function measured(stand: Stand, token: string, date: string): Promise<Record<string, unknown>> {
  const before = memory(stand)
  const began = performance.now()
  const body = JSON.stringify({ closures: [{ date, name: 'Training' }] })
  const put = await ask(stand.api, token, 'PUT', '/v1/calendar/closures', body)
  const answeredIn = seconds(began)
  /** The worker's memory at each tenth of the way: level, where the number of complaints does not matter. */
  const workerAt: number[] = []
  const most = { ...before }
  for (;;) {
    const { answer } = await ask(stand.api, token, 'GET', `/v1/calendar/changes/${put.answer.id}?limit=1`)
    const now = memory(stand)
    for (const name of watched) most[name] = Math.max(most[name], now[name])
    if (answer.complaints.visited >= (n / 10) * (workerAt.length + 1)) workerAt.push(now.worker)
    if (answer.status === 'done') {
      const { complaints, movedInAll } = answer
      const took = { answered: put.status, answeredIn, doneIn: seconds(began) }
      return { ...took, complaints, movedInAll, before, workerAt, most }
    }
    await pause(500)
  }
}

async function ask(
  api: string,
  token: string,
  method: string,
  path: string,
  body?: string,
  key?: string,
): Promise<{ status: number; answer: Change }> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(key !== undefined && { 'idempotency-key': key }),
  }
  const answer = await fetch(`${api}${path}`, { method, headers, ...(body !== undefined && { body }) })
  return { status: answer.status, answer: (await answer.json()) as Change }
}

/** Resident memory of each process, in megabytes. */
function memory({ processes }: Stand): Record<(typeof watched)[number], number> {
  const of = (pid: number) => /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  const [worker, api, temporal] = watched.map((name) => Math.round(Number(of(processes[name].pid)) / 1024))
  return { worker: worker ?? 0, api: api ?? 0, temporal: temporal ?? 0 }
}

function seconds(since: number): number {
  return Math.round((performance.now() - since) / 100) / 10
}

function say(result: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(result, null, values.json ? 0 : 2)}\n`)
}

await main()
