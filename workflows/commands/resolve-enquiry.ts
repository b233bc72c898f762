/** The quick try before stage 1: it worked, or it did not. */
import { z } from 'zod'
import { currentStage, isOver } from '../stage.ts'
import { cite } from '../policy/reading.ts'
import { together } from '../policy/refusal.ts'
import { nameFaults } from '../policy/response.ts'
import { resolved, unresolved } from '../stages/enquiry.ts'
import { defineCommand } from './command.ts'
import { flag, listOf, shape } from './facts.ts'
import { words } from './fields.ts'
import { addition, namesFacts, namesIn, namesStaffBecause } from './own-words.ts'
import { offerFaults, remedy, remedyFact, remedyFacts } from './remedies.ts'
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
    remedies: listOf(remedyFact),
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
    const { enquiry } = state.policy
    const { id, answeredAtMs } = currentStage(state)
    if (id !== 'urgent-enquiry' || answeredAtMs !== undefined) {
      return {
        rule: cite(state.policy, enquiry?.clause),
        message:
          'There is no enquiry to resolve: this complaint is not at a step before stage 1, or its outcome is told.',
      }
    }
    return together([...offerFaults(state, remedies), ...nameFaults(state, facts)])
  },
  apply: (state, { resolved: isResolved, remedies }, { nowMs, draft }) =>
    isResolved ? resolved(state, nowMs, draft, remedies) : unresolved(state, nowMs, draft),
})
