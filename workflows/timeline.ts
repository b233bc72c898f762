/** A complaint's timeline: what may stand on it, and which letters an entry may ask for. Facts only, as it travels. */

/** One line of the timeline, with the letter that it asks for. Facts only. */
export interface Entry {
  seq: number
  atMs: number
  event: EventName
  clause?: string
  /** `officer:a.khan`, `manager:…`, `resident`, or `redress` for what the clock did. */
  by: string
  detail: Record<string, Fact>
  /** The stored text that belongs to it. */
  text?: string
  letter?: LetterRequest
}

export type Fact = string | number | boolean | null | Fact[] | { [key: string]: Fact }

export type EventName =
  | 'received'
  | 'enquiry-resolved'
  | 'enquiry-unresolved'
  | 'request-resolved'
  | 'declined'
  | 'escalation-declined'
  | 'reopened'
  | 'point-added'
  | 'complaint-made'
  | 'passed-on'
  | 'policy-adopted'
  | 'calendar-changed'
  | 'assigned'
  | 'acknowledged'
  | 'defined'
  | 'extended'
  | 'extension-void'
  | 'updates-agreed'
  | 'responded'
  | 'escalated'
  | 'withdrawn'
  | 'closed'
  | 'reminded'
  | 'deadline-missed'
  | 'manager-told'
  | 'updated'
  | 'undeliverable'
  | 'letter-returned'
  | 'letter-posted'
  | 'contact-corrected'
  | 'task-opened'
  | 'task-done'
  | 'task-late'
  | 'response-proposed'
  | 'response-sent-back'
  | 'clarification-asked'
  | 'action-completed'
  | 'referred'
  | 'refused'

export type LetterKind =
  | 'receipt'
  | 'acknowledgement'
  | 'clarification'
  | 'extension'
  | 'late'
  | 'update'
  | 'response'
  | 'declined'
  | 'escalation-declined'
  | 'action-completed'
  | 'closed'
  | 'referred'
  /** to staff */
  | 'reminder'
  | 'missed-deadline'
  | 'task'
  | 'undeliverable'
  | 'approval'
  | 'sent-back'

export interface LetterRequest {
  kind: LetterKind
  to: 'resident' | 'officer' | 'manager'
  /** Its date, which is not the entry's where a complaint is logged after the day it came. */
  atMs: number
}
