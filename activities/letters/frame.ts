/** What every letter has beside what it is about. */
import type { LetterLanguage, PartName, TaskKind } from '../../workflows/policy/names.ts'
import type { CountedFrom } from '../../workflows/policy/policy.ts'
import type { LetterRequest } from '../../workflows/state.ts'
import type { Letterhead } from '../../prisma/letterhead.ts'
import type { Print } from './document.ts'

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
  /** To whom it speaks. */
  name: string
  /** Who gets it for them, and whether nobody else does; null where it goes to the one to whom it speaks. */
  through: { name: string; alone: boolean } | null
  /** The lines below the name; none where no address is known. */
  address: string[]
  /** Points. */
  print: Print
  /** What follows the letter in another form. */
  copies: Copy[]
}

/** What a resident gets besides the letter: in which form, by when. */
export interface Copy {
  form: TaskKind
  /** "Polish" */
  language: string
  by: string
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
