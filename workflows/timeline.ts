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
  | 'action-agreed'
  | 'action-put-off'
  | 'action-ended'
  | 'action-assigned'
  | 'contact-recorded'
  | 'consent-asked'
  | 'consent-given'
  | 'consent-lapsed'
  | 'represented'
  | 'representation-ended'
  | 'representative-told'
  | 'copy-sent'
  | 'clarification-answered'
  | 'clarification-unanswered'
  | 'triaged'
  | 'adjustment-recorded'
  | 'adjustment-reviewed'
  | 'restriction-placed'
  | 'restriction-reviewed'
  | 'restriction-challenged'
  | 'challenge-decided'
  | 'conflict-declared'
  | 'conflict-ended'
  | 'proceedings-started'
  | 'adr-agreed'
  | 'adr-concluded'
  | 'linked'
  | 'unlinked'
  | 'merged'
  | 'group-joined'
  | 'group-left'
  | 'group-answered'
  | 'evidence-requested'
  | 'evidence-supplied'
  | 'determined'
  | 'order-complied'
  | 'failure-recorded'
  | 'referral-ended'
  | 'procedure-ended'
  | 'incident-declared'
  | 'incident-ended'
  | 'companion-started'
  | 'companion-step'
  | 'companion-changed'
  | 'companion-ended'
  | 'evidence-added'
  | 'learning-recorded'
  | 'improvement-completed'
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
  | 'action-agreed'
  | 'action-late'
  | 'action-put-off'
  | 'action-ended'
  | 'consent'
  | 'representation'
  | 'adjustment'
  | 'restriction'
  | 'proceedings'
  | 'linked'
  | 'ombudsman'
  | 'incident'
  | 'companion'
  /** to staff */
  | 'reminder'
  | 'missed-deadline'
  | 'task'
  | 'undeliverable'
  | 'approval'
  | 'sent-back'

export interface LetterRequest {
  kind: LetterKind
  to: 'resident' | 'representative' | 'officer' | 'manager'
  /** The staff id of who gets it, where that is not whoever has the case. */
  staff?: string
  /** Its date, which is not the entry's where a complaint is logged after the day it came. */
  atMs: number
}
