/** What falls due by itself, gathered from the stages in the order of time. Pure. */
import type { Change } from './change.ts'
import type { Moment } from './moment.ts'
import { isOver } from './stage.ts'
import { closingMoments } from './stages/closing.ts'
import { dutyMoments } from './stages/duty-moments.ts'
import { enquiryMoments } from './stages/enquiry.ts'
import { escalationWindowMoments } from './stages/escalation-window.ts'
import { serviceRequestMoments } from './stages/service-request.ts'
import { taskMoments } from './stages/tasks.ts'
import { unattendedMoments } from './stages/unattended.ts'
import type { State } from './state.ts'

/** The next thing that falls due, if anything does. Kept for the state it was asked of, as it is asked at every event. */
export function nextMoment(state: State): Moment | undefined {
  if (!known.has(state)) known.set(state, earliest(state))
  return known.get(state)
}

const known = new WeakMap<State, Moment | undefined>()

function earliest(state: State): Moment | undefined {
  const moments = [...taskMoments(state), ...dutyMoments(state), ...(isOver(state) ? [] : stageMoments(state))]
  return moments.reduce<Moment | undefined>((first, m) => (first && first.atMs <= m.atMs ? first : m), undefined)
}

function stageMoments(state: State): Moment[] {
  return [
    ...serviceRequestMoments(state),
    ...enquiryMoments(state),
    ...unattendedMoments(state),
    ...escalationWindowMoments(state),
    ...closingMoments(state),
  ]
}

/** What is due by now, one thing: what it does may make another due. */
export function dueNow(state: State, nowMs: number): Change | undefined {
  const next = nextMoment(state)
  return next && next.atMs <= nowMs ? next.act(state, nowMs) : undefined
}

/** The state once everything that is due by now is done. */
export function asOf(state: State, nowMs: number): State {
  const change = dueNow(state, nowMs)
  return change ? asOf(change.state, nowMs) : state
}

export function sameMoment(one: Moment | undefined, other: Moment | undefined): boolean {
  return one?.atMs === other?.atMs && one?.summary === other?.summary
}
