/** The written response to a stage (HO Code 6.3-6.9, 6.13-6.20). */
import { z } from 'zod'
import { currentRules } from '../stage.ts'
import { findings, outcomeOf, responseRefusal } from '../policy/outcome.ts'
import { cite } from '../policy/reading.ts'
import { answer } from '../stages/investigation.ts'
import { defineCommand } from './command.ts'
import { day, flag, listOf, oneOf, shape } from './facts.ts'
import { words } from './fields.ts'
import { remedy, remedyFacts, remedyKinds } from './remedies.ts'
import { acknowledged, reviewerRefusal, unfinished } from './rules.ts'

const points = () =>
  z
    .array(z.strictObject({ finding: z.enum(findings), reasons: words().optional() }))
    .min(1)
    .max(50)

const body = () =>
  z.strictObject({
    points: points().describe('A finding and reasons for each point of the definition, in its order'),
    outcome: z.enum(findings).optional().describe('The decision on the whole; left out, it follows from the findings'),
    decision: words().optional().describe('The decision in a sentence or two'),
    remedies: z.array(remedy()).max(50).default([]).describe('What will be done to put things right, and by when'),
    outstandingActions: z.array(words(4_000)).max(50).optional().describe('What is still to be done'),
  })

export const respond = defineCommand({
  name: 'respond',
  title: 'Respond',
  description:
    'Send the stage’s written response: a finding and reasons for every point, the decision, remedies with dates, outstanding actions, and how to go on.',
  by: ['officer', 'manager'],
  body,
  facts: shape({
    findings: listOf(oneOf(findings)),
    reasons: listOf(flag),
    outcome: oneOf(findings),
    remedies: listOf(shape({ kind: oneOf(remedyKinds), by: day })),
  }),
  words: 'always',
  digest: ({ points, outcome, remedies }) => ({
    findings: points.map((point) => point.finding),
    reasons: points.map((point) => point.reasons !== undefined),
    outcome: outcome ?? outcomeOf(points.map((point) => point.finding)),
    remedies: remedyFacts(remedies),
  }),
  allowed(state, facts, { by, draft }) {
    const early = unfinished(state) ?? reviewerRefusal(state, by.id)
    if (early) return early
    const rules = currentRules(state)
    // A policy may let a quick answer go out by itself.
    const unacknowledged = rules.acknowledge.maySkip ? undefined : acknowledged(state)
    if (unacknowledged) return unacknowledged
    if (draft === undefined) {
      return {
        rule: cite(state.policy, rules.response.clause),
        message:
          'A response is confirmed in writing. Store its text with PUT …/draft-response and send the id as "draft".',
      }
    }
    return responseRefusal({ policy: state.policy, rules, points: state.points }, facts)
  },
  apply: (state, facts, { by, nowMs, draft }) => answer(state, nowMs, { ...facts, by: by.id, text: draft }),
})
