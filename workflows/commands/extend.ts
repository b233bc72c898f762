/** Putting off a response (HO Code 6.4, 6.5, 6.15, 6.16). */
import { z } from 'zod'
import { currentRules, currentStage, openAnswer } from '../stage.ts'
import { lastDay } from '../policy/deadlines.ts'
import { extensionRefusal } from '../policy/extension.ts'
import { keepInTouch } from '../stages/updates.ts'
import { defineCommand } from './command.ts'
import { day, flag, optional, shape } from './facts.ts'
import * as fields from './fields.ts'
import { words } from './fields.ts'
import { addition, namesFacts, namesIn, namesRefusal, namesStaffBecause } from './own-words.ts'
import { acknowledged, unfinished } from './rules.ts'
import { putOffTo } from '../stages/reminders.ts'

export const extend = defineCommand({
  name: 'extend',
  title: 'Extend the deadline',
  description:
    'Put off the response to a later day, with the reason. The resident is told before the old deadline, with the Ombudsman’s details.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      reason: words(4_000).optional().describe('Why more time is needed, as it is explained to the resident'),
      until: fields.day().describe('The new last day for the response'),
      goodReason: words(4_000).optional().describe('Why it must be longer than the policy’s limit, where it must'),
      agreedWithResident: z
        .boolean()
        .default(false)
        .describe('The resident was asked and agrees: some policies want this beyond their limit'),
      addition: addition(),
      namesStaffBecause: namesStaffBecause(),
    }),
  facts: shape({ until: day, reason: flag, goodReason: flag, agreed: optional(flag), ...namesFacts }),
  words: 'always',
  readsNames: true,
  digest: (body, known) => ({
    until: body.until,
    reason: body.reason !== undefined,
    goodReason: body.goodReason !== undefined,
    ...(body.agreedWithResident && { agreed: true }),
    ...namesIn(body, known),
  }),
  allowed(state, facts, { nowMs }) {
    const early = unfinished(state)
    if (early) return early
    const { policy, calendar } = state
    const deadline = openAnswer(state)
    if (!deadline) return acknowledged(state)
    const request = {
      until: facts.until,
      hasReason: facts.reason,
      hasGoodReason: facts.goodReason,
      agreed: facts.agreed ?? false,
      updatesAgreed: state.updateEvery !== undefined,
    }
    const refusal = extensionRefusal({ policy, calendar, deadline, rules: currentRules(state) }, request, nowMs)
    return refusal ?? namesRefusal(state, facts)
  },
  apply(state, facts, { draft, nowMs }) {
    const deadline = openAnswer(state)
    if (!deadline) return { state, entries: [] }
    const from = lastDay(deadline)
    const extended = putOffTo(state, deadline, facts.until, nowMs)
    return {
      // What was agreed with it is kept from now on, and not only once the response is late.
      state: facts.agreed && !state.anonymous ? keepInTouch(extended, facts.until, nowMs) : extended,
      entries: [
        {
          event: 'extended',
          clause: currentRules(state).extend.clause,
          detail: {
            stage: currentStage(state).id,
            ...{ from, to: facts.until, goodReason: facts.goodReason, agreed: facts.agreed ?? false },
          },
          text: draft,
          letter: { kind: 'extension', to: 'resident' },
        },
      ],
    }
  },
})
