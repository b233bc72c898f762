/** What was thrown, as a problem. A server that does not answer is 503; all else is ours to mend, and logged without its words. */
import type { Logger } from 'pino'
import { databaseIsDown } from './database-down.ts'
import { temporalIsDown } from './temporal.ts'
import { unavailable, type Problem } from './problem.ts'

export function failureToProblem(error: unknown, log: Logger): Problem {
  if (databaseIsDown(error)) {
    log.warn(traceOf(error), 'the database does not answer')
    return unavailable('The records do not answer at the moment. Try again in a few seconds.')
  }
  if (temporalIsDown(error)) {
    log.warn(traceOf(error), 'Temporal does not answer')
    return unavailable(
      'Temporal, which keeps the complaints’ clocks, does not answer at the moment. Try again in a few seconds.',
    )
  }
  log.error(traceOf(error), 'a request failed')
  return { problem: 'internal', detail: 'Something went wrong here. It is noted under this answer’s "x-request-id".' }
}

/** Where it happened and of what kind. An error's message may repeat a person's words, so it is left out. */
export function traceOf(error: unknown): { error: string; code?: string; at: string[] } {
  if (!(error instanceof Error)) return { error: typeof error, at: [] }
  const code: unknown = 'code' in error ? error.code : undefined
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    error: error.name,
    ...(typeof code === 'string' && /^\w{1,30}$/.test(code) && { code }),
    at: frames.slice(0, 8).map((frame) => frame.trim()),
  }
}
