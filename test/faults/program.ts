/** The worker or the API as a process of its own: started as `npm start` does, killed at any moment, started again. */
import { spawn, type ChildProcess } from 'node:child_process'
import { repositoryRoot } from '../../worker/embedded/config.ts'
import { stopChild } from '../../worker/embedded/server-process.ts'

export interface Program {
  /** Resolves when it says that it is ready. */
  start(): Promise<void>
  /** SIGKILL. Resolves when it is gone, with the moment of the signal. */
  kill(): Promise<number>
  /** SIGTERM, and resolves when it has ended by itself. */
  stop(): Promise<void>
  /** Everything that it has written, over all its starts. */
  log(): string
}

const readyWithinMs = 60_000

export function program(entry: 'worker/main.ts' | 'api/main.ts', environment: NodeJS.ProcessEnv): Program {
  const written: string[] = []
  let child: ChildProcess | undefined
  const end = async (signal: NodeJS.Signals, graceMs: number): Promise<void> => {
    if (child) await stopChild(child, signal, graceMs)
  }
  return {
    async start() {
      // With a channel, so that it ends when the tests are killed themselves.
      child = spawn(process.execPath, ['--import', 'tsx', entry], {
        cwd: repositoryRoot,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        env: environment,
      })
      await ready(entry, child, written)
    },
    async kill() {
      const atMs = Date.now()
      await end('SIGKILL', 1_000)
      return atMs
    },
    stop: () => end('SIGTERM', 40_000),
    log: () => written.join(''),
  }
}

function ready(entry: string, child: ChildProcess, written: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`${entry} ${why}:\n${written.join('').slice(-3_000)}`))
    const timer = setTimeout(() => fail('is not ready in time'), readyWithinMs)
    child.stdout?.on('data', (data: Buffer) => {
      written.push(String(data))
      if (/^ready$/m.test(String(data))) resolve(clearTimeout(timer))
    })
    child.stderr?.on('data', (data: Buffer) => void written.push(String(data)))
    child.once('error', (error) => fail(error.message))
    child.once('exit', (code, signal) => fail(`ended with ${code ?? signal} before it was ready`))
  })
}
