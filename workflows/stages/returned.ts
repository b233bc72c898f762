/** A letter to the resident came back: an email goes by post instead, and where nothing can, somebody finds out where they are. Pure. */
import type { Change } from '../change.ts'
import { currentStage } from '../stage.ts'
import type { Fact, State } from '../state.ts'
import { unreached } from './undeliverable.ts'

export const emailReasons = ['email-bounced'] as const
export const postReasons = ['post-returned', 'gone-away', 'no-such-address', 'not-called-for'] as const
export const returnReasons = [...emailReasons, ...postReasons] as const
export type ReturnReason = (typeof returnReasons)[number]

export interface Returned {
  /** The entry whose letter it is. */
  letter: number
  why: ReturnReason
  /** It goes by post now. */
  posted: boolean
  /** It was for who acts for the resident: the office is told, and the resident's own address is not in doubt. */
  toRepresentative?: boolean
}

/**
 * The records make it a letter by post in the same transaction that writes this entry (`activities/letters/came-back.ts`), and then it
 * is delivered again. The notice of an extension that comes back holds only if it is in the post before the old deadline passes.
 */
export function returned(
  state: State,
  { letter, why, posted, toRepresentative = false }: Returned,
  nowMs: number,
): Change {
  const detail: Record<string, Fact> = {
    stage: currentStage(state).id,
    ...{ letter, why, posted },
    ...(posted && { again: [letter] }),
    ...(toRepresentative && { to: 'representative' }),
  }
  const entry = { event: 'letter-returned', detail, letter: { kind: 'undeliverable', to: 'officer' } } as const
  if (posted) return { state: { ...state, undelivered: [...state.undelivered, letter] }, entries: [entry] }
  const change = unreached(state, letter, nowMs, toRepresentative)
  return { state: change.state, entries: [entry, ...change.entries] }
}
