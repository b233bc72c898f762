/**
 * What was accepted and is not yet noted. Records that are away double nothing, as long as this process lives: it remembers what was
 * accepted until that is written down.
 */
import type { Claim } from './outbox.ts'
import type { SendOutcome } from './carrier.ts'

export interface Acceptance {
  claim: Claim
  provider: string
  outcome: Extract<SendOutcome, { result: 'accepted' }>
  atMs: number
}

/** By complaint and number. */
const accepted = new Map<string, Acceptance>()
const keyOf = (ref: string, seq: number): string => `${ref} ${seq}`

/** Whoever else may get the next try does not know: so this one goes on trying for as long as it has. */
const NOTE_TRIES = 15
const NOTE_PAUSE_MS = 1_000

export function isAccepted(ref: string, seq: number): boolean {
  return accepted.has(keyOf(ref, seq))
}

export function remember(acceptance: Acceptance): void {
  const { ref, seq } = acceptance.claim.letter
  accepted.set(keyOf(ref, seq), acceptance)
}

/** Throws what `note` throws, when that has failed so often that nobody waits for this any more. */
export async function noteAccepted(
  ref: string,
  seq: number,
  note: (acceptance: Acceptance) => Promise<void>,
): Promise<void> {
  for (let left = NOTE_TRIES; ; left--) {
    try {
      const known = accepted.get(keyOf(ref, seq))
      if (known) await note(known)
      accepted.delete(keyOf(ref, seq))
      return
    } catch (error) {
      if (left === 1) throw error
      await new Promise((resolve) => setTimeout(resolve, NOTE_PAUSE_MS))
    }
  }
}
