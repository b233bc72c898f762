/** The worker as a process: what is wrong with what it is given is told in plain words, before anything is connected. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const addresses = { DATABASE_URL: 'postgres://nobody.invalid/none', SMTP_URL: 'smtp://nobody.invalid:25' }

function run(given: Record<string, string>): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { DATABASE_URL: _own, SMTP_URL: _mail, ...rest } = process.env
  return new Promise((resolve) => {
    const env = { ...rest, TEMPORAL_ADDRESS: '127.0.0.1:1', ...given }
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', 'worker/main.ts'],
      { cwd: root, env },
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    )
  })
}

test.each([
  [{}, /^The worker cannot start\. Set in the environment:\nDATABASE_URL: [^\n]+\nSMTP_URL: [^\n]+\n$/],
  [{ ...addresses, POLICY: 'none' }, /^There is no policy "none"\. The policies are: [^\n]+\n$/],
  [{ ...addresses, ORGANISATIONS_FILE: 'package.json' }, /^package\.json:1: file: [^\n]+\n$/],
])('it does not start with %j', async (given, words) => {
  const { code, stdout, stderr } = await run(given)
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(words)
})
