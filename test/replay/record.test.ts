/** Not a test of anything: `RECORD_HISTORIES=1 npx vitest run test/replay/record.test.ts` writes `histories/` anew. */
import { expect, it } from 'vitest'
import { historyOf, runBefore } from '../workflows/history.ts'
import { openOffice } from '../workflows/office.ts'
import { forgetHistories, keepHistory } from './histories.ts'
import { lives, type World } from './lives.ts'

it.runIf(process.env['RECORD_HISTORIES'] === '1')(
  'records a history of every kind of life',
  { timeout: 120_000 },
  async () => {
    let world: World | undefined
    const office = await openOffice({
      before: (real) => ({
        async record(batch) {
          if (world?.databaseAway) throw new Error('away')
          await real.record(batch)
        },
      }),
    })
    world = Object.assign(office, { databaseAway: false })
    forgetHistories()
    try {
      for (const [kind, live] of Object.entries(lives)) {
        const life = await live(world)
        expect(['closed', 'withdrawn']).toContain(await life.ended())
        let run = await historyOf(office, life.id)
        const runs = [run]
        for (; runBefore(run) !== ''; runs.push(run)) run = await historyOf(office, life.id, runBefore(run))
        runs.toReversed().forEach((run, index) => keepHistory(kind, index + 1, run))
      }
    } finally {
      await office.close()
    }
  },
)
