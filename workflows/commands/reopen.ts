/** A complaint that is over is taken up again: the Ombudsman says so (HO Code 2.4, Joint Code 2.5), or the council itself. */
import { z } from 'zod'
import { dayInWords, localDate } from '../policy/calendar.ts'
import { cite } from '../policy/reading.ts'
import type { Refusal } from '../policy/refusal.ts'
import { isOver } from '../stage.ts'
import * as stages from '../stages/declining.ts'
import type { State } from '../state.ts'
import { defineCommand } from './command.ts'
import { day, oneOf, shape } from './facts.ts'
import * as fields from './fields.ts'
import { words } from './fields.ts'
import { namesFacts, namesIn, namesRefusal, namesStaffBecause } from './own-words.ts'
import { noComplaint } from './rules.ts'

const because = ['ombudsman', 'council'] as const

export const reopen = defineCommand({
  name: 'reopen',
  title: 'Take the complaint up again',
  description:
    'Take up a complaint that was declined, withdrawn or closed, or a request for stage 2 that was declined: the stage begins afresh, with its clocks counted from the day of the decision. The resident is told.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      because: z.enum(because).describe('Who decided it: the Ombudsman, or the council itself'),
      decidedOn: fields.day().describe('The day on which you were told to, or decided it yourselves'),
      note: words(4_000).describe('Why it is taken up again, as the resident is told it'),
      namesStaffBecause: namesStaffBecause(),
    }),
  facts: shape({ because: oneOf(because), decidedOn: day, ...namesFacts }),
  words: 'always',
  readsNames: true,
  digest: (body, known) => ({ because: body.because, decidedOn: body.decidedOn, ...namesIn(body, known) }),
  allowed(state, facts, { nowMs }) {
    if (state.kind !== 'complaint') return noComplaint(state)
    return running(state) ?? dayRefusal(state, facts.decidedOn, nowMs) ?? namesRefusal(state, facts)
  },
  apply: (state, { because, decidedOn }, { nowMs, draft }) =>
    stages.reopen(state, nowMs, { because, decidedOn }, draft),
})

function running(state: State): Refusal | undefined {
  if (isOver(state) || state.status === 'with-ombudsman') return undefined
  return {
    rule: cite(state.policy, undefined),
    message: `This complaint is not over: it is ${state.status}. There is nothing to take up again.`,
  }
}

function dayRefusal(state: State, decidedOn: string, nowMs: number): Refusal | undefined {
  const rule = cite(state.policy, state.policy.decline.explanation.clause)
  if (decidedOn > localDate(nowMs))
    return { rule, message: 'The decision cannot lie in the future. Correct "decidedOn".' }
  const ended = stages.endedOn(state)
  if (ended === undefined || decidedOn >= ended) return undefined
  return {
    rule,
    message: `This complaint was over on ${dayInWords(ended)}, so it cannot have been decided before that to take it up again. Correct "decidedOn".`,
  }
}
