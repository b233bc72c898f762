/** CPU time of processes, from /proc: Linux only. PostgreSQL's counts with its children, those that came and went too. */
import { readFileSync, readdirSync } from 'node:fs'
import { performance } from 'node:perf_hooks'

/** Kernel ticks a second, as `getconf CLK_TCK` says everywhere. */
const TICKS = 100

export interface Watched {
  pid: number
  withChildren?: boolean
}

export interface Used {
  wallMs: number
  cpuMs: Record<string, number>
}

/** Begins to watch; the function returned tells what was used since. */
export function watch(processes: Record<string, Watched>): () => Used {
  const before = read(processes)
  const began = performance.now()
  return () => {
    const after = read(processes)
    const cpuMs = Object.fromEntries(
      Object.keys(processes).map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)]),
    )
    return { wallMs: performance.now() - began, cpuMs }
  }
}

function read(processes: Record<string, Watched>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(processes).map(([name, { pid, withChildren }]) => [
      name,
      (withChildren ? ofTree(pid) : ofOne(pid)[0]) * (1_000 / TICKS),
    ]),
  )
}

/** Ticks of the process itself, and of the children it has waited for. */
function ofOne(pid: number): [own: number, reaped: number] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15)
  return [user + system, childUser + childSystem]
}

function ofTree(pid: number): number {
  const [own, reaped] = ofOne(pid)
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(/\s+/).filter(Boolean).map(Number),
  )
  return own + reaped + children.reduce((sum, child) => sum + ofTree(child), 0)
}
