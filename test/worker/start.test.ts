import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { childEnvironment, readConfig } from '../../worker/embedded/config.ts'
import { openLedger } from '../../worker/embedded/ledger.ts'
import { checkPorts, freePort } from '../../worker/embedded/ports.ts'
import { nodeRefusal } from '../../worker/embedded/prepare.mjs'
import { identify } from '../../worker/embedded/process-table.ts'
import { createRunning } from '../../worker/embedded/running.ts'
import { portsInUse } from '../../worker/embedded/servers.ts'
import { restartDelayMs, supervise, type Program } from '../../worker/embedded/supervise.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
let folder: string
let children: ChildProcess[] = []

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'redress-start-test-'))
})

afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children = []
  rmSync(folder, { recursive: true, force: true })
})

function sleeper(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' })
  children.push(child)
  return new Promise((resolve) => child.once('spawn', () => resolve(child.pid ?? 0)))
}

describe('prepare', () => {
  it.each(['20.19.0', '20.20.2', '22.12.0', '24.1.0', '26.0.0'])('accepts Node %s', (version) => {
    expect(nodeRefusal(version)).toBeUndefined()
  })

  it.each(['18.20.4', '20.18.3', '21.7.0', '22.11.0', '23.5.0'])(
    'refuses Node %s and names those that do',
    (version) => {
      expect(nodeRefusal(version)).toContain(`this is ${version}. Install`)
    },
  )

  it('says nothing on stdout', () => {
    expect(
      execFileSync(process.execPath, ['worker/embedded/prepare.mjs'], { cwd: root, encoding: 'utf8', stdio: 'pipe' }),
    ).toBe('')
  })
})

describe('the environment', () => {
  it('has defaults for all', () => {
    const config = readConfig({})
    expect(config.ports).toEqual({
      PORT: 3000,
      MAIL_PORT: 1025,
      MAIL_UI_PORT: 1080,
      TEMPORAL_PORT: 7233,
      TEMPORAL_UI_PORT: 8233,
      POSTGRES_PORT: 5433,
    })
    expect(config.dataDir).toBe(path.join(root, '.data'))
    expect(portsInUse(config)).toEqual(config.ports)
  })

  it.each([
    ['PORT', 'abc', 'PORT must be a whole number from 1 to 65535, not "abc"'],
    ['MAIL_PORT', '0', 'MAIL_PORT must be a whole number from 1 to 65535, not "0"'],
    ['TEMPORAL_UI_PORT', '70000', 'TEMPORAL_UI_PORT must be a whole number from 1 to 65535, not "70000"'],
    ['POSTGRES_PORT', '-1', 'POSTGRES_PORT must be'],
    ['PORT', '', 'PORT must be'],
    ['DATA_DIR', '', 'DATA_DIR must be a text that is not empty'],
    ['DATABASE_URL', 'mysql://a', 'DATABASE_URL must be an address like postgresql://'],
    ['SMTP_URL', 'mail.example', 'SMTP_URL must be an address like smtp://'],
  ])('is refused by name: %s=%s', (name, value, message) => {
    expect(() => readConfig({ [name]: value })).toThrow(message)
  })

  it('is refused with every fault at once, and without the secrets in it', () => {
    const read = (): unknown => readConfig({ PORT: 'x', MAIL_PORT: 'y', DATABASE_URL: 'http://user:secret@host' })
    expect(read).toThrow(/PORT must[^]*MAIL_PORT must[^]*DATABASE_URL must/)
    expect(read).not.toThrow('secret')
  })

  it('takes no port for a server that it gives', () => {
    const given = { DATABASE_URL: 'postgresql://h/d', SMTP_URL: 'smtp://h', TEMPORAL_ADDRESS: 'h:7233' }
    expect(portsInUse(readConfig(given))).toEqual({ PORT: 3000 })
  })

  it('keeps somebody’s Temporal Cloud settings away from the embedded server', () => {
    process.env['TEMPORAL_API_KEY'] = 'key'
    try {
      expect(childEnvironment({}, 'given')['TEMPORAL_API_KEY']).toBe('key')
      const embedded = childEnvironment({ TEMPORAL_ADDRESS: '127.0.0.1:7233' }, 'embedded')
      expect(embedded).not.toHaveProperty('TEMPORAL_API_KEY')
      const variables = Object.entries(embedded).filter((entry): entry is [string, string] => entry[1] !== undefined)
      const { connectionOptions, namespace } = loadClientConnectConfig({
        overrideEnvVars: Object.fromEntries(variables),
      })
      expect({ address: connectionOptions.address, namespace }).toEqual({
        address: '127.0.0.1:7233',
        namespace: 'default',
      })
    } finally {
      delete process.env['TEMPORAL_API_KEY']
    }
  })
})

