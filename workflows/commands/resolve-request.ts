/** A service request is dealt with, or it cannot be. */
import { z } from 'zod'
import { cite } from '../policy/reading.ts'
import { currentStage, isOver } from '../stage.ts'
import { resolveRequest as resolve } from '../stages/service-request.ts'
import { defineCommand } from './command.ts'
import { flag, shape } from './facts.ts'
import { words } from './fields.ts'
import { namesFacts, namesIn, namesRefusal, namesStaffBecause } from './own-words.ts'
import { over } from './rules.ts'

export const resolveRequest = defineCommand({
  name: 'resolve-request',
  title: 'Close the service request',
  description:
    'Say what came of a service request: what was asked for is done, or it cannot be. The resident is told the outcome and how to complain about it.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      resolved: z.boolean().describe('Whether what was asked for is done; false where it cannot be'),
      outcome: words().describe('What was done, or why it cannot be, as the resident is told it'),
      namesStaffBecause: namesStaffBecause(),
    }),
  facts: shape({ resolved: flag, ...namesFacts }),
  words: 'always',
  readsNames: true,
  digest: (body, known) => ({ resolved: body.resolved, ...namesIn(body, known) }),
  allowed(state, facts) {
    if (isOver(state)) return over(state)
    if (currentStage(state).id === 'service-request') return namesRefusal(state, facts)
    return {
      rule: cite(state.policy, state.policy.serviceRequests.clause),
      message: 'This is a complaint and no service request, so there is no request to close. Answer it with "respond".',
    }
  },
  apply: (state, { resolved }, { nowMs, draft }) => resolve(state, nowMs, { resolved, text: draft }),
})
