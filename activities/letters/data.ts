/** Everything a letter may say. Dates are in words, codes are the policy's own; what is not known is `null`, never absent. */
import type {
  ActionAgreedFacts,
  ActionCompletedFacts,
  ActionEndedFacts,
  ActionLateFacts,
  ActionPutOffFacts,
} from './action-facts.ts'
import type { Owed } from './duty-words.ts'
import type { FileData } from './evidence-words.ts'
import type { ClarificationFacts } from './clarification-facts.ts'
import type { AdjustmentFacts } from './adjustment-facts.ts'
import type { CompanionFacts } from './companion-facts.ts'
import type { ConsentFacts, RepresentationFacts } from './consent-facts.ts'
import type { Frame, PromisedDay } from './frame.ts'
import type { IncidentFacts } from './incident-facts.ts'
import type { ClosedRequest, OfOtherKinds, ToLookAt } from './other-kinds.ts'
import type { OmbudsmanFacts } from './ombudsman-facts.ts'
import type { News } from './news-facts.ts'
import type { ReferredFacts } from './referred-facts.ts'
import type { LinkedFacts, ProceedingsFacts } from './other-path-facts.ts'
import type { RestrictionFacts } from './restriction-facts.ts'
import type { NextStageData, RemedyData, ResponseFacts } from './response-data.ts'
import type { ApprovalFacts, SentBackFacts, UndeliverableFacts } from './staff-data.ts'
import type { TaskFacts } from './task-facts.ts'
import type { UpdateFacts } from './update-facts.ts'

export type LetterData = Frame & About

export type About =
  | { kind: 'receipt'; facts: ReceiptFacts }
  | { kind: 'acknowledgement'; facts: AcknowledgementFacts }
  | { kind: 'extension'; facts: ExtensionFacts }
  | { kind: 'late'; facts: LateFacts }
  | { kind: 'update'; facts: UpdateFacts }
  | { kind: 'response'; facts: ResponseFacts }
  | { kind: 'declined'; facts: DeclinedFacts }
  | { kind: 'escalation-declined'; facts: DeclinedFacts }
  | { kind: 'closed'; facts: ClosedFacts }
  | { kind: 'clarification'; facts: ClarificationFacts }
  | { kind: 'consent'; facts: ConsentFacts }
  | { kind: 'representation'; facts: RepresentationFacts }
  | { kind: 'action-agreed'; facts: ActionAgreedFacts }
  | { kind: 'action-put-off'; facts: ActionPutOffFacts }
  | { kind: 'action-ended'; facts: ActionEndedFacts }
  | { kind: 'action-late'; facts: ActionLateFacts }
  | { kind: 'action-completed'; facts: ActionCompletedFacts }
  | { kind: 'referred'; facts: ReferredFacts }
  | { kind: 'ombudsman'; facts: OmbudsmanFacts }
  | { kind: 'proceedings'; facts: ProceedingsFacts }
  | { kind: 'linked'; facts: LinkedFacts }
  | { kind: 'incident'; facts: IncidentFacts }
  | { kind: 'companion'; facts: CompanionFacts }
  | { kind: 'adjustment'; facts: AdjustmentFacts }
  | { kind: 'restriction'; facts: RestrictionFacts }
  | { kind: 'reminder'; facts: ReminderFacts }
  | { kind: 'missed-deadline'; facts: DutyFacts }
  | { kind: 'task'; facts: TaskFacts }
  | { kind: 'undeliverable'; facts: UndeliverableFacts }
  | { kind: 'approval'; facts: ApprovalFacts }
  | { kind: 'sent-back'; facts: SentBackFacts }

export type MadeKind = About['kind']

