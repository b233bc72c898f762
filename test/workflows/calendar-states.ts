/** Complaints in states that a change of the calendar finds them in, without a server. */
import { policyLibrary } from '../../prisma/policies.ts'
import type { Change } from '../../workflows/change.ts'
import { newState, type CaseFacts } from '../../workflows/intake.ts'
import { calendarOf } from '../../workflows/policy/bank-holidays.ts'
import { atTime, type Calendar } from '../../workflows/policy/calendar.ts'
import { lastDay, type Deadline, type Extension } from '../../workflows/policy/deadlines.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import { withDeadline } from '../../workflows/stage.ts'
import { recalendar } from '../../workflows/stages/calendar-change.ts'
import { acknowledge } from '../../workflows/stages/investigation.ts'
import { receive } from '../../workflows/stages/receipt.ts'
import type { State } from '../../workflows/state.ts'

/** February 2027 begins on a Monday and has no bank holiday. */
export const [monday1, wednesday3, thursday4, friday5] = ['2027-02-01', '2027-02-03', '2027-02-04', '2027-02-05']
export const [saturday6, monday8, tuesday9, wednesday10] = ['2027-02-06', '2027-02-08', '2027-02-09', '2027-02-10']
export const policy = policyLibrary().byId('housing-ombudsman-code-2024')
const facts: CaseFacts = {
  ...{ ref: 'C-TEST', organisation: 'exampleton', policyDigest: 'as-filed', kind: 'complaint' as const },
  ...{ serviceArea: 'repairs', landlordMatter: true, points: 1, concerns: [] },
}

export const at = (day: string, time = '10:00') => atTime(day, time)
export const closedOn = (...days: string[]): Calendar => calendarOf(days.map((date) => ({ date, name: 'Training' })))
export const open = closedOn()

export function received(on = monday1, calendar = open, by: Policy = policy): State {
  const state = newState(facts, by, calendar)
  return { ...receive(state, at(on)).state, seq: 1 }
}
export const acknowledged = (on = monday1, state = received(on)): State => ({
  ...acknowledge(state, at(on), { ownWords: false }).state,
  seq: 2,
})
export const change = (state: State, calendar: Calendar, now = at(monday1, '12:00')): Change =>
  recalendar(state, { change: 7, calendar }, now)
export const dayOf = (state: State, name: string) => {
  const deadline = state.deadlines.find((one) => one.name === name)
  return deadline && lastDay(deadline)
}
export const respond = (state: State): Deadline => {
  const found = state.deadlines.find(({ name }) => name === 'respond-stage-1')
  if (!found) throw new Error('no response is due')
  return found
}
export const extended = (to: string, before?: Extension): State => {
  const state = acknowledged()
  const { due } = respond(state)
  const extension = { from: before?.to ?? due, to, notice: 3, ...(before && { before }) }
  return withDeadline(state, { ...respond(state), extension })
}
