/** Reasonable adjustments (HO Code 5.10, Joint Code 5.8; Equality Act 2010): recorded, kept to, and looked at again. */
import { z } from 'zod'
import { actorInWords } from '../actor.ts'
import { contactWith } from '../adjustments.ts'
import { adjustmentKinds, adjustmentOutcomes } from '../policy/names.ts'
import type { Refusal } from '../policy/refusal.ts'
import { contactFaults, contactFields, corrected } from '../resident.ts'
import { adjust, review } from '../stages/adjustments.ts'
import { inForce, inForceNumbered } from '../stages/under-review.ts'
import type { State } from '../state.ts'
import { defineCommand, type Known } from './command.ts'
import { nobody } from './correct-contact.ts'
import { count, day, flag, oneOf, optional, shape } from './facts.ts'
import { words } from './fields.ts'
import { ruleOf } from './owed.ts'
import { namesFacts, namesIn, namesRefusal, namesStaffBecause } from './own-words.ts'
import { reachFactsOf, reachIn, reachReaders, type ReachFacts } from './reach-facts.ts'
import { badReviewDay, notInForce, numbered, numberFact, reviewDay, tooMany } from './reviews.ts'
import { over } from './rules.ts'

const name = 'review-adjustment'
/** Working days. */
const mostDays = 60

const recording = () =>
  z
    .strictObject({
      kind: z.enum(adjustmentKinds),
      what: words(500).describe('What we do differently, as the resident is told it'),
      language: contactFields().language.optional().describe('Of the kind "language": which'),
      days: z
        .int()
        .min(1)
        .max(mostDays)
        .optional()
        .describe('Of the kind "extra-time": how many working days more the resident has wherever the time is theirs'),
      disabilities: z
        .array(words(500))
        .max(20)
        .optional()
        .describe('Disabilities that the resident has told us of: kept on file, and in no letter'),
      review: reviewDay(),
      keep: z
        .enum(['while-open', 'until-ended'])
        .default('while-open')
        .describe('until-ended: it goes on, and is reviewed, when the complaint is closed'),
      namesStaffBecause: namesStaffBecause(),
    })
    .refine(({ kind, language }) => (kind === 'language') === (language !== undefined), {
      path: ['language'],
      message: 'give it for the kind "language", and for no other',
    })
    .refine(({ kind, days }) => (kind === 'extra-time') === (days !== undefined), {
      path: ['days'],
      message: 'give them for the kind "extra-time", and for no other',
    })
type Recording = z.output<ReturnType<typeof recording>>

export const recordAdjustment = defineCommand({
  name: 'record-adjustment',
  title: 'Record an adjustment',
  description:
    'Agree what is done differently for a resident so that they can take part. Letters and clocks keep to it: their form and language, whether the resident is rung or written to, and how long the resident has. The resident has it in writing, and it is looked at again on a day.',
  by: ['officer', 'manager'],
  body: recording,
  facts: shape({
    kind: oneOf(adjustmentKinds),
    days: optional(count(1, mostDays)),
    review: optional(day),
    lasting: optional(flag),
    ...reachReaders,
    ...namesFacts,
  }),
  words: 'always',
  readsContact: true,
  readsNames: true,
  digest: (body, known) => ({
    kind: body.kind,
    ...(body.days !== undefined && { days: body.days }),
    ...(body.review !== undefined && { review: body.review }),
    ...(body.keep === 'until-ended' && { lasting: true }),
    ...reachAfter(body, known),
    ...namesIn(toldOf(body), known),
  }),
  allowed: (state, facts, { nowMs }) =>
    (isOver(state, facts.lasting) ? over(state) : undefined) ??
    nobody(state) ??
    twice(state, facts.kind) ??
    tooMany(state, name) ??
    badReviewDay(state, name, { field: 'review', day: facts.review, nowMs }) ??
    unreachable(state, facts) ??
    namesRefusal(state, facts),
  apply: (state, { kind, days, review: on, lasting, ...facts }, { by, nowMs, draft }) =>
    adjust(
      state,
      { kind, days, review: on, lasting, reach: reachIn(facts) },
      { by: actorInWords(by), text: draft },
      nowMs,
    ),
})

/** What of a body the resident gets to read. */
function toldOf(body: { what?: string | undefined; namesStaffBecause?: string | undefined }) {
  const { what, namesStaffBecause: because } = body
  return { what, namesStaffBecause: because }
}

