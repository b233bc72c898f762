/**
 * A complaint carries no more of the calendar than it can reach, and what is owed may outlive that: reviews go on for years. So it
 * takes the next part of it in time. Nothing moves: what was promised was counted by the same days.
 */
import { addDays, localDate } from './policy/calendar.ts'
import { readCalendarFrom } from './records.ts'
import type { RunningComplaint } from './running-complaint.ts'
import { isOver, openDuties } from './stage.ts'
import { countsFrom } from './stages/calendar-change.ts'
import type { State } from './state.ts'

/** Longer than any reminder looks ahead. */
const inTimeDays = 120

export function isCalendarEnding(state: State, nowMs: number): boolean {
  const { upTo } = state.calendar
  if (upTo === undefined || (isOver(state) && openDuties(state).length === 0)) return false
  return addDays(upTo, -inTimeDays) < localDate(nowMs)
}

export async function takeFreshCalendar(complaint: RunningComplaint): Promise<void> {
  const { state } = complaint
  const calendar = await readCalendarFrom(state.organisation, countsFrom(state, localDate(Date.now())))
  // Its version stays: a change of the calendar that is on its way still comes, and moves what it moves.
  const { version } = complaint.state.calendar
  complaint.state = { ...complaint.state, calendar: { ...calendar, version } }
}
