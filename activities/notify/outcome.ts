/** What Notify's answers mean for a letter. Its statuses are those of its documentation. */
import type { SendOutcome } from '../carrier.ts'
import type { NotifyFailure } from './failure.ts'

export type NotifyType = 'email' | 'letter' | 'sms'

/**
 * What became of a message that Notify has taken. `over`: nothing more will come of it. `unsent`: Notify did not send it and asks to be
 * given it again. What is not known to us may still arrive.
 */
export type Fate = 'under-way' | 'over' | 'failed' | 'unsent'

const fates: Record<NotifyType, Record<string, Fate>> = {
  email: {
    delivered: 'over',
    'permanent-failure': 'failed',
    'temporary-failure': 'failed',
    'technical-failure': 'unsent',
  },
  sms: {
    delivered: 'over',
    sent: 'over',
    'permanent-failure': 'failed',
    'temporary-failure': 'failed',
    'technical-failure': 'unsent',
  },
  letter: {
    received: 'over',
    delivered: 'over',
    'validation-failed': 'failed',
    'virus-scan-failed': 'failed',
    'permanent-failure': 'failed',
    cancelled: 'failed',
    'returned-letter': 'failed',
    // 'technical-failure' of a letter: Notify mends it itself, "do not try to send the letter again"
  },
}

export function fateOf(type: NotifyType, status: string): Fate {
  return fates[type][status] ?? 'under-way'
}

/** Of a message that was not taken. */
export function outcomeOf({ kind, why, mayHaveArrived }: NotifyFailure, about: 'address' | 'letter'): SendOutcome {
  if (kind === 'content') return { result: 'refused', why, about }
  return { result: 'later', why, mayHaveArrived }
}

/** Of one that is found by its reference, whatever has become of it since. */
export function outcomeOfFound(
  type: NotifyType,
  { id, status }: { id: string; status: string },
): SendOutcome | undefined {
  switch (fateOf(type, status)) {
    case 'under-way':
    case 'over':
      return { result: 'accepted', why: `Notify ${status}, found by reference`, providerId: id }
    case 'failed':
      return { result: 'refused', why: `Notify ${status}`, about: type === 'letter' ? 'letter' : 'address' }
    case 'unsent':
      return undefined
  }
}