function reachAfter({ kind, language }: Pick<Recording, 'kind' | 'language'>, known?: Known): ReachFacts {
  if (!known?.contact) return { reach: {} }
  return reachFactsOf(corrected(known.contact, contactWith(known.contact, kind, language)))
}

/** One that outlives the case may be agreed after it as well. */
function isOver(state: State, lasting: boolean | undefined): boolean {
  return !lasting && over(state) !== undefined
}

/** What cannot hold at the same time. Of what has no effect beside its words there may be several. */
const either: readonly (readonly string[])[] = [
  ['large-print', 'very-large-print'],
  ['calls-not-letters', 'letters-not-calls'],
]

function twice(state: State, kind: string): Refusal | undefined {
  if (kind === 'other' || kind === 'somebody-with-them') return undefined
  const same = either.find((kinds) => kinds.includes(kind)) ?? [kind]
  const known = inForce(state, name).find((duty) => duty.kind !== undefined && same.includes(duty.kind))
  if (!known) return undefined
  const { item } = known
  return {
    rule: ruleOf(state, name),
    message:
      known.kind === kind
        ? `That is adjustment ${item} already. To change it, give "review-adjustment" for ${item}.`
        : `That cannot hold together with adjustment ${item} (${known.kind}). End that with "review-adjustment" first.`,
  }
}

function unreachable(state: State, { faults: [fault] = [] }: ReachFacts): Refusal | undefined {
  if (fault === undefined) return undefined
  const { field, message } = contactFaults[fault]
  return {
    rule: ruleOf(state, name),
    message: `With this on file, ${message} in "${field}" with "correct-contact" first.`,
  }
}

export const reviewAdjustment = defineCommand({
  name: 'review-adjustment',
  title: 'Review an adjustment',
  description:
    'Record that an adjustment was looked at again with the resident: it is kept, changed, or ended because they need it no more. They are told, and unless it has ended the next review is set.',
  by: ['officer', 'manager'],
  body: () =>
    z
      .strictObject({
        adjustment: numbered('adjustment'),
        outcome: z.enum(adjustmentOutcomes),
        what: words(500)
          .optional()
          .describe('Of one that is changed: what we do from now on, as the resident is told it'),
        days: z.int().min(1).max(mostDays).optional().describe('Of extra time that is changed: how many working days'),
        next: reviewDay(),
        note: words(4_000).describe('How it was looked at, and what the resident said: kept on file'),
        namesStaffBecause: namesStaffBecause(),
      })
      .refine(({ outcome, what }) => (outcome === 'changed') === (what !== undefined), {
        path: ['what'],
        message: 'give it for one that is changed, and for no other',
      })
      .refine(({ outcome, days }) => days === undefined || outcome === 'changed', {
        path: ['days'],
        message: 'give them only where extra time is changed',
      }),
  facts: shape({
    adjustment: numberFact,
    outcome: oneOf(adjustmentOutcomes),
    days: optional(count(1, mostDays)),
    next: optional(day),
    ...namesFacts,
  }),
  words: 'always',
  readsNames: true,
  digest: (body, known) => ({
    ...{ adjustment: body.adjustment, outcome: body.outcome },
    ...(body.days !== undefined && { days: body.days }),
    ...(body.next !== undefined && { next: body.next }),
    ...namesIn(toldOf(body), known),
  }),
  allowed: (state, facts, { nowMs }) =>
    notInForce(state, name, facts.adjustment) ??
    noDays(state, facts) ??
    badReviewDay(state, name, { field: 'next', day: facts.next, nowMs }) ??
    namesRefusal(state, facts),
  apply: (state, { adjustment, outcome, days, next }, { by, nowMs, draft }) =>
    review(
      state,
      { adjustment, outcome, days, next, reworded: outcome === 'changed' },
      { by: actorInWords(by), text: draft },
      nowMs,
    ),
})

function noDays(state: State, { adjustment, days }: { adjustment: number; days?: number }): Refusal | undefined {
  const kind = inForceNumbered(state, name, adjustment)?.kind
  if (days === undefined || kind === 'extra-time') return undefined
  return {
    rule: ruleOf(state, name),
    message: `Adjustment ${adjustment} is ${kind} and has no days. Leave "days" out.`,
  }
}
