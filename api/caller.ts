/** Who asks, what they may see, and how they stand in the records. */
import type { Organisations } from '../prisma/organisations.ts'
import { actorInWords, type Actor, type Role } from '../workflows/actor.ts'
import type { Claims } from './token.ts'

export interface Caller {
  role: Role
  sub: string
  /** The organisation whose they are: they see and do nothing of another's. */
  org: string
  /** The one complaint that a resident's token is for. */
  ref?: string
}

/**
 * The caller that a token is for, or why it is not taken. One that names no organisation is for the only one that there is; where
 * there are several, nobody guesses.
 */
export function callerOf({ role, sub, ref, org }: Claims, { all }: Organisations): Caller | { fault: string } {
  const [only, ...others] = all
  const named = org ?? (others.length === 0 ? only.id : undefined)
  if (named === undefined) return { fault: 'The token does not say which organisation it is for. Get a new one.' }
  if (!all.some(({ id }) => id === named)) return { fault: 'The token is for an organisation that is not here.' }
  return { role, sub, org: named, ...(ref !== undefined && { ref }) }
}

export function isStaff(caller: Caller): boolean {
  return caller.role !== 'resident'
}

/** Who gives a command. A resident's subject stays out of it: it goes to Temporal. */
export function actorOf(caller: Caller): Actor {
  return isStaff(caller) ? { role: caller.role, id: caller.sub } : { role: caller.role }
}

export function actorText(caller: Caller): string {
  return actorInWords(actorOf(caller))
}

/** How the records say who filed a complaint. With the role, so that a resident's subject is never taken for a staff id. */
export function subjectOf(caller: Caller): string {
  return `${caller.role}:${caller.sub}`
}
