/**
 * Somebody is unhappy with how their service request is handled, or with something they told us as feedback: a complaint of its own
 * begins, linked to it, with a clock from this day. The request goes on (HO Code 1.5, Joint Code 1.4).
 */
import { z } from 'zod'
import { cite } from '../policy/reading.ts'
import type { Refusal } from '../policy/refusal.ts'
import { currentStage } from '../stage.ts'
import { feedbackClause, isFeedback } from '../stages/feedback.ts'
import type { State } from '../state.ts'
import { defineCommand } from './command.ts'
import { shape } from './facts.ts'
import { anotherService, complainedOf, words } from './fields.ts'

export const complain = defineCommand({
  name: 'complain',
  title: 'Make a complaint about it',
  description:
    'Somebody is unhappy with how their service request is handled, or says after giving feedback that something is wrong: a complaint of its own begins, with its own reference and dates. A request goes on meanwhile.',
  by: ['resident', 'officer', 'manager'],
  body: () =>
    z.strictObject({
      ...complainedOf(),
      outcomesSought: z.array(words(4_000)).max(50).optional().describe('What the resident wants to happen'),
      ...anotherService(),
    }),
  facts: shape({}),
  words: 'always',
  makesComplaint: true,
  digest: () => ({}),
  // A case that is closed is complained about as well: its outcome may be what somebody is unhappy with.
  allowed: (state) => alreadyComplaint(state) ?? nobodyKnown(state),
  apply: (state, _facts, { draft }) => ({
    state,
    entries: [
      { event: 'complaint-made', clause: clauseOf(state), detail: { stage: currentStage(state).id }, text: draft },
    ],
  }),
})

function clauseOf({ policy, kind }: State): string | undefined {
  return isFeedback(kind) ? feedbackClause(policy, kind) : policy.serviceRequests.clause
}

function alreadyComplaint(state: State): Refusal | undefined {
  if (state.kind !== 'complaint') return undefined
  return {
    rule: cite(state.policy, state.policy.serviceRequests.clause),
    message:
      'This is a complaint already. Where the resident tells something new, an officer gives "add-point"; where they are unhappy with the answer, give "escalate".',
  }
}

/** Feedback may come from nobody in particular, and not every policy takes a complaint from them. */
function nobodyKnown({ policy, anonymous }: State): Refusal | undefined {
  if (!anonymous || policy.anonymous.accepted) return undefined
  return {
    rule: cite(policy, policy.anonymous.clause),
    message: `Nobody is known who told us this, and this policy takes no anonymous complaints.${policy.anonymous.pointedTo === undefined ? '' : ` Point them to: ${policy.anonymous.pointedTo}.`} Where you know who complains, make a complaint with their name.`,
  }
}
