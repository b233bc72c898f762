/** Who asks, what they may see, and how they stand in the records. */
import { actorInWords, type Actor, type Role } from '../workflows/actor.ts'
import type { Claims } from './token.ts'

export interface Caller {
  role: Role
  sub: string
  /** The one complaint that a resident's token is for. */
  ref?: string
}

export function callerOf({ role, sub, ref }: Claims): Caller {
  return { role, sub, ...(ref !== undefined && { ref }) }
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

/** Staff see every complaint, a resident those they filed and the one that their token is for. */
export function maySee(caller: Caller, complaint: { ref: string; filedBy: string }): boolean {
  return isStaff(caller) || caller.ref === complaint.ref || complaint.filedBy === subjectOf(caller)
}
