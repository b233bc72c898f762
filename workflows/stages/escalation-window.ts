/** After an answer: the resident may go on (HO Code 6.10). The Code sets no last day, so the complaint is held open, then closed. */
import { spreadAfter, type Moment } from '../moment.ts'
import { addDays, dayInShort, localDate, startOfDay } from '../policy/calendar.ts'
import { count } from '../policy/counting.ts'
import { currentStage } from '../stage.ts'
import type { State } from '../state.ts'
import { close } from './closing.ts'

export function escalationWindowMoments(state: State): Moment[] {
  const { answeredAtMs } = currentStage(state)
  if (state.status !== 'answered' || answeredAtMs === undefined) return []
  const { within } = state.policy.escalation.heldOpen
  const last = count(state.calendar, localDate(answeredAtMs), within).due
  return [
    {
      atMs: spreadAfter(startOfDay(addDays(last, 1)), state.ref),
      summary: `Closed after ${dayInShort(last)}, if the resident does not go on`,
      act: (now, nowMs) => close(now, nowMs, { kind: 'closed', to: 'resident' }),
    },
  ]
}
