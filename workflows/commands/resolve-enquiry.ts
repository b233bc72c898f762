/** The quick try before stage 1: it worked, or it did not. */
import { z } from 'zod'
import { currentStage, isOver } from '../stage.ts'
import { remedyKinds } from '../policy/names.ts'
import { cite } from '../policy/reading.ts'
import { together } from '../policy/refusal.ts'
import { remedyFaults } from '../policy/remedies.ts'
import { nameFaults } from '../policy/response.ts'
import { resolved, unresolved } from '../stages/enquiry.ts'
import { defineCommand } from './command.ts'
import { day, flag, listOf, oneOf, optional, shape } from './facts.ts'
import { words } from './fields.ts'
import { addition, namesFacts, namesIn, namesStaffBecause } from './own-words.ts'
import { remedy, remedyFacts } from './remedies.ts'
import { noComplaint, over } from './rules.ts'

export const resolveEnquiry = defineCommand({
  name: 'resolve-enquiry',
  title: 'Resolve the enquiry',
  description:
    'Say how the quick try before stage 1 ended: put right to the resident’s satisfaction (closed, and they are told the outcome), or not (a stage 1 complaint begins).',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      resolved: z.boolean().describe('Whether it is put right to the resident’s satisfaction'),
      outcome: words().describe('What was done, or why it could not be put right, as the resident is told it'),
      remedies: z.array(remedy()).max(50).default([]).describe('What will still be done, and by when'),
      addition: addition(),
      namesStaffBecause: namesStaffBecause(),
    }),
  facts: shape({
    resolved: flag,
    remedies: listOf(shape({ kind: oneOf(remedyKinds), by: day, says: optional(flag) })),
    ...namesFacts,
  }),
  words: 'always',
  readsNames: true,
  digest: (body, known) => ({
    resolved: body.resolved,
    remedies: remedyFacts(body.remedies),
    ...namesIn(body, known),
  }),
  allowed(state, facts) {
    const { remedies } = facts
    if (isOver(state)) return over(state)
    if (state.kind !== 'complaint') return noComplaint(state)
    const { enquiry, remedies: rule } = state.policy
    if (currentStage(state).id !== 'urgent-enquiry') {
      return {
        rule: cite(state.policy, enquiry?.clause),
        message: 'This complaint is not at a step before stage 1, so there is no enquiry to resolve.',
      }
    }
    if (rule.money === 'formal-investigation' && remedies.some(({ kind }) => kind === 'money')) {
      return {
        rule: cite(state.policy, rule.clause),
        message:
          'Under this policy money is only offered after a formal investigation. Leave it out, or make this a stage 1 complaint with "resolved": false.',
      }
    }
    const { policy } = state
    return together([...remedyFaults({ policy, rules: policy.stages[0] }, remedies), ...nameFaults({ policy }, facts)])
  },
  apply: (state, facts, { nowMs, draft }) =>
    facts.resolved
      ? resolved(
          state,
          nowMs,
          draft,
          facts.remedies.map(({ kind, by }) => ({ kind, by })),
        )
      : unresolved(state, nowMs, draft),
})
