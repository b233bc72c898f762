/** What an Ombudsman decides of each issue, what they order and recommend, that it is done; and that they find our handling at fault. */
import { z } from 'zod'
import type { Ombudsman } from '../policy/ombudsman.ts'
import { dayInWords, type LocalDate } from '../policy/calendar.ts'
import type { Refusal } from '../policy/refusal.ts'
import { currentStage, nextSeq, openDuties } from '../stage.ts'
import { closingMoments } from '../stages/closing.ts'
import { listed, openDuty } from '../stages/duties.ts'
import { endRequests, withStanding } from '../stages/ombudsman.ts'
import type { Duty, State } from '../state.ts'
import { defineCommand, type Known } from './command.ts'
import { day, listOf, oneOf, optional, shape } from './facts.ts'
import * as fields from './fields.ts'
import { words } from './fields.ts'
import {
  codeFact,
  dayRefusal,
  inFuture,
  notTheirs,
  notWithThem,
  ombudsmanField,
  ombudsmanFor,
  onField,
  referralOf,
  refusal,
  whose,
} from './ombudsman.ts'

export const orderKinds = ['apology', 'compensation', 'action', 'review', 'training', 'policy', 'other'] as const
/** As a duty names what is recommended and not ordered. */
export const recommendation = 'recommendation'

/** Codes that are on no list of that Ombudsman's. */
interface NotOnList {
  ombudsman: string
  unknown: string[]
  has: string[]
}
const notOnListFact = optional(listOf(shape({ ombudsman: codeFact, unknown: listOf(codeFact), has: listOf(codeFact) })))

interface Determining {
  ombudsman?: string
  on: LocalDate
  findings: string[]
  notOnList?: NotOnList[]
  orders: { kind: (typeof orderKinds)[number]; by: LocalDate }[]
  /** Their days. */
  recommendations: LocalDate[]
}

const what = () => words(4_000).describe('What is to be done, as the resident is told it')
const by = () => fields.day().describe('By when')
const order = () =>
  z
    .strictObject({
      kind: z.enum(orderKinds),
      what: what(),
      by: by(),
      amount: z.number().positive().max(1_000_000).optional().describe('Pounds, of compensation'),
    })
    .refine(({ kind, amount }) => kind !== 'compensation' || amount !== undefined, {
      path: ['amount'],
      message: 'say how much compensation is to be paid, in pounds',
    })

export const recordDetermination = defineCommand({
  name: 'record-determination',
  title: 'The Ombudsman has decided',
  description:
    'Record what an Ombudsman found on each issue, what they ordered and what they recommended, each with its day. Each is followed through until there is proof that it is done. The resident is told what was decided and what you will do by when.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      ombudsman: ombudsmanField(),
      on: fields.day().describe('The day of the determination'),
      issues: z
        .array(
          z.strictObject({
            issue: words(4_000).describe('What it is about'),
            finding: fields.code().describe('What they found, by its id on that Ombudsman’s list'),
          }),
        )
        .min(1)
        .max(50),
      orders: z.array(order()).max(50).default([]),
      recommendations: z
        .array(z.strictObject({ what: what(), by: by() }))
        .max(50)
        .default([]),
    }),
  facts: shape({
    ombudsman: optional(codeFact),
    on: day,
    findings: listOf(codeFact),
    notOnList: notOnListFact,
    orders: listOf(shape({ kind: oneOf(orderKinds), by: day })),
    recommendations: listOf(day),
  }),
  words: 'always',
  readsOmbudsmen: true,
  digest: (body, known): Determining => ({
    ...whose(body),
    on: body.on,
    findings: body.issues.map(({ finding }) => finding),
    ...notOnList(
      body.issues.map(({ finding }) => finding),
      ({ findings }) => findings.map(({ id }) => id),
      known,
    ),
    orders: body.orders.map(({ kind, by: due }) => ({ kind, by: due })),
    recommendations: body.recommendations.map(({ by: due }) => due),
  }),
  allowed: (state, facts, { nowMs }) =>
    notWithThem(state, facts.ombudsman) ??
    dayRefusal(state, facts, nowMs) ??
    unknownCode(state, referralOf(state, facts.ombudsman).ombudsman, facts.notOnList) ??
    ([...facts.orders.map((one) => one.by), ...facts.recommendations].some((due) => due < facts.on)
      ? refusal(state, 'Nothing is to be done before the day on which it was decided. Correct "by".')
      : undefined),
  apply(state, facts, { nowMs, draft }) {
    const { on, findings, orders, recommendations } = facts
    const { ombudsman } = referralOf(state, facts.ombudsman)
    const decided = endRequests(withStanding(state, ombudsman, 'determined'), ombudsman, nowMs)
    const owed = [...orders, ...recommendations.map((due) => ({ kind: recommendation, by: due }))]
    const { state: after, opened } = ordered(decided, owed, { on, text: draft }, nowMs)
    return {
      state: after,
      entries: [
        {
          event: 'determined',
          clause: state.policy.ombudsman.clause,
          detail: {
            ...{ stage: currentStage(state).id, ombudsman, on, findings, duties: listed(opened) },
            closes: closingMoments(after).length > 0,
          },
          text: draft,
          letter: { kind: 'ombudsman', to: 'resident' },
        },
      ],
    }
  },
})

