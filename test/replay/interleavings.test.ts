/**
 * Commands of every sort at once, on records that answer slowly and unevenly, and now and then not at all: whatever order things
 * came in, the history must be replayed to the same end. REPLAY_SEED repeats a run.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from '@temporalio/worker'
import { expect, it } from 'vitest'
import { workflowBundle } from '../servers.ts'
import { acknowledgement, manager, officer, receive, resident, response, type Life } from '../workflows/a-life.ts'
import { historyOf } from '../workflows/history.ts'
import { openOffice } from '../workflows/office.ts'

const seed = Number(process.env['REPLAY_SEED'] ?? Date.now() % 100_000)

/** A small generator of pseudo-random numbers from 0 to 1 (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const deeds: ((life: Life) => Promise<unknown>)[] = [
  (life) => life.give('assign', manager, { officer: 'a.khan' }),
  (life) => life.signal('assign', { by: manager, with: { officer: 'b.lee' } }),
  (life) => life.give('acknowledge', officer, acknowledgement),
  async (life) =>
    life.signal('acknowledge', { by: officer, with: { draft: await life.store('acknowledge', acknowledgement) } }),
  (life) => life.give('extend', officer, { reason: 'We wait', until: '2027-02-12' }),
  (life) => life.give('define', officer, { definition: 'The heating' }),
  (life) => life.signal('agree-updates', { by: officer, with: { every: { number: 3, unit: 'working-days' } } }),
  async (life) => life.signal('respond', { by: officer, with: { draft: await life.store('respond', response) } }),
  (life) => life.give('respond', officer, response),
  (life) => life.give('escalate', resident),
  (life) => life.signal('respond', 'nonsense'),
]

it(`replays commands given all at once (seed ${seed})`, { timeout: 120_000 }, async () => {
  const random = randomFrom(seed)
  const slowly = async (): Promise<void> => {
    await pause(random() * 40)
    if (random() < 0.1) throw new Error('away')
  }
  const office = await openOffice({
    before: (real) => ({
      record: async (batch) => slowly().then(() => real.record(batch)),
      readFacts: async (...asked) => slowly().then(() => real.readFacts(...asked)),
      deliver: async (...asked) => slowly().then(() => real.deliver(...asked)),
    }),
  })
  try {
    await office.until('2027-01-18T10:00')
    const lives = await Promise.all(Array.from({ length: 12 }, () => receive(office)))
    await Promise.all(
      lives.map(async (life) => {
        for (let round = 0; round < 3; round++) {
          const chosen = Array.from({ length: 5 }, () => deeds.at(Math.floor(random() * deeds.length)))
          await Promise.all(chosen.map(async (deed) => deed?.(life)))
        }
      }),
    )
    const histories = await Promise.all(
      lives.map(async ({ id }) => ({ workflowId: id, history: await historyOf(office, id) })),
    )
    expect(histories.some(({ history }) => (history.events?.length ?? 0) > 40)).toBe(true)
    const faults: string[] = []
    for await (const { workflowId, error } of Worker.runReplayHistories(
      { workflowBundle: workflowBundle() },
      histories,
    )) {
      if (error) faults.push(`${workflowId}: ${error.message}`)
    }
    expect(faults).toEqual([])
  } finally {
    await office.close()
  }
})
