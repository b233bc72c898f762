/** Everything a letter may say. Dates are in words, codes are the policy's own; what is not known is `null`, never absent. */
import type { LetterLanguage, PartName } from '../../workflows/policy/names.ts'
import type { CountedFrom } from '../../workflows/policy/policy.ts'
import type { PromisedDuty } from '../../workflows/stages/calendar-change.ts'
import type { LetterRequest } from '../../workflows/state.ts'
import type { ActionCompletedFacts } from './action-completed-facts.ts'
import type { ClarificationFacts } from './clarification-facts.ts'
import type { Print } from './document.ts'
import type { ClosedRequest, OfOtherKinds, ToLookAt } from './other-kinds.ts'
import type { ReferredFacts } from './referred-facts.ts'
import type { NextStageData, RemedyData, ResponseFacts } from './response-data.ts'
import type { ApprovalFacts, SentBackFacts, UndeliverableFacts } from './staff-data.ts'
import type { Copy, TaskFacts } from './task-facts.ts'
import type { Letterhead } from '../../prisma/letterhead.ts'

export type LetterData = Frame & About

/** What every letter has. */
export interface Frame {
  ref: string
  language: LetterLanguage
  /** The letter's own date. */
  date: string
  madeAtMs: number
  to: Addressee
  organisation: Letterhead
  /** In force on the letter's date; two where the complaint is about matters of both. */
  ombudsmen: OmbudsmanData[]
  stage: StageData
  complaint: ComplaintData
  /** What the officer adds in words of their own. */
  addition: string | null
}

export interface Addressee {
  who: LetterRequest['to']
  name: string
  /** The lines below the name; none where no address is known. */
  address: string[]
  /** Points. */
  print: Print
  /** What follows the letter in another form. */
  copies: Copy[]
}

export interface OmbudsmanData {
  name: string
  matters: string
  phone: string | null
  email: string | null
  website: string | null
  address: string[]
}

export interface StageData {
  /** 0 before stage 1. */
  number: 0 | 1 | 2
  final: boolean
  /** "10 working days", and the event that they count from. */
  answer: { within: string; of: CountedFrom }
  /** Whether somebody new must consider it (HO Code 6.13). */
  newPerson: boolean
  /** How far stage 2 goes; null at stage 1, and where the policy does not say. */
  looksAt: 'the-whole' | 'the-answer' | 'the-complaint' | 'the-process' | null
  /** What its answer must hold under the policy, and the clause that says so, as it is cited. */
  response: { parts: PartName[]; clause: string }
}

/** The complaint's definition as it stands, or the resident's own words until there is one. */
export interface ComplaintData {
  receivedOn: string
  definition: string
  points: string[]
  outcomes: string[]
  responsibleFor: string[]
  notResponsibleFor: string[]
  /** Why the resident asked for stage 2, where they wished to say. */
  reasons: string | null
}

/** A promised day, with the sentence that says how it was counted; null where the records do not tell. */
export interface PromisedDay {
  day: string
  why: string | null
}

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
  | { kind: 'action-completed'; facts: ActionCompletedFacts }
  | { kind: 'referred'; facts: ReferredFacts }
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

export interface UpdateFacts {
  newDate: string | null
  nextUpdate: string | null
  every: string
  /** The days that the resident was given and that have moved with the calendar; null where it is news of a late answer. */
  moved: MovedDay[] | null
}

export interface MovedDay {
  duty: PromisedDuty
  from: string
  to: string
  later: boolean
  why: string | null
}

export interface ClosedFacts {
  withdrawn: boolean
  /** What came of the quick try before stage 1, which is all there is to close. */
  enquiry: { outcome: string; remedies: RemedyData[] } | null
  /** A service request is closed: what came of it. */
  request: ClosedRequest | null
  /** "5 working days": when somebody who complains hears from us. */
  acknowledgeWithin: string
  reason: string | null
  answeredOn: string | null
  next: NextStageData | null
  /** There was a time to ask for the next stage, and nobody did. */
  timeIsOver: boolean
}

/** A duty of the office, for its own people. */
export type ReminderFacts = { toLookAt: ToLookAt } | (DutyFacts & { toLookAt: null })

export interface DutyFacts {
  /** "send the answer to the complaint" */
  duty: 'acknowledge' | 'respond' | 'update' | 'other'
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
}
