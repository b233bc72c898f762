/** Something comes in: what it is decides how its life begins. */
import type { Change } from '../change.ts'
import { lateComplaint } from '../policy/acceptance.ts'
import { localDate } from '../policy/calendar.ts'
import type { State } from '../state.ts'
import { beginsWithEnquiry, receiveEnquiry } from './enquiry.ts'
import { isFeedback, receiveFeedback } from './feedback.ts'
import { receiveComplaint } from './investigation.ts'
import { receiveRequest } from './service-request.ts'

/** The first change of a case: its clock runs from the day it came, and whoever sent it is answered at once. */
export function receive(state: State, receivedAtMs: number): Change {
  const change = received(state, receivedAtMs)
  const { linkedTo } = state
  const more = {
    ...(linkedTo !== undefined && { linkedTo }),
    ...(state.kind === 'complaint' && lateComplaint(state, localDate(receivedAtMs))),
  }
  if (Object.keys(more).length === 0) return change
  const entries = change.entries.map((entry) => ({ ...entry, detail: { ...entry.detail, ...more } }))
  return { ...change, entries }
}

function received(state: State, receivedAtMs: number): Change {
  if (isFeedback(state.kind)) return receiveFeedback(state, state.kind, receivedAtMs)
  if (state.kind === 'service-request') return receiveRequest(state, receivedAtMs)
  if (beginsWithEnquiry(state)) return receiveEnquiry(state, receivedAtMs)
  return receiveComplaint(state, receivedAtMs)
}
