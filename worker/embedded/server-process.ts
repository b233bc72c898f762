import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A server that was started as a child process, writing to a log file of its own. */
export interface ServerProcess {
  pid: number
  logFile: string
  running(): boolean
  /** The end of its log, for an error message. */
  lastWords(): string
  stop(signal: NodeJS.Signals, graceMs: number): Promise<void>
}

export interface ServerCommand {
  command: string
  args: string[]
  logFile: string
  /** What ends it in good order when this process is killed. */
  stopSignal: NodeJS.Signals
  user?: { uid: number; gid: number } | undefined
  environment?: NodeJS.ProcessEnv
}

const LAST_LINES = 15

export async function startServerProcess(options: ServerCommand): Promise<ServerProcess> {
  mkdirSync(path.dirname(options.logFile), { recursive: true })
  const log = openSync(options.logFile, 'w', 0o600)
  // Detached: a Ctrl-C in the terminal reaches only Redress itself, which then stops its servers in order.
  const child = spawn(options.command, options.args, {
    detached: true,
    stdio: ['ignore', log, log],
    cwd: path.parse(process.cwd()).root,
    ...options.user,
    ...(options.environment && { env: options.environment }),
  })
  closeSync(log)
  const pid = await spawned(child, options.command)
  const watchdog = watch(pid, options.stopSignal)
  child.once('exit', () => watchdog?.kill('SIGKILL'))
  return {
    pid,
    logFile: options.logFile,
    running: () => isRunning(child),
    lastWords: () => readFileSync(options.logFile, 'utf8').trimEnd().split('\n').slice(-LAST_LINES).join('\n'),
    stop: (signal, graceMs) => stopChild(child, signal, graceMs),
  }
}

function spawned(child: ChildProcess, command: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${command} could not be started: ${error.message}`)))
    child.once('spawn', () => resolve(child.pid ?? 0))
  })
}

const isRunning = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null

/** Asks a child to end, and kills it when it is still there after `graceMs`. */
export async function stopChild(child: ChildProcess, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  if (!isRunning(child)) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  const killer = setTimeout(() => child.kill('SIGKILL'), graceMs)
  await gone
  clearTimeout(killer)
}

/**
 * A shell that waits for the end of a pipe only this process holds, and then ends the server: so a SIGKILL of Redress leaves
 * no server behind. Not on Windows, where the ledger is what clears up.
 */
function watch(pid: number, signal: NodeJS.Signals): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined
  const script = 'trap "" INT TERM HUP; read -r _; kill -s "$1" "$2"'
  const args = ['-c', script, 'redress-watchdog', signal.replace('SIG', ''), String(pid)]
  const watchdog = spawn('/bin/sh', args, { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  watchdog.on('error', () => undefined) // no shell: the ledger clears up at the next start
  watchdog.unref()
  // The pipe must stay open but must not keep this process alive.
  if (watchdog.stdin !== null && 'unref' in watchdog.stdin && typeof watchdog.stdin.unref === 'function')
    watchdog.stdin.unref()
  return watchdog
}
