/** A running complaint takes a newer version of its organisation's policy, from its next stage on. */
import { z } from 'zod'
import type { Policy } from '../policy/policy.ts'
import { cite, isFormal } from '../policy/reading.ts'
import type { Refusal } from '../policy/refusal.ts'
import { currentRules, currentStage, isLastStage, stageInWords } from '../stage.ts'
import { adopt, stageAfter } from '../stages/adoption.ts'
import type { State } from '../state.ts'
import { defineCommand } from './command.ts'
import { matching, optional, shape, type Reader } from './facts.ts'
import { code } from './fields.ts'
import { overHere } from './rules.ts'

const sha256 = shape({ digest: matching(/^[0-9a-f]{64}$/), policy: (value) => value })

/** Only ever read from the records, which keep nothing else under a digest. */
const kept: Reader<{ digest: string; policy: Policy }> = (value, path) => {
  const { digest, policy } = sha256(value, path)
  return { digest, policy: policy as Policy }
}

export const adoptPolicy = defineCommand({
  name: 'adopt-policy',
  title: 'Take a newer policy',
  description:
    'From its next stage on the complaint is under the policy that is in force today on its organisation’s list. The present stage ends under the policy that it began under.',
  by: ['manager'],
  body: () => z.strictObject({ policy: code().describe('Its id, as GET /v1/organisations lists it') }),
  facts: shape({ policy: matching(/^[a-z0-9]+(-[a-z0-9]+)*$/), kept: optional(kept) }),
  words: 'none',
  digest: ({ policy }): { policy: string; kept?: { digest: string; policy: Policy } } => ({ policy }),
  names: ({ policy: id }) => ({ what: 'policy', id }),
  allowed: (state, { kept: version }) =>
    overHere(state) ?? noNextStage(state) ?? (version && sameVersion(state, version)),
  apply(state, { kept: version }) {
    if (!version) throw new Error('A policy is read from the records before it is adopted')
    return adopt(state, version)
  },
})

function noNextStage(state: State): Refusal | undefined {
  if (stageAfter(state) !== undefined) return undefined
  const { id } = currentStage(state)
  if (isFormal(id) && isLastStage(state)) {
    return {
      rule: cite(state.policy, currentRules(state).response.clause),
      message: `${stageInWords(id)} is the final stage and ends under the policy that it began under: there is no later one to adopt another for.`,
    }
  }
  return {
    rule: cite(state.policy, state.policy.serviceRequests.clause),
    message: `This is a ${id.replaceAll('-', ' ')} and no complaint. Give "complain": a complaint that comes of it takes the policy in force on the day it is made.`,
  }
}

function sameVersion(state: State, { digest, policy }: { digest: string; policy: Policy }): Refusal | undefined {
  if (digest !== (state.nextPolicy?.digest ?? state.policyDigest)) return undefined
  const since = state.nextPolicy ? 'It is adopted already' : 'The complaint is under it already'
  return { rule: 'Redress: adopt-policy', message: `${since}: ${policy.id}, the very version that is in force today.` }
}
