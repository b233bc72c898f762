/** What the workflow asks of the world. `activities/` does it; each is safe to run twice. */
import type { Named } from './named.ts'
import type { Calendar, LocalDate } from './policy/calendar.ts'
import type { Page } from './rounds.ts'
import type { Batch, Fact } from './state.ts'

export interface Delivery {
  status: 'sent' | 'queued' | 'refused'
  /** The email address was refused for good, whatever became of the letter. */
  emailRefused?: true
  /** It was for who acts for the resident; said where it was refused. */
  toRepresentative?: true
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

/** A letter, in the order in which complaints are told that theirs were posted. */
export interface PostingPlace {
  job: number
  ref: string
  seq: number
}

/** What came of a page of them. */
export type PostingPage = Page<PostingPlace>

/** What came of a page of the complaints that are told of exceptional circumstances. */
export interface IncidentPage {
  /** What was told: 0 that they were declared, then each new day of return, and their end. */
  change: number
  told: number
  /** Those that did not take it, by a rule of theirs. */
  refused: number
  unanswered: number
  /** After which reference the next page begins; null after the last. */
  next: string | null
}

/** How exceptional circumstances stand, for whoever waits for their end. */
export interface IncidentProgress {
  change: number
  returnOn: LocalDate
  ended: boolean
  /** Complaints whose residents know. */
  told: number
}

/** What came of a reminder: a line for Temporal's UI, and whether it is to be sent again. */
export interface Reminded {
  line: string
  again: boolean
}

/** What came of a page of commands that complaints hand to others. */
export type RelayPage = Page<number>

/** What came of a preview: how many letters, and the entries whose letter could not be made as their text is gone. */
export interface Previewed {
  letters: number
  textGone: number[]
}

export interface Activities {
  /** Writes a batch of the timeline with deadlines, case and letters, in one transaction. */
  record(batch: Batch): Promise<void>
  /** Sends the letter of that entry, or puts it into the print queue. */
  deliver(ref: string, seq: number): Promise<Delivery>
  /** The facts of a stored text, for the command that it was stored for; or why there are none. */
  readFacts(ref: string, draft: string, command: string): Promise<{ facts: Fact } | { fault: string }>
  /** What a command of the complaint names, as its fact has it; or why there is none. */
  lookUp(ref: string, named: Named, today: LocalDate): Promise<{ found: Fact } | { fault: string }>
  /** The calendar after a change of it, for a complaint that counts from that day, and who made it; or why there is none. */
  readCalendar(
    change: number,
    organisation: string,
    from: LocalDate,
  ): Promise<{ calendar: Calendar; by: string } | { fault: string }>
  /** The calendar as it is today, from that day on. */
  readCalendarFrom(organisation: string, from: LocalDate, today: LocalDate): Promise<Calendar>
  /** Takes the newest change of the calendar to the next running complaints; undefined where none is under way. */
  takeCalendarOn(): Promise<CalendarProgress | undefined>
  /** Makes the letters that a batch would send, for whoever is about to send them, and keeps them for a day under that id. */
  previewLetters(batch: Batch, preview: { id: string; by: string }): Promise<Previewed>
  /** Tells the next complaints after a place that a letter of theirs was posted; undefined where all of them know. */
  tellPosted(after: PostingPlace | undefined): Promise<PostingPage | undefined>
  /** Writes what others than residents are told: drafts to the Ombudsmen and for the website. Begins the telling of its newest change. */
  beginTelling(incident: number): Promise<IncidentProgress>
  /** Tells the next complaints after a reference what they do not know yet of exceptional circumstances. */
  tellOfIncident(incident: number, after: string | null): Promise<IncidentPage>
  /** Every complaint knows of that change. */
  endTelling(incident: number, change: number): Promise<IncidentProgress>
  /** Reminds the managers on a working day after the day of return. */
  remindOfIncident(incident: number): Promise<Reminded>
  /** Gives the next complaints the commands that others hand to them; undefined where none is left. */
  tellRelayed(after: number | undefined): Promise<RelayPage | undefined>
  /** Puts the letters that wait for the printer into the job of the day, on a working day; what came of it, in a line. */
  printWhatWaits(organisation: string): Promise<string>
  /** Starts the workflow of every complaint, and of every change of the calendar, posting and incident, that a crash left unstarted. Returns how many. */
  startUnstarted(): Promise<number>
}
