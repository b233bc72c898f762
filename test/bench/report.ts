/** What a benchmark prints: results as JSON, and times in tenths of a second. */
import { performance } from 'node:perf_hooks'

/** @param json one line for each result, for another program */
export function reporter(json: boolean): (result: object) => void {
  return (result) => void process.stdout.write(`${JSON.stringify(result, null, json ? 0 : 2)}\n`)
}

export function seconds(since: number): number {
  return Math.round((performance.now() - since) / 100) / 10
}
