/** What may put things right (HO Code 7.1), as people send it and as it travels. */
import { z } from 'zod'
import { staffId } from '../actor.ts'
import { remedyKinds } from '../policy/names.ts'
import { cite, isFormal, stageRules } from '../policy/reading.ts'
import type { Missing } from '../policy/refusal.ts'
import { remedyFaults, type RemedyFacts } from '../policy/remedies.ts'
import type { State } from '../state.ts'
import { day, flag, matching, oneOf, optional, shape } from './facts.ts'
import * as fields from './fields.ts'
import { staffMember, words } from './fields.ts'

export const remedy = () =>
  z.strictObject({
    kind: z.enum(remedyKinds),
    by: fields.day().describe('By when it is done; a day that has passed says that it is done already'),
    description: words(4_000).optional().describe('What will be done'),
    amount: fields.pounds().optional().describe('Pounds, where the remedy is money'),
    owner: staffMember(staffId).optional().describe('Who sees to it, where that is not whoever has the complaint'),
  })
type Remedy = z.output<ReturnType<typeof remedy>>

/** What travels of one: never what it says, but whether it says it. */
export const remedyReaders = {
  kind: oneOf(remedyKinds),
  by: day,
  says: optional(flag),
  owner: optional(matching(staffId)),
}
export const remedyFact = shape(remedyReaders)

export function remedyFacts(remedies: Remedy[]): RemedyFacts[] {
  return remedies.map(factsOfRemedy)
}

export function factsOfRemedy({ kind, by, description, amount, owner }: Remedy): RemedyFacts {
  const says = (kind === 'money' ? amount : description) !== undefined
  return { kind, by, ...(says && { says }), ...(owner !== undefined && { owner }) }
}

/** What stands against an offer that is made beside an answer, or before there is one. */
export function offerFaults(state: State, remedies: readonly RemedyFacts[]): Missing[] {
  const { policy } = state
  const formal = state.stages.findLast(({ id }) => isFormal(id))
  const mayBeMoney = policy.remedies.money === 'any-stage' || formal !== undefined
  const money: Missing = {
    rule: cite(policy, policy.remedies.clause),
    message:
      'Under this policy money is only offered after a formal investigation. Leave it out, or make this a stage 1 complaint first.',
  }
  return [
    ...(!mayBeMoney && remedies.some(({ kind }) => kind === 'money') ? [money] : []),
    ...remedyFaults({ policy, rules: formal ? stageRules(policy, formal.id) : policy.stages[0] }, remedies),
  ]
}
