/**
 * Whatever needs the records, one thing after the other: what was decided is written down, and a command that came with a stored
 * text has its facts fetched, and a new calendar is taken up. Never two at once: local activities that run side by side may be replayed in another order.
 */
import { condition } from '@temporalio/workflow'
import { isCalendarEnding, takeFreshCalendar } from './fresh-calendar.ts'
import { decideNext, isAnyWaiting, type Waiting } from './listening.ts'
import { takeUp, writeDown } from './records.ts'
import type { RunningComplaint } from './running-complaint.ts'
import { isCalendarAwaited, takeNextCalendar, type AwaitedCalendar } from './taking-calendars.ts'

export async function workThrough(
  complaint: RunningComplaint,
  waiting: Waiting[],
  calendars: AwaitedCalendar[],
): Promise<never> {
  takeUp(complaint)
  for (;;) {
    await condition(
      () => complaint.hasUnrecorded || isAnyWaiting(waiting) || isCalendarAwaited(calendars) || isEnding(complaint),
    )
    if (complaint.hasUnrecorded) await writeDown(complaint)
    else if (isAnyWaiting(waiting)) await decideNext(complaint, waiting)
    else if (isCalendarAwaited(calendars)) await takeNextCalendar(complaint, calendars)
    else await takeFreshCalendar(complaint)
  }
}

function isEnding({ state }: RunningComplaint): boolean {
  return isCalendarEnding(state, Date.now())
}
