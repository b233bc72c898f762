/** Restrictions of contact (HO Code 5.14, 5.15; Joint Code 5.12, 5.13): placed by a manager, with evidence; reviewed; open to challenge. */
import { z } from 'zod'
import { actorInWords, type Actor } from '../actor.ts'
import { dayInWords } from '../policy/calendar.ts'
import { challengeOutcomes, restrictionKinds, restrictionOutcomes } from '../policy/names.ts'
import type { Refusal } from '../policy/refusal.ts'
import { dutyNumbered } from '../stage.ts'
import { challenge, challengeOf, decide, restrict, restrictionOf, review } from '../stages/restrictions.ts'
import type { State } from '../state.ts'
import { defineCommand, type Given } from './command.ts'
import { nobody } from './correct-contact.ts'
import { day, oneOf, optional, shape } from './facts.ts'
import { words } from './fields.ts'
import { notOwed, ruleOf } from './owed.ts'
import { namesFacts, namesIn, namesRefusal, namesStaffBecause } from './own-words.ts'
import { badReviewDay, notInForce, numbered, numberFact, reviewDay, tooMany } from './reviews.ts'
import { over } from './rules.ts'

const name = 'review-restriction'
const challenged = 'decide-challenge'

const whatNow = () =>
  words(4_000).optional().describe('Of one that is changed: what holds from now on, as the resident is told it')
const onlyChanged = {
  path: ['what'],
  message: 'give it for one that is changed, and for no other',
}

const looked = ({ by, draft }: Given) => ({ by: actorInWords(by), text: draft })

export const restrictContact = defineCommand({
  name: 'restrict-contact',
  title: 'Restrict contact',
  description:
    'Restrict how a resident may get in touch, because of behaviour that staff need not bear. It is proportionate, has evidence, and is reviewed at least once a year. The resident is told what, why and until when, and how to challenge it. No deadline stops: their complaint is answered as any other.',
  by: ['manager'],
  body: () =>
    z.strictObject({
      kind: z.enum(restrictionKinds),
      what: words(4_000).describe('What holds from now on, as the resident is told it'),
      evidence: words(4_000).describe('What happened, and when, as the resident is told it'),
      proportionate: words(4_000).describe(
        'Why nothing less would do, and what regard was had to the Equality Act 2010, as the resident is told it',
      ),
      review: reviewDay(),
      namesStaffBecause: namesStaffBecause(),
    }),
  facts: shape({ kind: oneOf(restrictionKinds), review: optional(day), ...namesFacts }),
  words: 'always',
  readsNames: true,
  digest: (body, known) => ({
    kind: body.kind,
    ...(body.review !== undefined && { review: body.review }),
    ...namesIn(body, known),
  }),
  allowed: (state, facts, { nowMs }) =>
    over(state) ??
    nobody(state) ??
    tooMany(state, name) ??
    badReviewDay(state, name, { field: 'review', day: facts.review, nowMs }) ??
    namesRefusal(state, facts),
  apply: (state, { kind, review: on }, given) =>
    restrict(state, { kind, review: on, owner: given.by.id }, looked(given), given.nowMs),
})

export const reviewRestriction = defineCommand({
  name: 'review-restriction',
  title: 'Review a restriction',
  description:
    'Record that a restriction was looked at again: it is kept, changed or lifted, and why. The resident is told, and unless it is lifted the next review is set, within a year.',
  by: ['manager'],
  body: () =>
    z
      .strictObject({
        restriction: numbered('restriction'),
        outcome: z.enum(restrictionOutcomes),
        what: whatNow(),
        why: words(4_000).describe('Why, as the resident is told it'),
        next: reviewDay(),
        namesStaffBecause: namesStaffBecause(),
      })
      .refine(({ outcome, what }) => (outcome === 'changed') === (what !== undefined), onlyChanged),
  facts: shape({
    restriction: numberFact,
    outcome: oneOf(restrictionOutcomes),
    next: optional(day),
    ...namesFacts,
  }),
  words: 'always',
  readsNames: true,
  digest: (body, known) => ({
    ...{ restriction: body.restriction, outcome: body.outcome },
    ...(body.next !== undefined && { next: body.next }),
    ...namesIn(body, known),
  }),
  allowed: (state, facts, { nowMs }) =>
    notInForce(state, name, facts.restriction) ??
    badReviewDay(state, name, { field: 'next', day: facts.next, nowMs }) ??
    namesRefusal(state, facts),
  apply: (state, { restriction, outcome, next }, given) =>
    review(
      state,
      { restriction, outcome, next, reworded: outcome === 'changed', owner: given.by.id },
      looked(given),
      given.nowMs,
    ),
})

export const challengeRestriction = defineCommand({
  name: 'challenge-restriction',
  title: 'Challenge a restriction',
  description:
    'Say that a restriction of contact is not right. A manager who did not decide it looks at it again, and answers in writing. Staff give it for a resident who tells them so.',
  by: ['resident', 'officer', 'manager'],
  body: () =>
    z.strictObject({
      restriction: numbered('restriction'),
      why: words(4_000).describe('Why it is not right, in the resident’s words'),
    }),
  facts: shape({ restriction: numberFact }),
  words: 'always',
  digest: ({ restriction }) => ({ restriction }),
  allowed: (state, { restriction }) => notInForce(state, name, restriction) ?? waits(state, restriction),
  apply: (state, { restriction }, given) => challenge(state, restriction, looked(given), given.nowMs),
})

function waits(state: State, restriction: number): Refusal | undefined {
  const open = challengeOf(state, restriction)
  return (
    open && {
      rule: ruleOf(state, challenged),
      message: `Restriction ${restriction} is challenged already, and that is decided by ${dayInWords(open.due)}.`,
    }
  )
}

export const decideChallenge = defineCommand({
  name: 'decide-challenge',
  title: 'Decide a challenge',
  description:
    'Decide a challenge of a restriction: it stands, is changed or is lifted, and why. It is for a manager who did not decide on the restriction themselves. The resident is told.',
  by: ['manager'],
  body: () =>
    z
      .strictObject({
        challenge: numbered('challenge'),
        outcome: z.enum(challengeOutcomes),
        what: whatNow(),
        why: words(4_000).describe('Why, as the resident is told it'),
        namesStaffBecause: namesStaffBecause(),
      })
      .refine(({ outcome, what }) => (outcome === 'changed') === (what !== undefined), onlyChanged),
  facts: shape({ challenge: numberFact, outcome: oneOf(challengeOutcomes), ...namesFacts }),
  words: 'always',
  readsNames: true,
  digest: (body, known) => ({ challenge: body.challenge, outcome: body.outcome, ...namesIn(body, known) }),
  allowed: (state, facts, { by }) =>
    notOwed(state, { name: challenged, what: 'challenge', field: 'challenge' }, [facts.challenge]) ??
    ownDecision(state, facts.challenge, by) ??
    namesRefusal(state, facts),
  apply: (state, { challenge: number, outcome }, given) =>
    decide(state, { challenge: number, outcome }, looked(given), given.nowMs),
})

/** Nobody decides on what they decided themselves. */
function ownDecision(state: State, number: number, { id }: Actor): Refusal | undefined {
  const duty = dutyNumbered(state, challenged, number)
  const placed = duty && restrictionOf(state, duty)
  if (id === undefined || placed?.decidedBy !== id) return undefined
  return {
    rule: ruleOf(state, challenged),
    message: `${id} decided on this restriction. Its challenge is decided by another manager: ask one to give "decide-challenge".`,
  }
}
