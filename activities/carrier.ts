/**
 * What takes letters away: a mail server, GOV.UK Notify. deliver.ts asks it and keeps the book; it knows of no provider, and a
 * provider knows of no record.
 */
import type { LetterDocument } from './letters/document.ts'
import type { Channel, Recipient } from './letters/recipient.ts'

export interface Mailbox {
  name: string
  email: string
}

/** A letter as it was made: the same for every attempt. */
export interface Outgoing {
  ref: string
  seq: number
  /** Names this letter at the provider: the same for every attempt, another where it is made again. One plain word. */
  reference: string
  /** Of the first letter of the complaint: what begins its thread. */
  threadOf: string
  channel: Channel
  organisationId: string
  madeAtMs: number
  from: Mailbox
  to: Recipient
  subject: string
  html: string
  text: string
  document: LetterDocument
}

/** The very bytes that are handed over, made once, and kept before the first attempt. */
export interface Packed {
  /** A whole message (RFC 5322) for a mail server; the request's JSON for a provider with an API of its own. */
  mime?: Uint8Array
  /** Where paper is what is handed over. */
  pdf?: Uint8Array
  messageId?: string
}

/** What became of it, without the provider's own words: those may repeat the resident's address. */
export type SendOutcome =
  /** @param providerId its own id for it; `refused` are those of several addresses that it will never take, `why` for each */
  | { result: 'accepted'; why?: string; providerId?: string; refused?: { email: string; why: string }[] }
  /** Never: for this `address`, or for the `letter` as it is, wherever it went. */
  | { result: 'refused'; why: string; about: 'address' | 'letter' }
  /** Not now. `mayHaveArrived`: the last answer was lost, so that trying again may double it. */
  | { result: 'later'; why: string; mayHaveArrived: boolean }

export interface Carrier {
  /** smtp, notify: kept with the letter. */
  provider: string
  /** Milliseconds in which `send` and `find` together have ended, one way or the other. */
  sendLimitMs: number
  /** Deterministic but for what a provider's signature needs; asks nobody. Throws Error for a letter that it cannot carry. */
  pack(letter: Outgoing): Promise<Packed>
  /** Hands over exactly these bytes. Never throws: what it does not know is `later`. */
  send(letter: Outgoing, packed: Packed): Promise<SendOutcome>
  /**
   * Whether the provider accepted that reference before. Asked before each attempt that may not be the first; `later` where it cannot be
   * asked now, undefined where it has none. A carrier without it (SMTP) can double a letter whose answer was lost.
   */
  find?(reference: string): Promise<SendOutcome | undefined>
  /** Ends its connections; called when the worker has shut down. */
  close(): void
}

/** Who takes what. Without one for paper, letters go into the print queue of the house. */
export interface Carriers {
  email: Carrier
  letter?: Carrier
}
