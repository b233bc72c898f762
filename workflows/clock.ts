/** The only file that sleeps: until the next moment at which something falls due, which is named on the timer. */
import { condition, sleep } from '@temporalio/workflow'
import { nextMoment, sameMoment } from './due.ts'
import type { RunningComplaint } from './running-complaint.ts'

/** Does what falls due, when it does, until the complaint is over. A change that moves the next moment moves the timer. */
export async function keepClock(complaint: RunningComplaint): Promise<never> {
  for (;;) {
    const next = nextMoment(complaint.state)
    if (!next) {
      await condition(() => nextMoment(complaint.state) !== undefined)
      continue
    }
    const moved = () => !sameMoment(nextMoment(complaint.state), next)
    const waitMs = next.atMs - Date.now()
    if (waitMs > 0 && (await condition(moved, waitMs, { summary: next.summary }))) continue
    complaint.doWhatIsDue()
  }
}

/** Rests for so long; the summary stands on the timer. */
export async function rest(ms: number, summary: string): Promise<void> {
  await sleep(ms, { summary })
}
