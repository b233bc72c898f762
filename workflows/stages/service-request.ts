/**
 * A request for a service is no complaint, and is recorded, monitored and reviewed regularly until it is dealt with (HO Code 1.4).
 * Who is unhappy with how it is handled makes a complaint of its own (`commands/complain.ts`); the request goes on beside it.
 */
import type { Change, NewEntry } from '../change.ts'
import { spreadAfter, type Moment } from '../moment.ts'
import { atTime, dayInShort, localDate, type LocalDate } from '../policy/calendar.ts'
import { count } from '../policy/counting.ts'
import { cite } from '../policy/reading.ts'
import { currentStage, isOver, withStage } from '../stage.ts'
import type { State } from '../state.ts'
import { endAll } from './closing.ts'

const stage = 'service-request'

export function receiveRequest(state: State, receivedAtMs: number): Change {
  const opened: State = {
    ...state,
    status: 'open',
    stages: [{ id: stage, openedAtMs: receivedAtMs, consideredBy: [] }],
  }
  return {
    state: opened,
    entries: [
      {
        event: 'received',
        atMs: receivedAtMs,
        clause: state.policy.serviceRequests.clause,
        detail: { stage, receivedOn: localDate(receivedAtMs), reviewOn: reviewOn(opened) },
        letter: { kind: 'receipt', to: 'resident' },
      },
    ],
  }
}

/** What was asked for is done, or cannot be: closed, and the resident told what came of it and how to complain. */
export function resolveRequest(
  state: State,
  nowMs: number,
  { resolved, text }: { resolved: boolean; text: string | undefined },
): Change {
  return {
    state: endAll({ ...state, status: 'closed' }, nowMs),
    entries: [
      {
        event: 'request-resolved',
        clause: state.policy.serviceRequests.clause,
        detail: { stage, resolved },
        text,
        letter: { kind: 'closed', to: 'resident' },
      },
    ],
  }
}

export function serviceRequestMoments(state: State): Moment[] {
  if (currentStage(state).id !== stage || isOver(state)) return []
  const day = reviewOn(state)
  return [
    {
      atMs: spreadAfter(atTime(day, state.policy.reminders.at), state.ref),
      summary: `Service request to be reviewed on ${dayInShort(day)}, ${cite(state.policy, state.policy.serviceRequests.clause)}`,
      act: review,
    },
  ]
}

/** The officer is told that it is still open; at every second review their manager as well. */
function review(state: State, nowMs: number): Change {
  const { openedAtMs, reviews } = currentStage(state)
  const number = (reviews?.number ?? 0) + 1
  const reviewed = withStage(state, { reviews: { number, last: localDate(nowMs) } })
  const told = number % 2 === 0 ? (['officer', 'manager'] as const) : (['officer'] as const)
  return {
    state: reviewed,
    entries: told.map((to): NewEntry => {
      const detail = { stage, to, review: number, openSince: localDate(openedAtMs), reviewOn: reviewOn(reviewed) }
      const { clause } = state.policy.serviceRequests
      return { event: 'reminded', clause, detail, letter: { kind: 'reminder', to } }
    }),
  }
}

/** The day of the next review. It counts from the last one, so that after an outage there is one and not a dozen. */
function reviewOn(state: State): LocalDate {
  const { openedAtMs, reviews } = currentStage(state)
  return count(state.calendar, reviews?.last ?? localDate(openedAtMs), state.policy.serviceRequests.reviewEvery).due
}