export interface ReceiptFacts extends OfOtherKinds {
  /** Null before stage 1. */
  acknowledgement: PromisedDay | null
  /** The quick try before stage 1, under the policy's name for it: by when. */
  enquiry: { name: string; by: PromisedDay } | null
  /** It was tried, and did not work: why, where somebody has said so. */
  afterEnquiry: boolean
  whyNot: string | null
  reopened: ReopenedFacts | null
  /** "5 working days": when somebody who complains hears from us. */
  acknowledgeWithin: string
}

/** It was over, and is taken up again. */
export interface ReopenedFacts {
  byOmbudsman: boolean
  decidedOn: string
  /** Why, as the resident is told it. */
  note: string
  /** The complaint had been turned away; or the request for stage 2. */
  declined: boolean
  escalationDeclined: boolean
}

/** Why a complaint, or a request for stage 2, is not taken (HO Code 2.4, 5.11). */
export interface DeclinedFacts {
  /** The policy's reason, in its own words. */
  reason: string
  explanation: string
  evidence: string
  files: FileData[]
  /** Who else may help, as the policy says it and as the officer does. */
  elsewhere: string | null
  otherRoutes: string | null
  /** It came too late, and the policy takes it all the same where there is good reason. */
  mayExplainDelay: boolean
}

export interface AcknowledgementFacts {
  /** Made by Redress because no officer had; and whether an officer defined the complaint at the stage before. */
  ownWords: boolean
  asBefore: boolean
  corrected: boolean
  /** The resident has raised something new, which is now one of the points. */
  added: boolean
  late: boolean
  answer: PromisedDay
  /** Who looks into it, where the policy has them named and somebody is assigned. */
  officer: string | null
}

export interface ExtensionFacts {
  from: string
  to: string
  reason: string
  goodReason: string | null
  /** "10 working days": what an extension is without good reason; null where the policy sets no limit. */
  atMost: string | null
  /** The resident was asked first and agrees; and how often they hear. */
  agreed: boolean
  every: string
}

export interface LateFacts {
  due: string
  newDate: string
  nextUpdate: PromisedDay
  every: string
}

export interface ClosedFacts {
  withdrawn: boolean
  /** What came of the quick try before stage 1, which is all there is to close. */
  enquiry: { outcome: string; remedies: RemedyData[]; stillToDo: boolean } | null
  /** A service request is closed: what came of it. */
  request: ClosedRequest | null
  /** "5 working days": when somebody who complains hears from us. */
  acknowledgeWithin: string
  reason: string | null
  /** The resident has said that it may be closed. */
  agreed: boolean
  answeredOn: string | null
  next: NextStageData | null
  /** There was a time to ask for the next stage, and nobody did. */
  timeIsOver: boolean
  /** What is still promised and not done: it is owed all the same. */
  left: Owed[]
}

/** A duty of the office, for its own people. */
export type ReminderFacts =
  { toLookAt: ToLookAt; news: null } | { toLookAt: null; news: News } | (DutyFacts & { toLookAt: null; news: null })

export interface DutyFacts {
  /** "send the answer to the complaint" */
  duty: 'acknowledge' | 'respond' | 'update' | 'other'
  /** Of what is owed beside the answers: its name in words ("complete action"), and each that is due on that day. */
  owed: { name: string; title: string; each: Owed[] } | null
  due: string
  clause: string
  /** It was done when the breach was noticed: late, and nothing is left to do. */
  doneLate: boolean
  newDate: string | null
  officer: string | null
  /** "10 working days": how far the answer may be put off; null where the policy sets no limit, or before stage 1. */
  atMost: string | null
  /** The day for which the council itself aims, where that is what it is reminded of. */
  aim: string | null
  /** Of an answer: it is written, and waits for a second pair of eyes. */
  waitsForApproval: boolean
  /** Whether the resident can be written to. */
  reachable: boolean
  /** Why the manager hears of it at once: somebody is at risk, or who had it has a conflict of interest. */
  because: 'risk' | 'conflict' | 'hazard' | null
  /** How much it presses, for who is reminded. */
  pressing: ('vulnerable' | 'complex' | 'risk')[]
}
