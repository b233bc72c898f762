import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { repositoryRoot } from './config.ts'
import { stopChild } from './server-process.ts'

/**
 * A program of ours, run as a child: it prints a line `ready` on stdout once it is up, ends in good order on SIGTERM, and
 * exits when its IPC channel disconnects, which is how it learns that this process was killed.
 */
export interface Program {
  name: string
  /** Its TypeScript file, from the repository's root. */
  entry: string
  environment: NodeJS.ProcessEnv
  logFile: string
  /** How long it may take to end what it is doing. */
  graceMs: number
  started?: (pid: number | undefined) => void
  exited?: (pid: number | undefined) => void
  log: (message: string) => void
}

export interface Supervised {
  stop: () => Promise<void>
}

const LAST_LINES = 20
const FIRST_DELAY_MS = 500
const LONGEST_DELAY_MS = 15_000
/** A program that ran this long was well: its next crash is a new story. */
const WELL_AFTER_MS = 60_000

export const restartDelayMs = (crashesInARow: number): number =>
  Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (crashesInARow - 1))

/** Starts the program and resolves when it is ready. From then on it is started again whenever it ends by itself. */
export async function supervise(program: Program): Promise<Supervised> {
  mkdirSync(path.dirname(program.logFile), { recursive: true })
  const log = createWriteStream(program.logFile, { flags: 'a', mode: 0o600 })
  const first = launch(program, log)
  await first.ready
  return keepRunning(program, log, first)
}

interface Launched {
  child: ChildProcess
  /** Rejects when the program ends before it is ready. */
  ready: Promise<void>
  exit: Promise<string>
}

function launch(program: Program, log: WriteStream): Launched {
  const child = spawn(process.execPath, ['--import', 'tsx', program.entry], {
    cwd: repositoryRoot,
    detached: true, // a Ctrl-C in the terminal is for this process, which stops its children in order
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: program.environment,
  })
  program.started?.(child.pid)
  const exit = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => {
      program.exited?.(child.pid)
      resolve(signal === null ? `code ${code}` : signal)
    })
  })
  return { child, exit, ready: untilReady(program, child, log, exit) }
}

/** Everything goes to the log file. Once it is ready, stderr, where crashes are told, goes to the terminal too. */
function untilReady(program: Program, child: ChildProcess, log: WriteStream, exit: Promise<string>): Promise<void> {
  const recent: string[] = []
  let isReady = false
  const keep = (line: string): void => {
    log.write(`${line}\n`)
    if (isReady) return
    recent.push(line)
    if (recent.length > LAST_LINES) recent.shift()
  }
  return new Promise((resolve, reject) => {
    onLine(child.stdout, (line) => {
      if (line !== 'ready') return keep(line)
      isReady = true
      resolve()
    })
    onLine(child.stderr, (line) => {
      keep(line)
      if (isReady) program.log(`[${program.name}] ${line}`)
    })
    void exit.then((why) => {
      const words = `The ${program.name} ended (${why}) before it was ready:\n${recent.join('\n')}`
      reject(new Error(`${words}\nIts log: ${program.logFile}`))
    })
  })
}

function onLine(stream: Readable | null, use: (line: string) => void): void {
  if (stream !== null) createInterface({ input: stream }).on('line', use)
}

function keepRunning(program: Program, log: WriteStream, first: Launched): Supervised {
  let current = first
  let stopping = false
  let crashes = 0
  let timer: NodeJS.Timeout | undefined
  const watch = (launched: Launched, startedAt: number): void => {
    current = launched
    launched.ready.catch(() => undefined) // its end is told below
    void launched.exit.then((why) => {
      if (stopping) return
      crashes = Date.now() - startedAt > WELL_AFTER_MS ? 1 : crashes + 1
      const delayMs = restartDelayMs(crashes)
      program.log(
        `The ${program.name} ended (${why}): starting it again in ${delayMs / 1000} s. Its log: ${program.logFile}`,
      )
      timer = setTimeout(() => watch(launch(program, log), Date.now()), delayMs)
    })
  }
  watch(first, Date.now())
  return {
    async stop() {
      stopping = true
      clearTimeout(timer)
      await stopChild(current.child, 'SIGTERM', program.graceMs)
      log.end()
    },
  }
}
