/** The worker as a process: what is wrong with what it is given is told in plain words, before anything is connected. */
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

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

/** The organisation of the example, with a word of its own for the Ombudsman that leaves them out. */
function withoutOmbudsman(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'without-ombudsman-'))
  cpSync(path.join(root, 'test/scenarios/own-words'), folder, { recursive: true })
  writeFileSync(path.join(folder, 'letters/en/parts/ombudsman-any-time.md'), 'You can always talk to us.')
  afterAll(() => rmSync(folder, { recursive: true }))
  return path.join(folder, 'organisations.yaml')
}

test.each([
  [{}, /^The worker cannot start\. Set in the environment:\nDATABASE_URL: [^\n]+\nSMTP_URL: [^\n]+\n$/],
  [{ ...addresses, POLICY: 'none' }, /^There is no policy "none"\. The policies are: [^\n]+\n$/],
  [{ ...addresses, ORGANISATIONS_FILE: 'package.json' }, /^package\.json:1: file: [^\n]+\n$/],
  [
    { ...addresses, ORGANISATIONS_FILE: withoutOmbudsman() },
    /^The letters cannot be made\. Correct:\nen\/receipt\.md: the part "ombudsman" [^\n]+ is missing: HO Code 3\.7/,
  ],
])('it does not start with %j', async (given, words) => {
  const { code, stdout, stderr } = await run(given)
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(words)
})
