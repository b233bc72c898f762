/** The acknowledgement and the complaint's definition (HO Code 5.6, 5.7, 6.2, 6.11), and the definition's correction. */
import { z } from 'zod'
import { currentRules, currentStage, stageInWords, withStage } from '../stage.ts'
import { dayInWords, localDate } from '../policy/calendar.ts'
import { cite } from '../policy/reading.ts'
import { acknowledge as acknowledgeStage } from '../stages/investigation.ts'
import { defineCommand } from './command.ts'
import { count, optional, shape } from './facts.ts'
import { words } from './fields.ts'
import { addition, namesFacts, namesIn, namesRefusal, namesStaffBecause } from './own-words.ts'
import { acknowledged, unfinished } from './rules.ts'

const definition = () => ({
  definition: words()
    .optional()
    .describe('Your understanding of the complaint; left out, the resident’s own words stand'),
  points: z.array(words(4_000)).min(1).max(50).optional().describe('The points that will each be answered'),
  outcomesSought: z.array(words(4_000)).max(50).optional().describe('What the resident wants to happen'),
})
const own = () => ({ addition: addition(), namesStaffBecause: namesStaffBecause() })
const responsibilities = () => z.array(words(1_000)).max(50)

/** How many points the definition has, where it was put anew. */
const points = optional(count(1, 50))

export const acknowledge = defineCommand({
  name: 'acknowledge',
  title: 'Acknowledge the complaint',
  description:
    'Send the acknowledgement: the complaint’s definition, the outcomes sought, what you are and are not responsible for, and the date of the response.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      ...definition(),
      responsibleFor: responsibilities().default([]).describe('The aspects that the organisation is responsible for'),
      notResponsibleFor: responsibilities().default([]).describe('The aspects that it is not, and who is'),
      ...own(),
    }),
  facts: shape({ points, responsibilities: count(0, 100), ...namesFacts }),
  words: 'always',
  readsNames: true,
  digest: (body, known) => ({
    ...(body.points && { points: body.points.length }),
    responsibilities: body.responsibleFor.length + body.notResponsibleFor.length,
    ...namesIn(body, known),
  }),
  allowed(state, facts) {
    const early = unfinished(state)
    if (early) return early
    const stage = currentStage(state)
    const rules = currentRules(state)
    if (stage.acknowledgedAtMs !== undefined) {
      const on = dayInWords(localDate(stage.acknowledgedAtMs))
      return {
        rule: cite(state.policy, rules.acknowledge.clause),
        message: `${stageInWords(stage.id)} was acknowledged on ${on}. To correct the definition, use "define".`,
      }
    }
    if (facts.responsibilities > 0 || !rules.responsibilities) return namesRefusal(state, facts)
    return {
      rule: cite(state.policy, rules.responsibilities.clause),
      message:
        'Say in "responsibleFor" and "notResponsibleFor" which aspects of the complaint you are, and are not, responsible for.',
    }
  },
  apply: (state, facts, { nowMs, draft }) =>
    acknowledgeStage({ ...state, points: facts.points ?? state.points }, nowMs, { ownWords: false, text: draft }),
})

export const define = defineCommand({
  name: 'define',
  title: 'Correct the definition',
  description: 'Correct the complaint’s definition; the resident gets the acknowledgement again with the correction.',
  by: ['officer', 'manager'],
  body: () =>
    z
      .strictObject({
        ...definition(),
        responsibleFor: responsibilities().optional(),
        notResponsibleFor: responsibilities().optional(),
        ...own(),
      })
      .refine(
        ({ addition: _added, namesStaffBecause: _kept, ...body }) =>
          Object.values(body).some((value) => value !== undefined),
        'say what to correct',
      ),
  facts: shape({ points, ...namesFacts }),
  words: 'always',
  readsNames: true,
  digest: (body, known) => ({ ...(body.points && { points: body.points.length }), ...namesIn(body, known) }),
  allowed: (state, facts) => unfinished(state) ?? acknowledged(state) ?? namesRefusal(state, facts),
  apply(state, facts, { draft }) {
    const stage = currentStage(state)
    return {
      state: withStage({ ...state, points: facts.points ?? state.points }, { ownWords: false }),
      entries: [
        {
          event: 'defined',
          clause: currentRules(state).definition?.clause,
          detail: { stage: stage.id },
          text: draft,
          letter: { kind: 'acknowledgement', to: 'resident' },
        },
      ],
    }
  },
})
