/** The resident's own decisions: to go on to stage 2 (HO Code 6.10-6.12), or to withdraw. */
import { z } from 'zod'
import { currentRules, currentStage, isLastStage, isOver, stageInWords } from '../stage.ts'
import { cite } from '../policy/reading.ts'
import type { Refusal } from '../policy/refusal.ts'
import { goOn } from '../stages/investigation.ts'
import { endAll } from '../stages/closing.ts'
import type { State } from '../state.ts'
import { defineCommand } from './command.ts'
import { shape } from './facts.ts'
import { words } from './fields.ts'
import { over } from './rules.ts'

export const escalate = defineCommand({
  name: 'escalate',
  title: 'Go on to stage 2',
  description:
    'Take the complaint to the next stage because all or part of it is not resolved to the resident’s satisfaction. No reasons are asked.',
  by: ['resident', 'officer', 'manager'],
  body: () =>
    z.strictObject({
      reasons: words().optional().describe('Why the resident remains unhappy, if they wish to say'),
    }),
  facts: shape({}),
  words: 'some',
  digest: () => ({}),
  allowed(state): Refusal | undefined {
    const stage = currentStage(state)
    if (isLastStage(state)) {
      return {
        rule: cite(state.policy, currentRules(state).response.clause),
        message: `${stageInWords(stage.id)} is the final stage. The resident can go to the Ombudsman at any time.`,
      }
    }
    if (state.status === 'withdrawn') return over(state)
    if (stage.answeredAtMs !== undefined) return undefined
    return {
      rule: cite(state.policy, state.policy.escalation.from.clause),
      message: `${stageInWords(stage.id)} is not answered yet. The next stage follows its response; the resident can go to the Ombudsman at any time.`,
    }
  },
  apply: (state, _facts, { nowMs, draft }) => goOn(state, nowMs, draft),
})

export const withdraw = defineCommand({
  name: 'withdraw',
  title: 'Withdraw the complaint',
  description: 'End the complaint because the resident no longer wishes to go on. They are told in writing.',
  by: ['resident', 'officer', 'manager'],
  body: () => z.strictObject({ reason: words(4_000).optional() }),
  facts: shape({}),
  words: 'some',
  digest: () => ({}),
  allowed: (state) => (isOver(state) ? over(state) : undefined),
  apply: (state: State, _facts, { nowMs, draft }) => ({
    state: endAll({ ...state, status: 'withdrawn' }, nowMs),
    entries: [
      {
        event: 'withdrawn',
        detail: { stage: currentStage(state).id },
        text: draft,
        letter: { kind: 'closed', to: 'resident' },
      },
    ],
  }),
})
