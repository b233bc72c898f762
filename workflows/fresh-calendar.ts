/**
 * A complaint carries no more of the calendar than it can reach, and what is owed may outlive that: reviews go on for years. So it
 * takes the next part of it in time. Nothing moves: what was promised was counted by the same days.
 */
import { addDays, localDate, type LocalDate } from './policy/calendar.ts'
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
  const calendar = await readCalendarFrom(state.organisation, earliest(state, localDate(Date.now())))
  // Its version stays: a change of the calendar that is on its way still comes, and moves what it moves.
  const { version } = complaint.state.calendar
  complaint.state = { ...complaint.state, calendar: { ...calendar, version } }
}

/** The first day that anything still counts from. */
function earliest(state: State, today: LocalDate): LocalDate {
  const counted = openDuties(state).filter(({ counts }) => counts.unit === 'working-days')
  const days = [today, ...(isOver(state) ? [] : [countsFrom(state)]), ...counted.map(({ from }) => from)]
  return days.reduce((first, day) => (day < first ? day : first))
}
