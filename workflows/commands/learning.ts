/** What was learned from a complaint, and what is done better because of it (HO Code 9.1-9.3). */
import { z } from 'zod'
import { actorInWords, staffId } from '../actor.ts'
import { localDate } from '../policy/calendar.ts'
import { noCause, rootCauses } from '../policy/learning.ts'
import type { Refusal } from '../policy/refusal.ts'
import { numbers } from '../policy/refusal.ts'
import { dutyNumbered, isOver } from '../stage.ts'
import { improved, learn } from '../stages/learning.ts'
import type { State } from '../state.ts'
import { defineCommand } from './command.ts'
import { evidenceFiles, evidenceFilesFact, evidenceNamed, evidenceRefusal } from './evidence.ts'
import { count, day, listOf, matching, optional, shape } from './facts.ts'
import * as fields from './fields.ts'
import { code, staffMember, words } from './fields.ts'
import { notOwed, notYet, ruleOf, type Named } from './owed.ts'
import { noComplaint } from './rules.ts'

const improvement = () =>
  z.strictObject({
    what: words(4_000).describe('What will be done better'),
    owner: staffMember(staffId).describe('Who sees to it'),
    by: fields.day(),
  })

const body = () =>
  z
    .strictObject({
      rootCause: code().optional().describe('Why it went wrong: a code of the policy’s list'),
      learningPoint: words().optional().describe('What was learned, so that others can use it'),
      improvements: z.array(improvement()).max(20).default([]),
      none: words().optional().describe('Why there is nothing to learn, in place of all else'),
    })
    .refine(
      ({ rootCause, learningPoint, improvements, none }) =>
        none === undefined
          ? rootCause !== undefined && learningPoint !== undefined
          : rootCause === undefined && learningPoint === undefined && improvements.length === 0,
      { path: ['rootCause'], message: 'give "rootCause" and "learningPoint"; or "none" alone, with why' },
    )

const codeFact = matching(/^[a-z0-9]+(-[a-z0-9]+)*$/)

export const recordLearning = defineCommand({
  name: 'record-learning',
  title: 'Record what was learned',
  description:
    'Say what was learned from the complaint: why it went wrong, and what will be done better by whom and by when; or why there is nothing to learn. Improvements are reminded of, and outlive the case.',
  by: ['officer', 'manager'],
  body,
  facts: shape({ rootCause: codeFact, improvements: listOf(shape({ owner: matching(staffId), by: day }), 20) }),
  words: 'always',
  digest: ({ rootCause, improvements }) => ({
    rootCause: rootCause ?? noCause,
    improvements: improvements.map(({ owner, by }) => ({ owner, by })),
  }),
  allowed: (state, facts, { nowMs }) => tooEarly(state) ?? unknownCause(state, facts) ?? pastDay(state, facts, nowMs),
  apply: (state, facts, { by, nowMs, draft }) => learn(state, facts, { by: actorInWords(by), text: draft }, nowMs),
})

/** An answer says what was found; before that nobody knows what there is to learn. */
function tooEarly(state: State): Refusal | undefined {
  if (state.kind !== 'complaint') return noComplaint(state)
  if (isOver(state) || state.stages.some(({ outcome }) => outcome !== undefined)) return undefined
  return {
    rule: ruleOf(state, 'record-learning'),
    message: 'Nothing is found yet. Give it with the answer, or once the complaint is over.',
  }
}

function unknownCause(state: State, { rootCause }: { rootCause: string }): Refusal | undefined {
  const known = rootCauses(state.policy)
  if (rootCause === noCause || known.includes(rootCause)) return undefined
  return {
    rule: ruleOf(state, 'record-learning'),
    message: `"${rootCause}" is not on this policy's list of causes: ${known.join(', ')}. Correct "rootCause".`,
  }
}

function pastDay(
  state: State,
  { improvements }: { improvements: { by: string }[] },
  nowMs: number,
): Refusal | undefined {
  const past = numbers(improvements, ({ by }) => by < localDate(nowMs))
  if (past.length === 0) return undefined
  return {
    rule: ruleOf(state, 'complete-improvement'),
    message: `The day of improvement ${past.join(', ')} is over. Give one to come in "by"; for what is done already, today's, and then "complete-improvement".`,
  }
}

const oneImprovement: Named = { name: 'complete-improvement', what: 'improvement', field: 'improvement' }

export const completeImprovement = defineCommand({
  name: 'complete-improvement',
  title: 'Complete an improvement',
  description:
    'Record that what was to be done better is done, and how that is known. Also of a complaint that is over.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      improvement: z.int().min(1).max(100_000).describe('Its number, as the complaint lists it'),
      on: fields.day().optional().describe('When it was done, if not today'),
      evidence: words().describe('What was done, and how it is known: kept on file'),
      evidenceFiles: evidenceFiles(),
    }),
  facts: shape({ improvement: count(1, 100_000), on: optional(day), evidenceFiles: evidenceFilesFact }),
  words: 'always',
  digest: (given): { improvement: number; on?: string; evidenceFiles?: number[] } => ({
    improvement: given.improvement,
    ...(given.on !== undefined && { on: given.on }),
    ...evidenceNamed(given),
  }),
  allowed: (state, facts, { nowMs }) =>
    notOwed(state, oneImprovement, [facts.improvement]) ??
    notYet(state, 'complete-improvement', facts.on, nowMs) ??
    evidenceRefusal(state, facts),
  apply(state, { improvement: number, on, ...facts }, { by, nowMs, draft }) {
    const found = dutyNumbered(state, 'complete-improvement', number)
    if (!found) return { state, entries: [] }
    return improved(state, found, { on, by: actorInWords(by), text: draft, facts: { ...evidenceNamed(facts) } }, nowMs)
  },
})
