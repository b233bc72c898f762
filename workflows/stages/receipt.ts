/** Something comes in: what it is decides how its life begins. */
import type { Change, NewEntry } from '../change.ts'
import { lateComplaint } from '../policy/acceptance.ts'
import { localDate } from '../policy/calendar.ts'
import { isOver } from '../stage.ts'
import type { State } from '../state.ts'
import { startedAtReceipt } from './companions.ts'
import { adjustedFromTheStart } from './adjustments.ts'
import { beginsWithEnquiry, receiveEnquiry } from './enquiry.ts'
import { isFeedback, receiveFeedback } from './feedback.ts'
import { receiveComplaint } from './investigation.ts'
import { receivedDuring } from './incident.ts'
import { askConsent } from './representation.ts'
import { receiveRequest } from './service-request.ts'
import { triagedAtIntake } from './triage.ts'

/**
 * The first change of a case: its clock runs from the day it came, and whoever sent it is answered at once.
 * @param nowMs when it is logged: on the day it came, unless given
 */
export function receive(state: State, receivedAtMs: number, nowMs = receivedAtMs): Change {
  const change = adjusted(received(state, receivedAtMs), receivedAtMs)
  const { linkedTo } = state
  const more = {
    ...(linkedTo !== undefined && { linkedTo }),
    ...(state.kind === 'complaint' && lateComplaint(state, localDate(receivedAtMs))),
  }
  const entries = change.entries.map((entry) => ({ ...entry, detail: { ...entry.detail, ...more } }))
  // Who came with somebody to act for them is asked whether they agree.
  const asked = askConsent(change.state, nowMs, entries.length)
  const before = [...entries, ...asked.entries, ...toldOfIncident(asked.state), ...triagedAtIntake(asked.state)]
  const begun = startedAtReceipt(asked.state, nowMs, before.length)
  return { state: begun.state, entries: [...before, ...begun.entries] }
}

/** What is answered as it comes waits for nothing that could be late. */
function toldOfIncident(state: State): NewEntry[] {
  return state.incident && !isOver(state) ? [receivedDuring(state.incident, state)] : []
}

function adjusted({ state, entries }: Change, receivedAtMs: number): Change {
  return { state: adjustedFromTheStart(state, localDate(receivedAtMs), receivedAtMs), entries }
}

function received(state: State, receivedAtMs: number): Change {
  if (isFeedback(state.kind)) return receiveFeedback(state, state.kind, receivedAtMs)
  if (state.kind === 'service-request') return receiveRequest(state, receivedAtMs)
  if (beginsWithEnquiry(state)) return receiveEnquiry(state, receivedAtMs)
  return receiveComplaint(state, receivedAtMs)
}
