import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url))

/** Each runs every date suite in a process of its own, which checks that it is in the zone. */
it.each(['UTC', 'Europe/London', 'Pacific/Auckland'])(
  'the same dates on a machine in %s',
  async (zone) => {
    const args = [vitest, 'run', '--config', 'test/policy/time-zones.config.ts', '--reporter', 'json', '--silent']
    const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], NO_COLOR: '1', TZ: zone, ZONE_UNDER_TEST: zone }
    const ran = await promisify(execFile)(process.execPath, args, { cwd: root, env, maxBuffer: 2 ** 26 }).catch(
      (error: unknown) => ({ stdout: JSON.stringify({ success: false, why: String(error) }) }),
    )
    const report: { success: boolean; numPassedTests?: number; why?: string } = JSON.parse(ran.stdout)
    expect(report.why).toBeUndefined()
    expect(report.success).toBe(true)
    expect(report.numPassedTests).toBeGreaterThan(100)
  },
  120_000,
)
