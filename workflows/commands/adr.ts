/** Alternative dispute resolution, where the policy has it (Basildon): agreed with the resident, and what came of it. The clocks run on. */
import { z } from 'zod'
import { dayInWords, localDate } from '../policy/calendar.ts'
import { adrKinds, adrOutcomes } from '../policy/names.ts'
import { cite } from '../policy/reading.ts'
import { together, type Refusal } from '../policy/refusal.ts'
import { nameFaults, type NamesStaff } from '../policy/response.ts'
import { isOver, openDuties } from '../stage.ts'
import { latestDay } from '../stages/duties.ts'
import { agreeAdr as agree, concludeAdr as conclude } from '../stages/other-paths.ts'
import type { State } from '../state.ts'
import { defineCommand } from './command.ts'
import { day, flag, listOf, oneOf, optional, shape } from './facts.ts'
import * as fields from './fields.ts'
import { words } from './fields.ts'
import { ruleOf } from './owed.ts'
import { addition, namesFacts, namesIn, namesRefusal, namesStaffBecause } from './own-words.ts'
import { offerFaults, remedy, remedyFact, remedyFacts } from './remedies.ts'
import { noComplaint, over } from './rules.ts'

interface Agreeing extends NamesStaff {
  kind: (typeof adrKinds)[number]
  agreed?: boolean
  concludeBy?: string
}

export const agreeAdr = defineCommand({
  name: 'agree-adr',
  title: 'Agree to settle it out of court',
  description:
    'Agree with the resident on mediation, arbitration or negotiation, where the policy has them. The dates of the complaint stay as they are; the manager hears when the talks are not over in time.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      kind: z.enum(adrKinds),
      agreedWithResident: z.boolean().default(false).describe('They were asked, and agree to it of their own will'),
      with: words(1_000).optional().describe('Who helps: the mediator or arbitrator, as the resident is told it'),
      concludeBy: fields.day().optional().describe('The day by which it is over; left out, as the policy has it'),
      note: words(4_000).optional().describe('How it goes, as the resident is told it'),
      addition: addition(),
      namesStaffBecause: namesStaffBecause(),
    }),
  facts: shape({ kind: oneOf(adrKinds), agreed: optional(flag), concludeBy: optional(day), ...namesFacts }),
  words: 'always',
  readsNames: true,
  digest: ({ kind, agreedWithResident, concludeBy, ...body }, known) => ({
    kind,
    ...(agreedWithResident && { agreed: true }),
    ...(concludeBy !== undefined && { concludeBy }),
    ...namesIn(body, known),
  }),
  allowed: (state, facts, { nowMs }) =>
    notOpen(state) ?? notOffered(state, facts) ?? dayRefusal(state, facts, nowMs) ?? namesRefusal(state, facts),
  apply: (state, { kind, concludeBy }, { nowMs, draft }) => agree(state, nowMs, { kind, concludeBy }, draft),
})

/** After a claim was filed, talks are what is left; anything else that is over stays over. */
function notOpen(state: State): Refusal | undefined {
  if (state.kind !== 'complaint') return noComplaint(state)
  return state.proceedings && isOver(state) ? undefined : over(state)
}

function notOffered(state: State, { kind, agreed }: Agreeing): Refusal | undefined {
  const { adr } = state.policy
  if (!adr) {
    return {
      rule: cite(state.policy, undefined),
      message:
        'This policy says nothing of alternative dispute resolution, so it is not part of the procedure. Answer the complaint, and record talks that help with it with "record-contact".',
    }
  }
  const rule = cite(state.policy, adr.clause)
  if (adr.for === 'landlord-matters' && state.landlordMatter === false) {
    return {
      rule,
      message:
        'Under this policy it is for disrepair claims, and this complaint is not about a home that we let. Answer it.',
    }
  }
  if (!adr.kinds.includes(kind)) {
    return { rule, message: `This policy has ${adr.kinds.join(', ')}, and no ${kind}. Choose one of them.` }
  }
  if (!agreed) {
    return {
      rule,
      message:
        'Nobody settles anything against their will. Ask the resident, and say in "agreedWithResident" that they agree.',
    }
  }
  const [talks] = openDuties(state, 'conclude-adr')
  if (!talks) return undefined
  return {
    rule,
    message: `A ${talks.kind ?? 'settlement'} is under way, to be over by ${dayInWords(talks.due)}. Record what came of it with "conclude-adr" first.`,
  }
}

function dayRefusal(state: State, { concludeBy }: Agreeing, nowMs: number): Refusal | undefined {
  if (concludeBy === undefined) return undefined
  const latest = latestDay(state, 'conclude-adr', nowMs)
  const rule = ruleOf(state, 'conclude-adr')
  if (concludeBy < localDate(nowMs))
    return {
      rule,
      message: `${dayInWords(concludeBy)} is over. Give the day by which it is to be over in "concludeBy".`,
    }
  if (latest === undefined || concludeBy <= latest) return undefined
  return { rule, message: `It is to be over by ${dayInWords(latest)} at the latest. Correct "concludeBy".` }
}

export const concludeAdr = defineCommand({
  name: 'conclude-adr',
  title: 'What came of settling it',
  description:
    'Record how mediation, arbitration or negotiation ended. What was agreed is followed through to its end. The complaint ends with it only where the resident agrees to that; otherwise it goes on.',
  by: ['officer', 'manager'],
  body: () =>
    z
      .strictObject({
        outcome: z.enum(adrOutcomes).describe('Settled, not settled, or withdrawn by one side'),
        terms: words().optional().describe('What was agreed, as both sides understand it'),
        remedies: z.array(remedy()).max(50).default([]).describe('What will be done because of it, and by when'),
        endsComplaint: z.boolean().default(false).describe('The resident agrees that their complaint ends with this'),
        note: words(4_000).optional().describe('What else the resident is told of it'),
        addition: addition(),
        namesStaffBecause: namesStaffBecause(),
      })
      .refine(({ outcome, terms }) => outcome !== 'settled' || terms !== undefined, {
        path: ['terms'],
        message: 'say what was agreed',
      })
      .refine(
        ({ outcome, remedies, endsComplaint }) => outcome === 'settled' || (remedies.length === 0 && !endsComplaint),
        {
          path: ['outcome'],
          message:
            'nothing was agreed, so nothing is promised and the complaint does not end: leave out "remedies" and "endsComplaint"',
        },
      ),
  facts: shape({ outcome: oneOf(adrOutcomes), ends: optional(flag), remedies: listOf(remedyFact), ...namesFacts }),
  words: 'always',
  readsNames: true,
  digest: (body, known) => ({
    outcome: body.outcome,
    ...(body.endsComplaint && { ends: true }),
    remedies: remedyFacts(body.remedies),
    ...namesIn(body, known),
  }),
  allowed: (state, facts) =>
    noTalks(state) ?? together([...offerFaults(state, facts.remedies), ...nameFaults(state, facts)]),
  apply: (state, { outcome, ends, remedies }, { nowMs, draft }) =>
    conclude(state, nowMs, { outcome, ends, remedies }, draft),
})

function noTalks(state: State): Refusal | undefined {
  if (state.kind !== 'complaint') return noComplaint(state)
  if (openDuties(state, 'conclude-adr').length > 0) return undefined
  return {
    rule: cite(state.policy, state.policy.adr?.clause),
    message:
      'No mediation, arbitration or negotiation is under way here. Record that one was agreed with "agree-adr" first.',
  }
}
