/** What is promised to put things right, and followed through to its end (HO Code 5.13, 6.6, 7.1-7.4). */
import { z } from 'zod'
import { actorInWords, staffId } from '../actor.ts'
import { dayInWords, localDate } from '../policy/calendar.ts'
import { cite } from '../policy/reading.ts'
import { together, type Refusal } from '../policy/refusal.ts'
import { nameFaults } from '../policy/response.ts'
import { dutyNumbered, isOver } from '../stage.ts'
import { agree, complete, give, giveMoreTime, giveUp } from '../stages/actions.ts'
import type { Duty, State } from '../state.ts'
import { defineCommand } from './command.ts'
import { evidenceFiles, evidenceFilesFact, evidenceNamed, evidenceRefusal } from './evidence.ts'
import { count, day, flag, listOf, matching, optional, shape } from './facts.ts'
import * as fields from './fields.ts'
import { staffMember, words } from './fields.ts'
import { notOwed, notYet, paymentFault, ruleOf, type Named } from './owed.ts'
import { addition, namesFacts, namesIn, namesRefusal, namesStaffBecause } from './own-words.ts'
import { factsOfRemedy, offerFaults, remedy, remedyReaders } from './remedies.ts'
import { noComplaint, over } from './rules.ts'

const most = 200
const number = () => z.int().min(1).max(100_000)
const numberFact = count(1, 100_000)
const several = () =>
  z
    .array(number())
    .min(1)
    .max(most)
    .refine((given) => new Set(given).size === given.length, 'each number once')
    .describe('Their numbers, as the complaint lists its actions')

const oneAction: Named = { name: 'complete-action', what: 'action', field: 'action' }
const actions: Named = { ...oneAction, field: 'actions' }

export const agreeAction = defineCommand({
  name: 'agree-action',
  title: 'Agree an action',
  description:
    'Promise what will put something right, at any stage and without any need to go on to the next: what will be done, and by when. The resident has it in writing; it is reminded of, and the complaint is not closed before it is done.',
  by: ['officer', 'manager'],
  body: () => remedy().extend({ addition: addition(), namesStaffBecause: namesStaffBecause() }),
  facts: shape({ ...remedyReaders, ...namesFacts }),
  words: 'always',
  readsNames: true,
  digest: (body, known) => ({ ...factsOfRemedy(body), ...namesIn(body, known) }),
  // What is closed is closed because nothing was left to do: it is taken up again first.
  allowed(state, facts, { nowMs }) {
    if (state.kind !== 'complaint') return noComplaint(state)
    return isOver(state)
      ? over(state)
      : together([...dayFaults(state, facts.by, nowMs), ...offerFaults(state, [facts]), ...nameFaults(state, facts)])
  },
  apply: (state, { kind, by, owner }, { nowMs, draft }) =>
    agree(state, { kind, by, ...(owner !== undefined && { owner }) }, draft, nowMs),
})

function dayFaults(state: State, by: string, nowMs: number): Refusal[] {
  if (by >= localDate(nowMs)) return []
  const rule = cite(state.policy, state.policy.remedies.offer?.clause ?? state.policy.remedies.clause)
  const message = `${dayInWords(by)} is over. Give the day by which it will be done in "by"; for what is done already, today's, and then "complete-action".`
  return [{ rule, message }]
}

export const completeAction = defineCommand({
  name: 'complete-action',
  title: 'Complete an action',
  description:
    'Record that what was promised is done, and how that is known. The resident is told. The last one closes a complaint that waited only for it.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      actions: several(),
      on: fields.day().optional().describe('When it was done, if not today'),
      evidence: words().describe('What was done, and how it is known: kept on file'),
      amountPaid: fields
        .pounds()
        .optional()
        .describe('Pounds, of money: what was paid, which is held against what was promised'),
      evidenceFiles: evidenceFiles(),
      addition: addition(),
      namesStaffBecause: namesStaffBecause(),
    }),
  facts: shape({
    actions: listOf(numberFact, most),
    on: optional(day),
    paid: optional(flag),
    evidenceFiles: evidenceFilesFact,
    ...namesFacts,
  }),
  words: 'always',
  readsNames: true,
  digest: (body, known) => ({
    actions: body.actions,
    ...(body.on !== undefined && { on: body.on }),
    ...(body.amountPaid !== undefined && { paid: true }),
    ...evidenceNamed(body),
    ...namesIn(withoutEvidence(body), known),
  }),
  allowed: (state, facts, { nowMs }) =>
    notOwed(state, actions, facts.actions) ??
    notYet(state, 'complete-action', facts.on, nowMs) ??
    payment(state, facts) ??
    evidenceRefusal(state, facts) ??
    namesRefusal(state, facts),
  apply: (state, { actions: done, on, ...facts }, { by, nowMs, draft }) =>
    complete(
      state,
      those(state, done),
      { on, by: actorInWords(by), text: draft, facts: { ...evidenceNamed(facts) } },
      nowMs,
    ),
})

