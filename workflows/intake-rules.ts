/**
 * What a policy asks of a complaint before it is taken in at all: somebody who can be reached, a representative who may complain.
 * Pure. What it may turn away afterwards, for a reason of its list, is `commands/decline.ts`.
 */
import type { Intake } from './intake.ts'
import type { Policy } from './policy/policy.ts'
import { cite } from './policy/reading.ts'
import { capacityRefusal, elsewhere } from './policy/representatives.ts'
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

/** Where the permission is missing it is taken in all the same, and the resident is asked: `stages/representation.ts`. */
function representativeRefusal({ representative }: Intake, policy: Policy): Refusal | undefined {
  return representative && capacityRefusal(policy, representative.capacity)
}

function noStepBefore({ agreesToEnquiry }: Intake, policy: Policy): Refusal | undefined {
  if (!agreesToEnquiry || policy.enquiry) return undefined
  return {
    rule: cite(policy, policy.noEarlierStage?.clause),
    message:
      'This policy has no step before stage 1: a complaint begins at stage 1 at once. Send it again without "agreesToEnquiry".',
  }
}
