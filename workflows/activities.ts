/** What the workflow asks of the world. `activities/` does it; each is safe to run twice. */
import type { Calendar, LocalDate } from './policy/calendar.ts'
import type { Batch, Fact } from './state.ts'

export interface Delivery {
  status: 'sent' | 'queued' | 'refused'
  /** The email address was refused for good, whatever became of the letter. */
  emailRefused?: true
}

/** How far a change of the calendar has come. */
export interface CalendarProgress {
  change: number
  /** Complaints that were running when it began, those that it has been taken to, and those that have not answered yet. */
  total: number
  visited: number
  unanswered: number
  isDone: boolean
}

export interface Activities {
  /** Writes a batch of the timeline with deadlines, case and letters, in one transaction. */
  record(batch: Batch): Promise<void>
  /** Sends the letter of that entry, or puts it into the print queue. */
  deliver(ref: string, seq: number): Promise<Delivery>
  /** The facts of a stored text, for the command that it was stored for; or why there are none. */
  readFacts(ref: string, draft: string, command: string): Promise<{ facts: Fact } | { fault: string }>
  /** The policy of that id, for a complaint that is to take it on that day, as the facts of a command; or why it may not. */
  readPolicy(ref: string, policy: string, today: LocalDate): Promise<{ facts: Fact } | { fault: string }>
  /** The calendar after a change of it, for a complaint that counts from that day, and who made it; or why there is none. */
  readCalendar(
    change: number,
    organisation: string,
    from: LocalDate,
  ): Promise<{ calendar: Calendar; by: string } | { fault: string }>
  /** Takes the newest change of the calendar to the next running complaints; undefined where none is under way. */
  takeCalendarOn(): Promise<CalendarProgress | undefined>
  /** Starts the workflow of every complaint, and of every change of the calendar, that a crash left unstarted. Returns how many. */
  startUnstarted(): Promise<number>
}
