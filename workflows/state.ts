/**
 * What a complaint's workflow knows: facts, dates and ids, never a person's words, name or address (those are in the
 * records). Plain JSON, so that it survives continue-as-new, and small.
 */
import type { Duty, DutyFacts, IncidentOn, Referral, Reviewed, Task } from './beside.ts'
import type { Calendar, LocalDate } from './policy/calendar.ts'
import type { Companion, StartingCompanion } from './companion.ts'
import type { DeadlineName } from './policy/deadline-rules.ts'
import type { Deadline, DeadlineStatus } from './policy/deadlines.ts'
import type { AdjustmentKind, DutyName } from './policy/names.ts'
import type { Concern, Kind, OutcomeName, Policy, Span, StageId } from './policy/policy.ts'
import type { Triage } from './policy/triage.ts'
import type { Representation } from './representative.ts'
import type { Status } from './status.ts'
import type { Entry, Fact, LetterKind } from './timeline.ts'

export type LandlordMatter = boolean | 'both'
export type { Status } from './status.ts'
export type { Deadline, DeadlineStatus }
export type * from './beside.ts'
export type * from './companion.ts'
export type * from './timeline.ts'

export interface StageState {
  id: StageId
  openedAtMs: number
  acknowledgedAtMs?: number
  /** The acknowledgement was made in the resident's own words, and waits for an officer's definition. */
  ownWords?: boolean
  answeredAtMs?: number
  /** Of a service request: how often it was looked at to see how far it is, and when last. */
  reviews?: { number: number; last: LocalDate }
  outcome?: OutcomeName
  officer?: string
  /** The answer went by post, on a later day than that of `answeredAtMs`. */
  answerPostedOn?: LocalDate
  /** Who read the answer before it went out, where the policy asks for a second pair of eyes. */
  approvedBy?: string
  /** The stage was taken up again after it had ended, on whose word: its clocks run from the day of that. */
  reopened?: 'ombudsman' | 'council'
  /** Everyone who was given the complaint at this stage or answered it: none of them may review it (HO Code 6.13). */
  consideredBy: string[]
}

export interface Declined {
  what: 'complaint' | 'escalation'
  on: LocalDate
  /** By the id of the policy's reason. */
  reason: string
  /** The Ombudsman did not agree, and it was taken on. */
  overturned?: true
}

/** How the resident is reached, as far as it makes work: facts only. */
export interface Reach {
  /** They are told in person first, and the letter confirms it. */
  speak?: 'phone' | 'face-to-face'
  /** What each of their letters has to be put into. */
  into?: ('braille' | 'audio' | 'easy-read' | 'translation')[]
  /** The kinds that are written in their language already, and need no translator. */
  written?: LetterKind[]
  /** They agree to a text message that tells them of a letter. */
  texts?: true
}

/** A response that waits for a second pair of eyes, where the policy has that: its clock runs on. */
export interface Proposed {
  seq: number
  /** A staff id: somebody else approves it. */
  by: string
  role: 'officer' | 'manager'
  draft: string
  /** As the command `respond` was given. */
  facts: Fact
}

