/** An Ombudsman finds that a complaint was not dealt with as it must be: a failure order or notice, a report. */
import { z } from 'zod'
import { dayInWords, type LocalDate } from '../policy/calendar.ts'
import { currentStage } from '../stage.ts'
import { listed } from '../stages/duties.ts'
import { openOrders } from '../stages/ombudsman.ts'
import { defineCommand } from './command.ts'
import { day, listOf, oneOf, optional, shape } from './facts.ts'
import * as fields from './fields.ts'
import { words } from './fields.ts'
import { notOnList, notOnListFact, unknownCode, type NotOnList } from './ombudsman-lists.ts'
import { codeFact, inFuture, notTheirs, ombudsmanField, ombudsmanFor, onField, refusal, whose } from './ombudsman.ts'

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
        .array(z.strictObject({ what: words(4_000), by: fields.day() }))
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
    const { state: after, opened } = openOrders(state, owed, { on, text: draft }, nowMs)
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
