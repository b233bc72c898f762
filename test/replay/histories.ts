/** The recorded histories: a file for each run of a life. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import type { History } from '../workflows/history.ts'

const folder = fileURLToPath(new URL('histories', import.meta.url))

export function recordedHistories(): { workflowId: string; history: History }[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
  return files.map((name) => {
    const json: unknown = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'))
    return { workflowId: name.replace('.json', ''), history: historyFromJSON(json) }
  })
}

export function forgetHistories(): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
}

/** @param run its place among the runs of that life, from 1 */
export function keepHistory(kind: string, run: number, history: History): void {
  const name = `${kind.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${run}.json`
  // One event a line: small, and a change of them can be read. Stack traces name the folders of whoever recorded them.
  const withoutTraces = (key: string, value: unknown): unknown => (key === 'stackTrace' ? '' : value)
  const { events } = JSON.parse(historyToJSON(history), withoutTraces) as { events: unknown[] }
  writeFileSync(`${folder}/${name}`, `{"events":[\n${events.map((event) => JSON.stringify(event)).join(',\n')}\n]}\n`)
}
