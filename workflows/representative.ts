/** Who acts for a resident, as it is asked and as it travels: their name and address stay in the records. Pure. */
import type { Capacity, LettersTo, Permission } from './policy/names.ts'
import type { Policy } from './policy/policy.ts'
import { isEnough } from './policy/representatives.ts'

/** What is known of them in the records. */
export interface Representative {
  name: string
  capacity: Capacity
  permission: Permission
  letters: LettersTo
  /** The complaint itself came through them. */
  complained?: true
  email?: string | undefined
  phone?: string | undefined
  address?: string[] | undefined
}

/** What travels of it. */
export interface Named {
  capacity: Capacity
  permission: Permission
  letters: LettersTo
  reachable: boolean
}

export function namedBy({ capacity, permission, letters, email, address }: Omit<Representative, 'name'>): Named {
  return { capacity, permission, letters, reachable: email !== undefined || address !== undefined }
}

/** Whoever is to get letters has an address for them. */
export function canBeWrittenTo({ letters, email, address }: Pick<Representative, 'letters' | 'email' | 'address'>) {
  return letters === 'resident' || email !== undefined || address !== undefined
}
export const notWritable = {
  path: ['email'],
  message: 'letters are to go to the representative: give their email or postal address',
}

/** Somebody acts for the resident, or is to: how far the permission is, and who gets the letters once it is there. */
export interface Representation {
  status: 'asked' | 'given' | 'lapsed' | 'ended' | 'not-needed'
  letters: LettersTo
  capacity: Capacity
  /** The complaint itself came through them, so they know of it. */
  complained?: true
  /** They can be written to. */
  reachable?: true
}

/** How far it is with somebody who is named now. */
export function representationOf(policy: Policy, { capacity, permission, letters, reachable }: Named): Representation {
  const enough = isEnough(policy, permission, letters)
  return {
    status: !enough ? 'asked' : permission === 'none' ? 'not-needed' : 'given',
    ...{ letters, capacity },
    ...(reachable && { reachable }),
  }
}

export function representationAtIntake(policy: Policy, named: Named): Representation {
  return { ...representationOf(policy, named), complained: true }
}
