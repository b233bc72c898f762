/** What an Ombudsman decides of each issue, and what they order and recommend. */
import { z } from 'zod'
import type { LocalDate } from '../policy/calendar.ts'
import { currentStage } from '../stage.ts'
import { closingMoments } from '../stages/closing.ts'
import { listed } from '../stages/duties.ts'
import { endRequests, openOrders, withStanding } from '../stages/ombudsman.ts'
import { defineCommand } from './command.ts'
import { day, listOf, oneOf, optional, shape } from './facts.ts'
import * as fields from './fields.ts'
import { words } from './fields.ts'
import { notOnList, notOnListFact, unknownCode, type NotOnList } from './ombudsman-lists.ts'
import { codeFact, dayRefusal, notWithThem, ombudsmanField, referralOf, refusal, whose } from './ombudsman.ts'

const orderKinds = ['apology', 'compensation', 'action', 'review', 'training', 'policy', 'other'] as const
/** As a duty names what is recommended and not ordered. */
const recommendation = 'recommendation'

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
      amount: fields.pounds().optional().describe('Pounds, of compensation'),
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
    const { state: after, opened } = openOrders(decided, owed, { on, text: draft }, nowMs)
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
