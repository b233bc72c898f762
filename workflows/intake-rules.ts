/**
 * What a policy asks of a complaint before it is taken in at all: somebody who can be reached, a representative who may complain, the
 * permission to do so. Pure. What it may turn away afterwards, for a reason of its list, is `commands/decline.ts`.
 */
import type { Intake } from './intake.ts'
import type { Capacity } from './policy/names.ts'
import type { Policy } from './policy/policy.ts'
import { cite } from './policy/reading.ts'
import type { Refusal } from './policy/refusal.ts'

/** Why the policy does not take this in as it is, with what to do instead. Praise, and a request for a service, it always takes. */
export function intakeRefusal(intake: Intake, policy: Policy): Refusal | undefined {
  if (intake.kind !== 'complaint') return undefined
  return unreachable(intake, policy) ?? representativeRefusal(intake, policy) ?? noStepBefore(intake, policy)
}

function unreachable({ anonymous }: Intake, policy: Policy): Refusal | undefined {
  const { accepted, pointedTo, clause } = policy.anonymous
  if (!anonymous || accepted) return undefined
  return {
    rule: cite(policy, clause),
    message: `Under this policy a complaint is only taken from somebody who can be reached. Give a name, with an email or postal address.${elsewhere(pointedTo)}`,
  }
}

function representativeRefusal({ representative }: Intake, policy: Policy): Refusal | undefined {
  if (!representative) return undefined
  const { notBy, otherRoute, permission, clause } = policy.representatives
  const rule = cite(policy, clause)
  if (notBy.includes(representative.capacity)) {
    return {
      rule,
      message: `Under this policy ${inWords[representative.capacity]} does not complain for a resident. The resident can complain themselves, or have somebody else do it.${elsewhere(otherRoute)}`,
    }
  }
  if (enough[permission].includes(representative.permission)) return undefined
  return { rule, message: howToGet[permission] }
}

type Asked = Policy['representatives']['permission']

/** What counts as the permission that a policy asks for. */
const enough: Record<Asked, NonNullable<Intake['representative']>['permission'][]> = {
  'not-asked': ['none', 'spoken', 'signed'],
  given: ['spoken', 'signed'],
  signed: ['signed'],
}

const howToGet: Record<Asked, string> = {
  'not-asked': '',
  given:
    'This policy asks that the resident lets somebody complain for them. Ask the resident, then send the complaint again with "permission": "spoken", or "signed" where it is on paper.',
  signed:
    'This policy asks for the resident’s signed permission before anybody complains for them. Get it in writing and signed, then send the complaint again with "permission": "signed".',
}

function noStepBefore({ agreesToEnquiry }: Intake, policy: Policy): Refusal | undefined {
  if (!agreesToEnquiry || policy.enquiry) return undefined
  return {
    rule: cite(policy, policy.noEarlierStage?.clause),
    message:
      'This policy has no step before stage 1: a complaint begins at stage 1 at once. Send it again without "agreesToEnquiry".',
  }
}

function elsewhere(route: string | undefined): string {
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
