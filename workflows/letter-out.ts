/** What the records know of a letter that went out, for a command that says what became of it: codes and days, nothing personal. */
import type { LocalDate } from './policy/calendar.ts'
import type { LetterRequest } from './state.ts'

export const letterStatuses = ['made', 'sending', 'sent', 'queued', 'printed', 'posted', 'refused'] as const
export type LetterStatus = (typeof letterStatuses)[number]

/** It goes to the resident or to who acts for them, and not to the office's own people. @param to whom a letter is for, if there is one */
export function isOutside(to: string | undefined): boolean {
  return to === 'resident' || to === 'representative'
}

export interface LetterOut {
  to: LetterRequest['to']
  channel: 'email' | 'letter'
  status: LetterStatus
  /** The day on which it went, or came into the print queue; the day it was made, where it has not. */
  since: LocalDate
  /** A postal address is on it. */
  canPost: boolean
  /** The complaint was told that it was posted, and it has not come back since. */
  postedOn?: LocalDate
  /** It was posted before, and came back: the first posting is the one that counts for its duty. */
  postedBefore?: boolean
}
