/** The only file that sleeps: until the next moment at which something falls due, which is named on the timer. */
import { condition, sleep } from '@temporalio/workflow'
import type { Moment } from './moment.ts'
import type { RunningComplaint } from './running-complaint.ts'
import { isOver } from './stage.ts'
import { escalationWindowMoments } from './stages/escalation-window.ts'
import { unattendedMoments } from './stages/unattended.ts'
import type { State } from './state.ts'

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
    const due = nextMoment(complaint.state)
    if (due && due.atMs <= Date.now()) complaint.commit(due.act(complaint.state, Date.now()))
  }
}

/** Rests for so long; the summary stands on the timer. */
export async function rest(ms: number, summary: string): Promise<void> {
  await sleep(ms, { summary })
}

/** The next thing that falls due, if anything does. Pure; kept for the state it was asked of, as it is asked at every event. */
export function nextMoment(state: State): Moment | undefined {
  if (!known.has(state)) known.set(state, earliest(state))
  return known.get(state)
}

const known = new WeakMap<State, Moment | undefined>()

function earliest(state: State): Moment | undefined {
  if (isOver(state)) return undefined
  const moments = [...unattendedMoments(state), ...escalationWindowMoments(state)]
  return moments.reduce<Moment | undefined>((first, m) => (first && first.atMs <= m.atMs ? first : m), undefined)
}

function sameMoment(one: Moment | undefined, other: Moment | undefined): boolean {
  return one?.atMs === other?.atMs && one?.summary === other?.summary
}
