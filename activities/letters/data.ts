/** Everything a letter may say. Dates are in words, codes are the policy's own; what is not known is `null`, never absent. */
import type { Finding } from '../../workflows/policy/outcome.ts'
import type { CountedFrom } from '../../workflows/policy/policy.ts'
import type { LetterRequest } from '../../workflows/state.ts'
import type { Organisation } from './organisation.ts'

export type LetterData = Frame & About

/** What every letter has. */
export interface Frame {
  ref: string
  language: 'en'
  /** The letter's own date. */
  date: string
  madeAtMs: number
  to: Addressee
  organisation: Organisation
  /** In force on the letter's date; two where the complaint is about matters of both. */
  ombudsmen: OmbudsmanData[]
  stage: StageData
  complaint: ComplaintData
}

export interface Addressee {
  who: LetterRequest['to']
  name: string
  /** The lines below the name; none where no address is known. */
  address: string[]
  largePrint: boolean
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
  | { kind: 'closed'; facts: ClosedFacts }
  | { kind: 'reminder'; facts: DutyFacts }
  | { kind: 'missed-deadline'; facts: DutyFacts }

export type MadeKind = About['kind']

export interface ReceiptFacts {
  /** Null before stage 1. */
  acknowledgement: PromisedDay | null
  /** The quick try before stage 1, under the policy's name for it: by when. */
  enquiry: { name: string; by: PromisedDay } | null
  /** It was tried, and did not work: why, where somebody has said so. */
  afterEnquiry: boolean
  whyNot: string | null
}

export interface AcknowledgementFacts {
  /** Made by Redress because no officer had; and whether an officer defined the complaint at the stage before. */
  ownWords: boolean
  asBefore: boolean
  corrected: boolean
  late: boolean
  answer: PromisedDay
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
}

export interface ResponseFacts {
  late: boolean
  outcome: Finding
  decision: string | null
  findings: { number: number; point: string | null; finding: Finding; reasons: string }[]
  remedies: RemedyData[]
  outstandingActions: string[]
  /** How to go on; null after the last stage. */
  next: NextStageData | null
}

export interface RemedyData {
  kind: string
  by: string
  /** Whether it is done with this letter, or is still to come. */
  later: boolean
  description: string | null
  amount: string | null
}

export interface NextStageData {
  reasonsRequired: boolean
  outcomesSoughtRequired: boolean
  inWriting: boolean
  /** "by Friday 9 April 2027"; null where the policy sets no last day. */
  ask: string | null
  acknowledgeWithin: string
  answer: StageData['answer']
  newPerson: boolean
}

export interface ClosedFacts {
  withdrawn: boolean
  /** What came of the quick try before stage 1, which is all there is to close. */
  enquiry: { outcome: string; remedies: RemedyData[] } | null
  reason: string | null
  answeredOn: string | null
  next: NextStageData | null
}

/** A duty of the office, for its own people. */
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
}
