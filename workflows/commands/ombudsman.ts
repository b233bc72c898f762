/** An Ombudsman has the complaint, or does not look into it after all (HO Code 2.4 and 3.7, Joint Code 2.5 and 3.7). */
import { z } from 'zod'
import { dayInWords, localDate, type LocalDate } from '../policy/calendar.ts'
import { cite } from '../policy/reading.ts'
import type { NamesStaff } from '../policy/response.ts'
import type { Refusal } from '../policy/refusal.ts'
import { currentStage } from '../stage.ts'
import { closingMoments } from '../stages/closing.ts'
import {
  endRequests,
  handOver,
  isOverHere,
  ombudsmenOf,
  openReferrals,
  withReferral,
  withStanding,
} from '../stages/ombudsman.ts'
import type { State } from '../state.ts'
import { defineCommand } from './command.ts'
import { day, matching, oneOf, optional, shape } from './facts.ts'
import * as fields from './fields.ts'
import { words } from './fields.ts'
import { namesFacts, namesIn, namesRefusal, namesStaffBecause } from './own-words.ts'
import { noComplaint } from './rules.ts'

/** Where there are two, which of them. */
export const ombudsmanField = () =>
  fields.code().optional().describe('Which Ombudsman, by its id; left out where only one comes into question')
export const codeFact = matching(/^[a-z0-9][a-z0-9-]{0,63}$/)
export const onField = () => fields.day().describe('The day on which it happened')

const bringers = ['resident', 'council', 'ombudsman'] as const

interface Referring extends NamesStaff {
  ombudsman?: string
  on: LocalDate
  by: (typeof bringers)[number]
}

export const referToOmbudsman = defineCommand({
  name: 'refer-to-ombudsman',
  title: 'An Ombudsman has it',
  description:
    'Record that an Ombudsman has the complaint: the resident went there, you passed it on, or they told you. While your own procedure runs, that stops none of its dates; once that is over, the complaint is at the Ombudsman’s stage until they have decided and what they order is done. The resident is told.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      ombudsman: ombudsmanField(),
      on: fields.day().describe('The day from which they have it'),
      by: z.enum(bringers).describe('Who brought it there'),
      reference: words(200).optional().describe('Their own number for it'),
      why: words(4_000).describe('Why it is with them, as the resident is told it'),
      shared: z.array(words(4_000)).max(50).default([]).describe('What they were sent'),
      next: words(4_000).optional().describe('What they do now, where more is known than that they will write'),
      namesStaffBecause: namesStaffBecause(),
    }),
  facts: shape({ ombudsman: optional(codeFact), on: day, by: oneOf(bringers), ...namesFacts }),
  words: 'always',
  readsNames: true,
  digest: (body, known): Referring => ({ ...whose(body), on: body.on, by: body.by, ...namesIn(body, known) }),
  allowed(state, facts, { nowMs }) {
    const { ombudsman } = facts
    return (
      notTheirs(state, ombudsman) ??
      hasItAlready(state, ombudsmanFor(state, ombudsman)) ??
      inFuture(state, facts.on, nowMs) ??
      namesRefusal(state, facts)
    )
  },
  apply(state, { ombudsman: named, on, by }, { nowMs, draft }) {
    const ombudsman = ombudsmanFor(state, named)
    const goesOn = !isOverHere(state)
    const referred = withReferral(state, { ombudsman, on, by, status: 'referred' })
    const after = goesOn ? referred : handOver(referred, nowMs)
    return {
      state: after,
      entries: [
        {
          event: 'referred',
          clause: state.policy.ombudsman.clause,
          detail: { stage: currentStage(after).id, ombudsman, on, by, goesOn },
          text: draft,
          letter: { kind: 'referred', to: 'resident' },
        },
      ],
    }
  },
})

const endings = ['not-investigated', 'outside-jurisdiction', 'withdrawn', 'settled'] as const

interface Ending extends NamesStaff {
  ombudsman?: string
  outcome: (typeof endings)[number]
  on: LocalDate
}

