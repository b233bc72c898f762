/** Who may give a command under a policy, where its document narrows what the command itself allows. */
import type { Actor, Role } from '../actor.ts'
import { cite } from '../policy/reading.ts'
import type { Refusal } from '../policy/refusal.ts'
import { currentStage } from '../stage.ts'
import type { State } from '../state.ts'

/** Who declared a conflict of interest does nothing on the case any more (HO Code 5.8 c). */
export function conflictRefusal(state: State, { id }: Actor): Refusal | undefined {
  if (!hasConflict(state, id)) return undefined
  return {
    rule: cite(state.policy, undefined),
    message: `${id} has a conflict of interest on this complaint and can do nothing on it. A manager can give it to somebody else.`,
  }
}

export function hasConflict({ conflicts }: State, id: string | undefined): boolean {
  return id !== undefined && (conflicts?.includes(id) ?? false)
}

/** Nothing is given to somebody who may not see the case. */
export function assigneeRefusal(state: State, id: string | undefined): Refusal | undefined {
  if (!hasConflict(state, id)) return undefined
  return {
    rule: cite(state.policy, undefined),
    message: `${id} has a conflict of interest on this complaint, so nothing on it can be theirs to do. Name somebody else.`,
  }
}

/** The same of everyone whom a command's facts name as the `owner` of something. */
export function ownersRefusal(state: State, facts: unknown): Refusal | undefined {
  if (!state.conflicts || typeof facts !== 'object' || facts === null) return undefined
  for (const [key, value] of Object.entries(facts)) {
    const refused =
      key === 'owner' && typeof value === 'string' ? assigneeRefusal(state, value) : ownersRefusal(state, value)
    if (refused) return refused
  }
  return undefined
}

export function roleRefusal(state: State, command: string, role: Role): Refusal | undefined {
  const stage = currentStage(state).id
  const rule = state.policy.roles.find(
    (one) => one.command === command && (one.stage ?? stage) === stage && !one.who.includes(role),
  )
  if (!rule) return undefined
  const where = rule.stage === undefined ? '' : ` at ${stage.replaceAll('-', ' ')}`
  const who = rule.who.map((one) => (one === 'resident' ? 'the resident' : `${one === 'officer' ? 'an' : 'a'} ${one}`))
  return {
    rule: cite(state.policy, rule.clause),
    message: `Under this policy "${command}"${where} is for ${who.join(' or ')}, and not for ${role === 'officer' ? 'an' : 'a'} ${role}. Ask ${who.join(' or ')} to give it.`,
  }
}
