/** What is known of a notice to the office's own people, beside deadlines. */
import type { LetterKind } from '../../workflows/state.ts'

/** The answer that somebody works on, and its day: the clock runs on whatever becomes of the proposal. */
export interface AnswerDue {
  due: string
  overdue: boolean
  clause: string
}

export interface ApprovalFacts extends AnswerDue {
  proposedBy: string
  /** It takes the place of an earlier one. */
  replaces: boolean
  /** Who may approve it under the policy, and the clause that asks for it. */
  officersMay: boolean
  managersMay: boolean
  approvalClause: string
}

export interface SentBackFacts extends AnswerDue {
  sentBackBy: string
  note: string
}

export interface UndeliverableFacts {
  /** Which letter it is; null where it could not even be made. */
  letter: { kind: LetterKind; madeOn: string } | null
  /** As the mail server or the post says: email-refused where it never went. */
  why: string
  /** It goes by post now. */
  posted: boolean
  /** Of the notice of an extension: the last day to post it; and whether the extension is void already. */
  postBy: string | null
  extensionVoid: boolean
  /** By when somebody is to find out how the resident is reached; null where a way is left. */
  findBy: string | null
}
