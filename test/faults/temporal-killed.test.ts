/** Temporal is killed while commands come, and started again on its file: complaints are still taken, and all goes on. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { caller, officer, resident, type Caller } from './caller.ts'
import { readHistories } from './histories.ts'
import { countMail, deliveredAll, lifeWrong, readCases, timelineWrong } from './invariants.ts'
import { begin, goOn, intakeOf, steps, whole, type Kind, type Life } from './life.ts'
import { openRig, type Rig } from './rig.ts'
import { until } from './waiting.ts'

const outageMs = 10_000
const say = (line: string): void => void process.stderr.write(`temporal killed: ${line}\n`)

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig.stop())

interface Seen {
  filed: Set<number>
  commanded: Set<number>
  /** Without Retry-After, of the answers that were 503. */
  mute: number
  read: number
  refs: string[]
}

/** What is answered while Temporal is away. */
async function during(api: Caller, life: Life): Promise<Seen> {
  const seen: Seen = { filed: new Set(), commanded: new Set(), mute: 0, read: 0, refs: [] }
  const ends = Date.now() + outageMs
  await Promise.all([file(api, seen, ends), command(api, life, seen, ends)])
  return seen
}

async function file(api: Caller, seen: Seen, ends: number): Promise<void> {
  while (Date.now() < ends) {
    const four = Array.from({ length: 4 }, (_, index) => `away-${seen.refs.length + index}`)
    const filed = await Promise.all(
      four.map((key) => api.try({ as: resident, path: '/v1/complaints', key, json: intakeOf(key, 'answered') })),
    )
    for (const { status, body } of filed) {
      seen.filed.add(status)
      seen.refs.push(String(body['ref']))
      if ((await whole(api, String(body['ref'])))['status'] === 'received') seen.read++
    }
  }
}

/** A command to a life that needs none, so that its being done or not changes nothing there. */
async function command(api: Caller, { ref }: Life, seen: Seen, ends: number): Promise<void> {
  const path = `/v1/complaints/${ref}/assign`
  while (Date.now() < ends) {
    const { status, retryAfter } = await api.try({ as: officer, path, json: { officer: 'a.khan' }, key: 'away' })
    seen.commanded.add(status)
    if (status === 503 && retryAfter === null) seen.mute++
  }
}

test('kill -9 for ten seconds during commands', { timeout: 180_000 }, async () => {
  const [worker, http] = [rig.worker(), await rig.api()]
  await Promise.all([worker.start(), http.start()])
  const [api, probe] = [caller(http.url), caller(http.url)]
  const kinds: Kind[] = [
    'answered',
    'extended',
    'escalated',
    'withdrawn',
    'unattended',
    'by-post',
    'escalated',
    'extended',
  ]
  const lives = await Promise.all(kinds.map((kind, index) => begin(api, `life-${index}`, kind)))
  const idle = await begin(probe, 'idle', 'answered')
  await Promise.all(lives.map((life) => goOn(api, life)))
  const going = Promise.all(
    lives.map(async (life) => {
      while (life.given.length < steps[life.kind].length) await goOn(api, life)
    }),
  )
  await until('one more command is done', () => api.asked.length > 2 * lives.length, 10_000)
  await rig.temporal.kill()
  const seen = await during(probe, idle)
  await rig.temporal.start()
  const backMs = Date.now()
  await until('a command is done', () => api.asked.some(({ toMs }) => toMs > backMs), 60_000)
  const commandMs = Date.now() - backMs
  await going
  await until('what was filed meanwhile is started', async () => (await unstarted()) === 0, 60_000)
  const sweptMs = Date.now() - backMs
  await until('every letter is delivered', () => deliveredAll(rig), 120_000)
  say(
    `${seen.refs.length} filed meanwhile, answers ${[...seen.filed].join(' ')} and to commands ${[...seen.commanded].join(' ')}, slowest ` +
      `${Math.max(api.slowestMs, probe.slowestMs)} ms; after the start first command ${commandMs} ms, swept ${sweptMs} ms, settled ${Date.now() - backMs} ms`,
  )

  expect({ ...seen, filed: [...seen.filed], commanded: [...seen.commanded] }).toMatchObject({
    filed: [202],
    commanded: [503],
    mute: 0,
    read: seen.refs.length,
  })
  expect(Math.max(api.slowestMs, probe.slowestMs)).toBeLessThan(10_000)
  expect(commandMs).toBeLessThan(30_000)
  const cases = await readCases(rig)
  expect(cases).toHaveLength(kinds.length + 1 + seen.refs.length)
  expect(lives.flatMap((life) => lifeWrong(cases, life))).toEqual([])
  const meanwhile = cases.filter(({ ref }) => seen.refs.includes(ref))
  expect(meanwhile.flatMap((one) => timelineWrong(one, ['received']))).toEqual([])
  expect(countMail(cases, rig)).toMatchObject({ lost: [], doubled: [], unknown: [] })
  expect((await readHistories(await rig.client())).wrong).toEqual([])
})

function unstarted(): Promise<number> {
  return rig.records.complaint.count({ where: { startedAt: null } })
}
