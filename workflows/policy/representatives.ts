/** Who may act for a resident under a policy, and what counts as the resident's permission (HO Code 1.3, 3.6). Pure. */
import type { Capacity, LettersTo, Permission } from './names.ts'
import type { Policy } from './policy.ts'
import { cite } from './reading.ts'
import type { Refusal } from './refusal.ts'

/** Who acts for nobody under this policy, with where to turn instead. */
export function capacityRefusal(policy: Policy, capacity: Capacity): Refusal | undefined {
  const { notBy, otherRoute, clause } = policy.representatives
  if (!notBy.includes(capacity)) return undefined
  return {
    rule: cite(policy, clause),
    message: `Under this policy ${inWords[capacity]} does not complain for a resident. The resident can complain themselves, or have somebody else do it.${elsewhere(otherRoute)}`,
  }
}

/**
 * What permission has to be asked for. A policy that asks for none still lets nobody read another's letters on their own word: before
 * letters go to a representative, the resident has said so in some way (UK GDPR article 5(1)(f)).
 */
export function isEnough(policy: Policy, permission: Permission, letters: LettersTo): boolean {
  const asked = policy.representatives.permission
  return enough[asked].includes(permission) && (letters === 'resident' || permission !== 'none')
}

const enough: Record<Policy['representatives']['permission'], Permission[]> = {
  'not-asked': ['none', 'spoken', 'signed'],
  given: ['spoken', 'signed'],
  signed: ['signed'],
}

export function elsewhere(route: string | undefined): string {
  return route === undefined ? '' : ` Where to turn instead: ${route.replace(/\.$/, '')}.`
}

const inWords: Record<Capacity, string> = {
  friend: 'a friend',
  relative: 'a relative',
  'next-of-kin': 'the next of kin',
  'support-worker': 'a support worker',
  advocate: 'an advocate',
  solicitor: 'a solicitor',
  councillor: 'a councillor',
  mp: 'a Member of Parliament',
  other: 'such a representative',
}
