/** Has commands that complaints hand to others given to them at once. */
import { log } from '@temporalio/activity'
import { relayOptions } from '../workflows/start-options.ts'
import type { SweepDeps } from './sweep.ts'

/** Never throws: what is written waits, and the sweep starts it within half a minute. */
export async function startRelay({ client }: Pick<SweepDeps, 'client'>): Promise<void> {
  try {
    await client.withDeadline(Date.now() + 2_000, () =>
      client.workflow.signalWithStart('relay', { ...relayOptions, signal: 'asked' }),
    )
  } catch (error) {
    const kind = error instanceof Error ? error.name : 'unknown'
    log.warn(
      `Commands for other complaints are stored, and their workflow did not start (${kind}): the sweep will start it`,
    )
  }
}
