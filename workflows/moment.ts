/** A thing that falls due by itself. */
import type { Change } from './change.ts'
import type { State } from './state.ts'

export interface Moment {
  atMs: number
  /** What Temporal's UI shows on the timer: no names, at most 200 bytes. */
  summary: string
  act(state: State, nowMs: number): Change
}

const spreadMinutes = 10

/**
 * Thousands of deadlines end at the same instant: what is done at one is spread over some minutes by the reference. Always
 * after `atMs`, so that a midnight is passed, and a morning stays on its day.
 */
export function spreadAfter(atMs: number, ref: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < ref.length; i++) hash = Math.imul(hash ^ ref.charCodeAt(i), 0x01000193) >>> 0
  return atMs + (hash % (spreadMinutes * 60_000))
}