export interface State {
  ref: string
  kind: Kind
  /** Whose complaint it is: an organisation of the installation. */
  organisation: string
  policy: Policy
  /** By which the records keep this very version of it. */
  policyDigest: string
  /** The policy from the next stage on, where a manager has adopted a newer one. */
  nextPolicy?: { digest: string; policy: Policy }
  /** The versions that it was under before, each with the last entry that was made under it. */
  policiesBefore?: { digest: string; upTo: number }[]
  calendar: Calendar
  serviceArea: string
  landlordMatter: LandlordMatter
  /** When the matter happened, or the resident came to know of it. */
  issueOn?: LocalDate
  /** Matters in it that some policies never turn away. */
  concerns: Concern[]
  /** Nobody is known who could be written to. */
  anonymous?: boolean
  /** The resident agrees to the policy's quick try before stage 1, or it was made already. */
  enquiry?: boolean
  /** The case that it came from: new points of another complaint, or a service request. */
  linkedTo?: string
  /** How many points the complaint's definition has; a response answers each. */
  points: number
  status: Status
  /** The stages so far, the present one last. */
  stages: StageState[]
  deadlines: Deadline[]
  /** The last timeline entry. */
  seq: number
  reach?: Reach
  /** Open tasks; those that are done stand in the records. */
  tasks?: Task[]
  /** How many tasks there were so far. */
  taskCount?: number
  proposed?: Proposed
  /** What is owed beside the answers and still open; what is settled stands in the records. */
  duties?: Duty[]
  /** How many there were so far, by name: they are numbered by it. */
  dutyCounts?: Partial<Record<DutyName, number>>
  /** Which Ombudsmen have it or had it, each once. */
  referrals?: Referral[]
  /** With an Ombudsman after our own procedure: how that ended. */
  closedAs?: Status
  /** Nothing stops by it: what runs out meanwhile is marked with it. */
  incident?: IncidentOn
  /** The statutory clocks that run beside it, and those that did. */
  companions?: Companion[]
  /** One that comes with the complaint, until it is received. */
  companion?: StartingCompanion
  /** It came as a matter of health and safety, and nobody has said yet whether a statutory clock is to run beside it. */
  mayBeHazard?: true
  /** What was looked at on intake and since, and found so (HO Code 6.1). */
  triage?: Triage
  /** What is done differently from the beginning: its reviews are owed once it is received. */
  adjusted?: AdjustmentKind[]
  /** Working days by which an adjustment lengthens the resident's own times. */
  extraDays?: number
  /** How many adjustments and restrictions there were so far: each is numbered by it, through all its reviews. */
  reviewed?: Partial<Record<Reviewed, number>>
  /** Somebody has said what was learned from it, since it was taken up the last time. */
  learned?: true
  /** Staff ids of who declared a conflict of interest: they do nothing on this case. */
  conflicts?: string[]
  /** The numbers of the files that stand on the timeline: a decision may name them. */
  evidence?: number[]
  /** The last day on which staff were told of a file from the resident: they hear once a day. */
  filesToldOn?: LocalDate
  representation?: Representation
  /** A claim was filed at court, and ended it. */
  proceedings?: { filedOn: LocalDate; by: 'resident' | 'council' }
  /** What was agreed out of court is the answer: once it is done, the complaint is closed. */
  settledByAgreement?: true
  /** The complaint that it is answered together with. */
  groupLead?: string
  /** The same resident's older complaint about the same, in which it is answered. */
  mergedInto?: string
  /** Entries whose letter is not yet delivered. */
  undelivered: number[]
  /** Those of them that go to the office's own people. */
  toOffice?: number[]
  /** Entries whose letter could not be brought to the resident by any way: it is sent again once their address is corrected. */
  refused?: number[]
  /** Letters that wait until the resident has been told in person, but no longer than this. */
  held?: { seq: number; untilMs: number }[]
  /** The update interval agreed with the resident, where it differs from the policy's. */
  updateEvery?: Span
  /** An officer writes the updates, as was agreed; left out, Redress does by itself. */
  updatesBy?: 'officer'
  /** How many updates were promised so far. They are numbered through the stages, as the records tell them apart by it. */
  updates?: number
  /** When an update was last promised (a late response's new date). */
  promised?: LocalDate
  /** When it was closed, withdrawn or declined, the last time. Epoch milliseconds. */
  endedAtMs?: number
  /** It was turned away, the last time: the complaint, or the request for stage 2. */
  declined?: Declined
  /** The last commands, so that one sent again after a new run began is not done twice. */
  done: { id: string; seq: number }[]
}

/** What a complaint's workflow is started with. */
export interface Start {
  state: State
  /** Only for a new complaint. Epoch milliseconds. */
  receivedAtMs?: number
}

/** What an activity writes to the records in one transaction. */
export interface Batch {
  ref: string
  entries: Entry[]
  /** The deadlines that changed, each with the days counted and skipped. */
  deadlines: DeadlineRecord[]
  /** The tasks that were opened or changed. */
  tasks: Task[]
  case: CaseRecord
}

export interface DeadlineRecord extends Omit<Deadline, 'seenTo' | 'dueAtMs'>, DutyFacts {
  dueAtMs: number
  trail: { date: LocalDate; counted: boolean; why: string }[]
}

/** What stands elsewhere in the records is left out: the calendar, and the policies but for their digests. */
export type RecordedState = Omit<State, 'policy' | 'calendar' | 'nextPolicy'> & { nextPolicy?: string }

export interface CaseRecord {
  seq: number
  stage: StageId
  status: Status
  officer: string | null
  overdue: boolean
  nextDeadline: DeadlineName | null
  dueAtMs: number | null
  closedAtMs: number | null
  policy: { id: string; digest: string }
  /** The state without policy and calendar, to open a closed complaint again. */
  state: RecordedState
}
