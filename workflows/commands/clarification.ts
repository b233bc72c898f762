/** Asking the resident what is unclear in their complaint, and their answer (HO Code 5.6, Joint Code 5.3). */
import { z } from 'zod'
import { actorInWords } from '../actor.ts'
import { dayInWords, localDate } from '../policy/calendar.ts'
import { cite } from '../policy/reading.ts'
import type { Refusal } from '../policy/refusal.ts'
import { openDuties } from '../stage.ts'
import { answered, ask, clarificationRule, lastDayToAsk } from '../stages/clarification.ts'
import type { Duty, State } from '../state.ts'
import { defineCommand } from './command.ts'
import { count, day, optional, shape } from './facts.ts'
import * as fields from './fields.ts'
import { words } from './fields.ts'
import { noComplaint, unfinished } from './rules.ts'

interface Asking {
  questions: number
  answerBy?: string
}

export const askClarification = defineCommand({
  name: 'ask-clarification',
  title: 'Ask what is unclear',
  description:
    'Ask the resident about what is unclear in the complaint. They get a letter with the questions and the day by which to answer; the clock of the response runs on, unless the policy lets it wait.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      questions: z.array(words(1_000)).min(1).max(20).describe('What you would like to know, a question each'),
      answerBy: fields.day().optional().describe('The day by which to answer; left out, the policy’s own time'),
    }),
  facts: shape({ questions: count(1, 20), answerBy: optional(day) }),
  words: 'always',
  digest: ({ questions, answerBy }): Asking => ({
    questions: questions.length,
    ...(answerBy !== undefined && { answerBy }),
  }),
  allowed: (state, asking, { nowMs }) => unfinished(state) ?? nobodyToAsk(state) ?? notThen(state, asking, nowMs),
  apply: (state, asking, { nowMs, draft }) => ask(state, asking, nowMs, draft),
})

function nobodyToAsk(state: State): Refusal | undefined {
  if (!state.anonymous) return undefined
  return {
    rule: cite(state.policy, state.policy.anonymous.clause),
    message: 'Nobody is known who could be asked. Look into the complaint as you understand it.',
  }
}

function notThen(state: State, { answerBy }: Asking, nowMs: number): Refusal | undefined {
  if (answerBy === undefined) return undefined
  const { clause, clockWaits } = clarificationRule(state.policy)
  const refuse = (message: string): Refusal => ({ rule: cite(state.policy, clause), message })
  if (answerBy <= localDate(nowMs)) {
    return refuse('The resident needs time to answer: name a day after today in "answerBy", or leave it out.')
  }
  const last = clockWaits ? undefined : lastDayToAsk(state, nowMs)
  if (last === undefined || answerBy <= last) return undefined
  return refuse(
    `The response is due on ${dayInWords(last)} and does not wait for the answer. Name a day in "answerBy" that is not after it, or extend the response first.`,
  )
}

export const answerClarification = defineCommand({
  name: 'answer-clarification',
  title: 'Answer what was asked',
  description:
    'The resident answers what they were asked about their complaint, or staff write down what they say. Whoever has the complaint is told.',
  by: ['resident', 'officer', 'manager'],
  body: () =>
    z.strictObject({
      answer: words().describe('In the resident’s words'),
      asked: z
        .int()
        .min(1)
        .max(1_000)
        .optional()
        .describe('The number of the deadline “answer-clarification” that it answers; left out, all that is asked'),
    }),
  facts: shape({ asked: optional(count(1, 1_000)) }),
  words: 'always',
  digest: ({ asked }): { asked?: number } => (asked === undefined ? {} : { asked }),
  allowed: (state, facts) => (state.kind === 'complaint' ? notAsked(state, facts) : noComplaint(state)),
  apply: (state, facts, { by, nowMs, draft }) =>
    answered(state, askedIn(state, facts), nowMs, {
      ...{ by: actorInWords(by), text: draft },
      byResident: by.role === 'resident',
    }),
})

function askedIn(state: State, { asked }: { asked?: number }): Duty[] {
  return openDuties(state, 'answer-clarification').filter(({ number }) => asked === undefined || number === asked)
}

function notAsked(state: State, facts: { asked?: number }): Refusal | undefined {
  if (askedIn(state, facts).length > 0) return undefined
  const open = openDuties(state, 'answer-clarification').map(({ number }) => number)
  return {
    rule: cite(state.policy, clarificationRule(state.policy).clause),
    message:
      open.length > 0
        ? `Nothing is asked under the number ${facts.asked}. Open: ${open.join(', ')}. Correct "asked", or leave it out.`
        : 'Nothing is asked that waits for an answer: it was answered, or the complaint was. Write to us, or phone, with what you have to add.',
  }
}
