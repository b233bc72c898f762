/** The second pair of eyes, where the policy asks for one: a response that was proposed goes out, or goes back to its author. */
import { z } from 'zod'
import { actorInWords } from '../actor.ts'
import { cite } from '../policy/reading.ts'
import { together, type Missing } from '../policy/refusal.ts'
import { currentRules } from '../stage.ts'
import { approvalRule, sendBack as sendBackTo } from '../stages/proposing.ts'
import type { State } from '../state.ts'
import { defineCommand, type Given } from './command.ts'
import { shape } from './facts.ts'
import { words } from './fields.ts'
import { answerAs, faultsOf, readResponse } from './respond.ts'
import { considered, unfinished } from './rules.ts'

export const approve = defineCommand({
  name: 'approve',
  title: 'Approve the response',
  description:
    'Send the response that waits for a second pair of eyes, as its author wrote it. Somebody other than its author approves it, and it is held against the policy once more as things stand now.',
  by: ['officer', 'manager'],
  body: () => z.strictObject({}),
  facts: shape({}),
  words: 'none',
  digest: () => ({}),
  allowed: (state, _facts, given) => together(missing(state, given)),
  missing: (state, _facts, given) => missing(state, given),
  apply(state, _facts, { by, nowMs }) {
    const { proposed } = state
    if (!proposed || by.id === undefined) throw new Error('A proposal is looked at before it is approved')
    const author = { role: proposed.role, id: proposed.by }
    const approved = { proposedBy: actorInWords(author), approvedBy: by.id }
    return answerAs(state, readResponse(proposed.facts, ''), { by: author, nowMs, draft: proposed.draft }, approved)
  },
})

export const sendBack = defineCommand({
  name: 'send-back',
  title: 'Send the response back',
  description:
    'Do not send the response that waits for a second pair of eyes. Its author is told why, and proposes it anew with "respond". The deadline stays as it is.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      note: words(4_000).describe('What is to be changed, for the author: never sent to the resident'),
    }),
  facts: shape({}),
  words: 'always',
  digest: () => ({}),
  allowed: (state, _facts, given) => notYours(state, given),
  apply(state, _facts, { draft }) {
    if (!state.proposed) throw new Error('A proposal is looked at before it is sent back')
    return sendBackTo(state, state.proposed, draft)
  },
})

/** Nothing waits for approval, or not for this person's. */
function notYours(state: State, { by }: Given): Missing | undefined {
  const early = unfinished(state)
  if (early) return early
  const { policy, proposed } = state
  const rule = approvalRule(state)
  if (!rule) {
    return {
      rule: cite(policy, currentRules(state).response.clause),
      message: 'Under this policy a response goes out without a second pair of eyes. Send it with "respond".',
    }
  }
  const cited = cite(policy, rule.clause)
  if (!proposed) {
    return { rule: cited, message: 'No response waits for approval. Its author proposes it with "respond".' }
  }
  if (by.role === 'resident' || !rule.who.includes(by.role)) {
    const who = rule.who.map((role) => (role === 'officer' ? 'an officer' : 'a manager')).join(' or ')
    return {
      rule: cited,
      message: `Under this policy a response is approved or sent back by ${who}. Ask them to look at it.`,
    }
  }
  if (by.id !== proposed.by) return undefined
  return {
    rule: cited,
    message: `${proposed.by} proposed this response, so somebody else looks at it. To change it, give "respond" again.`,
  }
}

/** The response is looked at as of now: a point may have been added since it was written. */
function missing(state: State, given: Given): Missing[] {
  const early = notYours(state, given)
  const { proposed } = state
  if (early || !proposed) return early ? [early] : []
  const author = { role: proposed.role, id: proposed.by }
  return [
    ...[considered(state, given.by.id)].filter((refusal) => refusal !== undefined),
    ...faultsOf(state, readResponse(proposed.facts, ''), { by: author, nowMs: given.nowMs, draft: proposed.draft }),
  ]
}
