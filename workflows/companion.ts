/** What a complaint's state knows of a statutory clock beside it: codes, instants and the rules it carries. */
import type { CompanionRules } from './policy/companion-rules.ts'

/** A statutory clock that runs beside the complaint: `stages/companions.ts`. */
export interface Companion {
  /** From 1: a case may have several. */
  number: number
  id: string
  /** How its law is called. */
  short: string
  hazard: string
  track: string
  /** When the organisation came to know of it. Epoch milliseconds. */
  awareAtMs: number
  /** The stored text with what it is. */
  text?: string
  /** What was done, and when. */
  steps: { step: string; atMs: number }[]
  endedAtMs?: number
  /** Until it is over. */
  rules?: CompanionRules
}

/** What a companion begins with, as it comes with the complaint or later. */
export interface StartingCompanion {
  rules: CompanionRules
  hazard: string
  track: string
  awareAtMs: number
}