export const endReferral = defineCommand({
  name: 'end-referral',
  title: 'An Ombudsman does not look into it',
  description:
    'Record that an Ombudsman has it no longer without a determination: they do not look into it, the resident withdrew it there, or it was settled. What they asked for is not waited for any more. The resident is told.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      ombudsman: ombudsmanField(),
      outcome: z.enum(endings),
      on: onField(),
      why: words(4_000).describe('Why, as the resident is told it'),
      namesStaffBecause: namesStaffBecause(),
    }),
  facts: shape({ ombudsman: optional(codeFact), outcome: oneOf(endings), on: day, ...namesFacts }),
  words: 'always',
  readsNames: true,
  digest: (body, known): Ending => ({
    ...whose(body),
    outcome: body.outcome,
    on: body.on,
    ...namesIn(body, known),
  }),
  allowed: (state, facts, { nowMs }) =>
    notWithThem(state, facts.ombudsman) ?? dayRefusal(state, facts, nowMs) ?? namesRefusal(state, facts),
  apply(state, { ombudsman: named, outcome, on }, { nowMs, draft }) {
    const { ombudsman } = referralOf(state, named)
    const after = endRequests(withStanding(state, ombudsman, 'ended'), ombudsman, nowMs)
    return {
      state: after,
      entries: [
        {
          event: 'referral-ended',
          clause: state.policy.ombudsman.clause,
          detail: {
            ...{ stage: currentStage(state).id, ombudsman, outcome, on },
            closes: closingMoments(after).length > 0,
          },
          text: draft,
          letter: { kind: 'ombudsman', to: 'resident' },
        },
      ],
    }
  },
})

export function whose({ ombudsman }: { ombudsman?: string | undefined }): { ombudsman?: string } {
  return ombudsman === undefined ? {} : { ombudsman }
}

/** The one that is named, or the only one that comes into question. */
export function ombudsmanFor(state: State, named: string | undefined): string {
  const [first = ''] = ombudsmenOf(state)
  return named ?? first
}

/** Of those who have it now, the one that is named, or the only one. Throws Error where there is none: a command is refused first. */
export function referralOf(state: State, named: string | undefined) {
  const found = openReferrals(state).find(({ ombudsman }) => named === undefined || ombudsman === named)
  if (!found) throw new Error(`${state.ref} is with no such Ombudsman`)
  return found
}

/** An Ombudsman of the complaint's policy, and clear which. */
export function notTheirs(state: State, named: string | undefined): Refusal | undefined {
  if (state.kind !== 'complaint') return noComplaint(state)
  const { landlord, other } = state.policy.ombudsman
  if (named !== undefined && named !== landlord && named !== other)
    return refusal(state, `The Ombudsmen for this complaint are ${landlord} and ${other}. Correct "ombudsman".`)
  const mayHaveIt = ombudsmenOf(state)
  if (named !== undefined || mayHaveIt.length === 1) return undefined
  return refusal(state, `This complaint is for both Ombudsmen. Say in "ombudsman" which: ${mayHaveIt.join(' or ')}.`)
}

/** An Ombudsman who has it, and clear which. */
export function notWithThem(state: State, named: string | undefined): Refusal | undefined {
  if (state.kind !== 'complaint') return noComplaint(state)
  const open = openReferrals(state).map(({ ombudsman }) => ombudsman)
  if (open.length === 0)
    return refusal(state, 'No Ombudsman has this complaint now. Give "refer-to-ombudsman" first, with the day.')
  if (named !== undefined && !open.includes(named))
    return refusal(state, `${named} does not have this complaint now; ${open.join(' and ')} does. Correct "ombudsman".`)
  if (named !== undefined || open.length === 1) return undefined
  return refusal(state, `Two Ombudsmen have this complaint. Say in "ombudsman" which: ${open.join(' or ')}.`)
}

/** Nothing of a referral happened before it, or has still to happen. */
export function dayRefusal(
  state: State,
  { ombudsman, on }: { ombudsman?: string; on: LocalDate },
  nowMs: number,
): Refusal | undefined {
  const since = referralOf(state, ombudsman).on
  if (on < since)
    return refusal(state, `They have it since ${dayInWords(since)}, so it was not before that. Correct "on".`)
  return inFuture(state, on, nowMs)
}

export function inFuture(state: State, on: LocalDate, nowMs: number): Refusal | undefined {
  return on <= localDate(nowMs) ? undefined : refusal(state, 'This cannot lie in the future. Correct "on".')
}

export function refusal({ policy }: State, message: string): Refusal {
  return { rule: cite(policy, policy.ombudsman.clause), message }
}

function hasItAlready(state: State, ombudsman: string): Refusal | undefined {
  const has = openReferrals(state).find((one) => one.ombudsman === ombudsman)
  return (
    has && refusal(state, `${ombudsman} has this complaint since ${dayInWords(has.on)}. That stands on the record.`)
  )
}