/** What was paid is told of one action of money at a time. */
function payment(state: State, { actions: done, paid }: { actions: number[]; paid?: boolean }): Refusal | undefined {
  const message = paid ? paymentFault(those(state, done), 'money', paid) : undefined
  return message === undefined ? undefined : { rule: ruleOf(state, 'complete-action'), message }
}

/** What proves it is not read by the resident. */
function withoutEvidence<T extends { evidence: string }>({ evidence: _onFile, ...read }: T): Omit<T, 'evidence'> {
  return read
}

export const putOffAction = defineCommand({
  name: 'put-off-action',
  title: 'Give an action a later day',
  description: 'What was promised will be done later than the resident was told: they are told the new day, and why.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      action: number(),
      to: fields.day().describe('The new day'),
      reason: words(4_000).describe('Why, as the resident is told it'),
      addition: addition(),
      namesStaffBecause: namesStaffBecause(),
    }),
  facts: shape({ action: numberFact, to: day, ...namesFacts }),
  words: 'always',
  readsNames: true,
  digest: (body, known) => ({ action: body.action, to: body.to, ...namesIn(body, known) }),
  allowed: (state, facts, { nowMs }) =>
    notOwed(state, oneAction, [facts.action]) ?? notLater(state, facts, nowMs) ?? namesRefusal(state, facts),
  apply(state, { action: number, to }, { draft }) {
    const action = dutyNumbered(state, 'complete-action', number)
    return action ? giveMoreTime(state, action, to, draft) : { state, entries: [] }
  },
})

function notLater(state: State, { action, to }: { action: number; to: string }, nowMs: number): Refusal | undefined {
  const due = dutyNumbered(state, 'complete-action', action)?.due ?? to
  const after = due > localDate(nowMs) ? due : localDate(nowMs)
  if (to > after) return undefined
  return {
    rule: ruleOf(state, 'complete-action'),
    message: `The resident was told ${dayInWords(due)}. Give a later day in "to", after ${dayInWords(after)}.`,
  }
}

export const endAction = defineCommand({
  name: 'end-action',
  title: 'End an action that is not done',
  description:
    'What was promised will not be done: the resident does not want it, or has something else instead. They are told why. It is for a manager, as what is promised is followed through; if its day was over it stays missed, and the case file says that it was given up.',
  by: ['manager'],
  body: () =>
    z.strictObject({
      actions: several(),
      reason: words(4_000).describe('Why, as the resident is told it'),
      addition: addition(),
      namesStaffBecause: namesStaffBecause(),
    }),
  facts: shape({ actions: listOf(numberFact, most), ...namesFacts }),
  words: 'always',
  readsNames: true,
  digest: (body, known) => ({ actions: body.actions, ...namesIn(body, known) }),
  allowed: (state, facts) => notOwed(state, actions, facts.actions) ?? namesRefusal(state, facts),
  apply: (state, facts, { by, nowMs, draft }) =>
    giveUp(state, those(state, facts.actions), { by: actorInWords(by), text: draft }, nowMs),
})

export const assignAction = defineCommand({
  name: 'assign-action',
  title: 'Give an action to somebody',
  description: 'Say who sees to what was promised. They are told of it, and reminded before its day.',
  by: ['officer', 'manager'],
  body: () => z.strictObject({ actions: several(), owner: staffMember(staffId) }),
  facts: shape({ actions: listOf(numberFact, most), owner: matching(staffId) }),
  words: 'none',
  digest: (body) => body,
  allowed: (state, facts) => notOwed(state, actions, facts.actions),
  apply: (state, facts) => give(state, those(state, facts.actions), facts.owner),
})

function those(state: State, numbers: readonly number[]): Duty[] {
  return numbers.flatMap((number) => dutyNumbered(state, 'complete-action', number) ?? [])
}
