/** What a complaint has beside its stages: tasks, what is owed by a day, an Ombudsman's hand in it. Facts only, as all of its state. */
import type { LocalDate } from './policy/calendar.ts'
import type { Deadline } from './policy/deadlines.ts'
import type { DutyName, TaskKind } from './policy/names.ts'

/** What somebody has to do for the resident beside a letter, with a day of its own. */
export interface Task {
  number: number
  kind: TaskKind
  /** The entry whose letter it is about. */
  letter: number
  due: LocalDate
  status: 'open' | 'done' | 'not-reached'
  /** Its day is over, and the manager was told. */
  late?: true
  doneOn?: LocalDate
  by?: string
  /** The stored text with what was said. */
  text?: string
}

/** Exceptional circumstances that its resident was told of, by their number in the records. */
export interface IncidentOn {
  id: number
  /** The day of return that they were told. */
  returnOn: LocalDate
}

/** What is kept under review: it is in force while one of these is open. */
export type Reviewed = 'review-adjustment' | 'review-restriction'

/** What the records need to tell what a duty is about: codes and ids. */
export interface DutyFacts {
  /** Of which kind: of a remedy, an adjustment, an order. */
  kind?: string
  /** The entry that it came of. */
  entry?: number
  /**
   * The stored text that has its words, and its place in the list there, from 1. Of what is reviewed: the number of the adjustment or
   * restriction itself.
   */
  text?: string
  item?: number
  /** A staff id: who sees to it, where that is not whoever has the case. */
  owner?: string
  /** Who did it, or said that it is owed no more, and the stored text of that. */
  doneBy?: string
  doneText?: string
}

/** Something that is owed by a day beside the answers, with a day of its own: `stages/duties.ts`. */
export interface Duty extends Deadline, DutyFacts {
  name: DutyName
  /** When the manager last heard that it is late. */
  toldOn?: LocalDate
  /** It goes on when the case is over: an adjustment that is kept. */
  lasting?: true
  /** Of a restriction: the staff id of who decided it last, who does not decide on its challenge (HO Code 5.15). */
  decidedBy?: string
}

/** That an Ombudsman has the complaint, or had it. */
export interface Referral {
  /** Of ombudsmen.yaml. */
  ombudsman: string
  on: LocalDate
  /** Who brought it there. */
  by: 'resident' | 'council' | 'ombudsman'
  /** `sent-back`: we were told to take it up ourselves. `ended`: they did not look into it. */
  status: 'referred' | 'investigating' | 'determined' | 'sent-back' | 'ended'
}
