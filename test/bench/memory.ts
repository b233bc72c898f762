/** What a process has in memory, from /proc: Linux only. */
import { readFileSync } from 'node:fs'

export function megabytesOf(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(found ?? 0) / 1024)
}
