/** Another office is the one to deal with it, or a part of it (HO Code 5.7, Basildon "Outside the Council Service Jurisdiction"). */
import { z } from 'zod'
import { localDate } from '../policy/calendar.ts'
import { cite } from '../policy/reading.ts'
import type { Refusal } from '../policy/refusal.ts'
import { referElsewhere as refer } from '../stages/other-paths.ts'
import type { State } from '../state.ts'
import { defineCommand } from './command.ts'
import { neverTurnedAway } from './decline-rules.ts'
import { day, flag, optional, shape } from './facts.ts'
import * as fields from './fields.ts'
import { words } from './fields.ts'
import { addition, namesFacts, namesIn, namesRefusal, namesStaffBecause } from './own-words.ts'
import { noComplaint, overHere } from './rules.ts'

export const referElsewhere = defineCommand({
  name: 'refer-elsewhere',
  title: 'Pass it on to another office',
  description:
    'Another body is the one to deal with this, or with a part of it: who, why, and what they were sent. We go on with our own answer, or, where the resident agrees, end it here. To turn a complaint away, give "decline".',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      body: words(1_000).describe('Who has it now, as the resident is told it'),
      contact: words(1_000).optional().describe('How the resident reaches them'),
      why: words(4_000).describe('Why it is theirs to deal with, as the resident is told it'),
      shared: z.array(words(1_000)).max(50).default([]).describe('What they were sent'),
      next: words(4_000).optional().describe('What they will do, where more is known than that they will write'),
      on: fields.day().optional().describe('When it was passed on, if not today'),
      goesOn: z.boolean().describe('We go on with our own answer'),
      agreedWithResident: z
        .boolean()
        .default(false)
        .describe('The resident agrees that we do no more about it ourselves'),
      addition: addition(),
      namesStaffBecause: namesStaffBecause(),
    }),
  facts: shape({ on: optional(day), goesOn: flag, agreed: optional(flag), ...namesFacts }),
  words: 'always',
  readsNames: true,
  digest: ({ on, goesOn, agreedWithResident, ...body }, known) => ({
    ...(on !== undefined && { on }),
    goesOn,
    ...(agreedWithResident && { agreed: true }),
    ...namesIn(body, known),
  }),
  allowed(state, facts, { nowMs }) {
    if (state.kind !== 'complaint') return noComplaint(state)
    return (
      overHere(state) ?? notEndedBy(state, facts) ?? dayRefusal(state, facts.on, nowMs) ?? namesRefusal(state, facts)
    )
  },
  apply: (state, { on, goesOn }, { nowMs, draft }) =>
    refer(state, nowMs, { on: on ?? localDate(nowMs), goesOn }, draft),
})

/** A complaint is taken unless there is a valid reason not to (HO Code 2.1): passing it on is no way around that. */
function notEndedBy(state: State, { goesOn, agreed }: { goesOn: boolean; agreed?: boolean }): Refusal | undefined {
  if (goesOn) return undefined
  const kept = neverTurnedAway(state, 'Pass it on with "goesOn", and answer it as well')
  if (kept || agreed) return kept
  return {
    rule: cite(state.policy, state.policy.decline.explanation.clause),
    message:
      'Passing a complaint on does not end it, unless the resident agrees: say so in "agreedWithResident", or go on with "goesOn". Where the policy has a reason not to take it, give "decline": its letter says who else may help.',
  }
}

function dayRefusal(state: State, on: string | undefined, nowMs: number): Refusal | undefined {
  if (on === undefined || on <= localDate(nowMs)) return undefined
  return {
    rule: cite(state.policy, undefined),
    message: 'It cannot have been passed on in the future. Correct "on", or leave it out for today.',
  }
}