/** Each has a day of its own; the text has them in this order. */
function ordered(
  state: State,
  owed: readonly { kind: string; by: LocalDate }[],
  { on, text }: { on: LocalDate; text: string | undefined },
  nowMs: number,
): { state: State; opened: Duty[] } {
  const about = { name: 'comply-with-order', from: on, of: 'determination', entry: nextSeq(state) } as const
  const after = owed.reduce(
    (sum, { kind, by: due }, index) =>
      openDuty(sum, { ...about, kind, due, item: index + 1, ...(text !== undefined && { text }) }, nowMs),
    state,
  )
  return { state: after, opened: owed.length === 0 ? [] : openDuties(after, 'comply-with-order').slice(-owed.length) }
}

const matters = ['progress', 'evidence', 'orders', 'policy'] as const

interface Failing {
  ombudsman?: string
  kind: string
  on: LocalDate
  about: (typeof matters)[number]
  /** Their days. */
  orders: LocalDate[]
  notOnList?: NotOnList[]
}

export const recordFailure = defineCommand({
  name: 'record-failure',
  title: 'The Ombudsman finds our handling at fault',
  description:
    'Record that an Ombudsman issued a failure order or notice, or a report, as they do not find the complaint dealt with as it must be. Its name is that of its day. The resident is told; where it names a day, what it asks for is followed through.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      ombudsman: ombudsmanField(),
      kind: fields.code().describe('What was issued, by its id on that Ombudsman’s list'),
      on: onField(),
      about: z.enum(matters).describe('How the complaint went on, evidence, orders, or the policy itself'),
      what: words(4_000).describe('What they find, as the resident is told it'),
      orders: z
        .array(z.strictObject({ what: what(), by: by() }))
        .max(50)
        .default([])
        .describe('What they tell you to do about it'),
    }),
  facts: shape({
    ombudsman: optional(codeFact),
    kind: codeFact,
    on: day,
    about: oneOf(matters),
    orders: listOf(day),
    notOnList: notOnListFact,
  }),
  words: 'always',
  readsOmbudsmen: true,
  digest: ({ kind, on, about, ...body }, known): Failing => ({
    ...whose(body),
    ...{ kind, on, about },
    orders: body.orders.map(({ by: due }) => due),
    ...notOnList([kind], ({ failures }) => failures.map(({ id }) => id), known),
  }),
  allowed: (state, facts, { nowMs }) =>
    notTheirs(state, facts.ombudsman) ??
    unknownCode(state, ombudsmanFor(state, facts.ombudsman), facts.notOnList) ??
    inFuture(state, facts.on, nowMs) ??
    (facts.orders.some((due) => due < facts.on)
      ? refusal(state, `It was issued on ${dayInWords(facts.on)}, so nothing is due before that. Correct "by".`)
      : undefined),
  apply(state, { ombudsman: named, kind, on, about, orders }, { nowMs, draft }) {
    const ombudsman = ombudsmanFor(state, named)
    const owed = orders.map((due) => ({ kind: 'failure', by: due }))
    const { state: after, opened } = ordered(state, owed, { on, text: draft }, nowMs)
    return {
      state: after,
      entries: [
        {
          event: 'failure-recorded',
          clause: state.policy.ombudsman.clause,
          detail: { stage: currentStage(state).id, ombudsman, failure: kind, on, about, duties: listed(opened) },
          text: draft,
          letter: { kind: 'ombudsman', to: 'resident' },
        },
      ],
    }
  },
})

/** Which of the codes each Ombudsman that may be meant does not have; one without a list takes any. */
function notOnList(
  codes: readonly string[],
  listOfOne: (ombudsman: Ombudsman) => string[],
  { ombudsmen = [] }: Pick<Known, 'ombudsmen'> = {},
): { notOnList?: NotOnList[] } {
  const lacking = ombudsmen.flatMap((ombudsman): NotOnList[] => {
    const has = listOfOne(ombudsman)
    const unknown = codes.filter((code) => !has.includes(code))
    return has.length > 0 && unknown.length > 0 ? [{ ombudsman: ombudsman.id, unknown, has }] : []
  })
  return lacking.length > 0 ? { notOnList: lacking } : {}
}

function unknownCode(state: State, ombudsman: string, lists: readonly NotOnList[] = []): Refusal | undefined {
  const lacking = lists.find((one) => one.ombudsman === ombudsman)
  return (
    lacking &&
    refusal(
      state,
      `${lacking.unknown.join(' and ')} is not on the list of ${ombudsman}. There are: ${lacking.has.join(', ')}.`,
    )
  )
}
