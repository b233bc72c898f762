/** Something comes in: what it is decides how its life begins. */
import type { Change } from '../change.ts'
import type { State } from '../state.ts'
import { beginsWithEnquiry, receiveEnquiry } from './enquiry.ts'
import { receiveComplaint } from './investigation.ts'

/** The first change of a case: its clock runs from the day it came, and whoever sent it is answered at once. */
export function receive(state: State, receivedAtMs: number): Change {
  if (beginsWithEnquiry(state)) return receiveEnquiry(state, receivedAtMs)
  return receiveComplaint(state, receivedAtMs)
}
