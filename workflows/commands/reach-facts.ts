/** How a resident is reached, as it travels with a command that changes it. */
import { lettersWrittenIn } from '../letter-languages.ts'
import { contactFaults, faultsIn, reachOf, type Contact, type ContactFault } from '../resident.ts'
import type { Reach } from '../state.ts'
import { flag, listOf, oneOf, optional, shape } from './facts.ts'

export interface ReachFacts {
  reach: Omit<Reach, 'texts'> & { texts?: boolean }
  /** Why the resident could not be reached with what would be on file then. */
  faults?: ContactFault[]
}

const names = Object.keys(contactFaults) as ContactFault[]
const speaking = ['phone', 'face-to-face'] as const
const copies = ['braille', 'audio', 'easy-read', 'translation'] as const

export const reachReaders = {
  reach: shape({
    speak: optional(oneOf(speaking)),
    into: optional(listOf(oneOf(copies))),
    written: optional(listOf(oneOf(lettersWrittenIn.cy))),
    texts: optional(flag),
  }),
  faults: optional(listOf(oneOf(names))),
}

/** @param now what would be on file then */
export function reachFactsOf(now: Contact): ReachFacts {
  const faults = faultsIn(now)
  return { reach: {}, ...reachOf(now), ...(faults.length > 0 && { faults }) }
}

export function reachIn({ reach: { texts, ...reach } }: ReachFacts): Reach {
  return { ...reach, ...(texts && { texts }) }
}