describe('ports', () => {
  it('in use are told with the variable to set', async () => {
    const server = createServer()
    const port = await freePort()
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    try {
      await expect(checkPorts({ PORT: await freePort(), MAIL_PORT: port })).rejects.toThrow(
        `Port ${port} is already in use by another program. Stop what uses it, or set MAIL_PORT`,
      )
    } finally {
      server.close()
    }
    await expect(checkPorts({ MAIL_PORT: port })).resolves.toBeUndefined()
  })

  it('given twice are told', async () => {
    await expect(checkPorts({ PORT: 15_999, MAIL_PORT: 15_999 })).rejects.toThrow(
      'MAIL_PORT is 15999, which another variable has too',
    )
  })
})

describe('what an earlier start left running', () => {
  it('is stopped by the next, and nothing that only has its pid', async () => {
    const [ours, other] = [await sleeper(), await sleeper()]
    const page = {
      servers: [
        { name: 'temporal', ...identify(ours) },
        { name: 'mail', ...identify(other), startedAt: 'another time' },
      ],
    }
    writeFileSync(path.join(folder, 'processes.json'), JSON.stringify(page))
    const ledger = await openLedger(folder)
    expect(ledger.stopped).toEqual([`temporal (pid ${ours})`])
    expect(identify(ours)).toBeUndefined()
    expect(identify(other)).toBeDefined()
    ledger.close()
  })

  it('is written down while it runs', async () => {
    const ledger = await openLedger(folder)
    const pid = await sleeper()
    ledger.add('mail', pid)
    const written = (): string => readFileSync(path.join(folder, 'processes.json'), 'utf8')
    expect(JSON.parse(written())).toMatchObject({ owner: { pid: process.pid }, servers: [{ name: 'mail', pid }] })
    ledger.remove(pid)
    expect(JSON.parse(written())).toMatchObject({ servers: [] })
    ledger.close()
  })

  it('is left alone while the start that runs it lives: the second is refused', async () => {
    const owner = await sleeper()
    writeFileSync(path.join(folder, 'processes.json'), JSON.stringify({ owner: identify(owner), servers: [] }))
    await expect(openLedger(folder)).rejects.toThrow(
      `Redress already runs from ${folder} (pid ${owner}). Stop it first, or set DATA_DIR`,
    )
  })

  it('is forgotten when the file was cut short by a crash', async () => {
    writeFileSync(path.join(folder, 'processes.json'), '{"servers": [{"na')
    const ledger = await openLedger(folder)
    expect(ledger.stopped).toEqual([])
    ledger.close()
  })
})

describe('worker and API', () => {
  const said: string[] = []
  const pids: (number | undefined)[] = []
  const program = (source: string): Program => {
    const entry = path.join(folder, 'program.ts')
    writeFileSync(entry, source)
    said.length = 0
    pids.length = 0
    const started = (pid: number | undefined): void => void pids.push(pid)
    return {
      name: 'worker',
      entry,
      environment: process.env,
      logFile: path.join(folder, 'worker.log'),
      graceMs: 5_000,
      started,
      log: (line) => said.push(line),
    }
  }
  const LIVES = `process.on('disconnect', () => process.exit(0)); setInterval(() => undefined, 1000);`

  it('are up when they say so, and end on SIGTERM', async () => {
    const supervised = await supervise(program(`${LIVES} console.log('hello'); console.log('ready')`))
    const [pid] = pids
    expect(identify(pid ?? 0)).toBeDefined()
    await supervised.stop()
    expect(identify(pid ?? 0)).toBeUndefined()
    expect(readFileSync(path.join(folder, 'worker.log'), 'utf8')).toBe('hello\n')
  })

  it('that crash are started again', async () => {
    const supervised = await supervise(program(`${LIVES} console.log('ready')`))
    process.kill(pids[0] ?? 0, 'SIGKILL')
    await expect.poll(() => pids.length, { timeout: 10_000 }).toBe(2)
    expect(said[0]).toMatch(/^The worker ended \(SIGKILL\): starting it again in 0\.5 s\./)
    await supervised.stop()
    expect(identify(pids[1] ?? 0)).toBeUndefined()
  })

  it('that cannot start are told with their own words', async () => {
    const failing = supervise(program(`throw new Error('SMTP_URL is wrong')`))
    await expect(failing).rejects.toThrow(
      /The worker ended \(code 1\) before it was ready:[^]*SMTP_URL is wrong[^]*Its log: /,
    )
  })

  it('are started again after ever longer, but never very long', () => {
    expect([1, 2, 3, 5, 6, 50].map(restartDelayMs)).toEqual([500, 1_000, 2_000, 8_000, 15_000, 15_000])
  })
})

describe('stopping', () => {
  it('goes from who asks to who answers, whatever the order of starting, and past one that fails', async () => {
    const stopped: string[] = []
    const complaints: string[] = []
    const running = createRunning()
    for (const part of ['postgres', 'mail', 'worker', 'temporal', 'api'] as const) {
      running.add(part, async () => {
        if (part === 'mail') throw new Error('will not')
        stopped.push(part)
      })
    }
    await running.stopAll((message) => complaints.push(message))
    expect(stopped).toEqual(['api', 'worker', 'temporal', 'postgres'])
    expect(complaints).toEqual(['The mail could not be stopped: will not'])
  })
})
