import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A process id alone says little: ids are reused. With its start time it names one process for ever. */
export interface ProcessIdentity {
  pid: number
  parent: number
  startedAt: string
  command: string
}

/** The live process with this id; undefined when there is none, when it is a zombie, or on Windows, which is not looked at. */
export function identify(pid: number): ProcessIdentity | undefined {
  try {
    if (process.platform === 'linux') return identifyByProc(pid)
    if (process.platform === 'win32') return undefined
    return identifyByPs(pid)
  } catch {
    return undefined
  }
}

function identifyByProc(pid: number): ProcessIdentity | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field is the command in brackets and may hold spaces: fields are counted from the last bracket.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, parent, startedAt] = [fields[0], fields[1], fields[19]]
  if (state === 'Z' || startedAt === undefined) return undefined
  return {
    pid,
    parent: Number(parent),
    startedAt,
    command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim(),
  }
}

function identifyByPs(pid: number): ProcessIdentity | undefined {
  const line = execFileSync('ps', ['-o', 'stat=,ppid=,lstart=,command=', '-p', String(pid)], {
    encoding: 'utf8',
  }).trim()
  const match = /^(\S+)\s+(\d+)\s+(\S+ \S+ +\S+ \S+ \S+)\s+(.*)$/.exec(line)
  const [, state, parent, startedAt, command] = match ?? []
  if (state === undefined || startedAt === undefined || command === undefined || state.startsWith('Z')) return undefined
  return { pid, parent: Number(parent), startedAt, command }
}

/** npm, and the shell through which it runs a script, of a process that npm started. */
export function npmAbove(pid: number): ProcessIdentity[] {
  const parent = identify(identify(pid)?.parent ?? 0)
  if (parent === undefined) return []
  const isShell = /^(\S*\/)?\w*sh -c /.test(parent.command)
  const npm = isShell ? identify(parent.parent) : undefined
  return npm === undefined ? [parent] : [parent, npm]
}

export function isAlive(process: ProcessIdentity): boolean {
  const found = identify(process.pid)
  return found !== undefined && found.startedAt === process.startedAt
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Asks a process that is not our child to end, waits `graceMs`, then kills it. Does nothing when it is gone already. */
export async function endProcess(target: ProcessIdentity, signal: NodeJS.Signals, graceMs = 10_000): Promise<void> {
  const deadline = Date.now() + graceMs
  if (isAlive(target)) process.kill(target.pid, signal)
  while (isAlive(target) && Date.now() < deadline) await pause(25)
  if (isAlive(target)) process.kill(target.pid, 'SIGKILL')
  while (isAlive(target) && Date.now() < deadline + 2_000) await pause(25)
}
