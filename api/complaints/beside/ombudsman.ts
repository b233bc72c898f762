/** What an Ombudsman has to do with a complaint, as it is answered: since when, what they asked for, decided and ordered, and what came of it. */
import { z } from 'zod'
import { dayOf } from '../../../prisma/calendar.ts'
import type { Deadline, Determination, Entry } from '../../../prisma/generated/client.ts'
import { policyLibrary } from '../../../prisma/policies.ts'
import { failureName } from '../../../workflows/policy/ombudsman.ts'
import type { RecordedState } from '../../../workflows/state.ts'
import { orderOf, orderSchema } from '../../ombudsman/order.ts'
import { bodyOf, owedOf, type Stored } from '../owed.ts'

const referral = z.strictObject({
  ombudsman: z.string(),
  on: z.iso.date(),
  by: z.string().describe('Who brought it there: resident, council or ombudsman'),
  status: z.string().describe('referred, investigating, determined, sent-back or ended'),
  reference: z.string().nullable().describe('Their own number for it, to staff'),
})
const request = z.strictObject({
  number: z.int(),
  ombudsman: z.string(),
  what: z.string().nullable(),
  by: z.iso.date(),
  status: z.string(),
  suppliedOn: z.iso.date().nullable(),
  supplied: z.string().nullable().describe('What they were sent, and how'),
})
const determination = z.strictObject({
  ombudsman: z.string(),
  on: z.iso.date(),
  issues: z.array(z.strictObject({ issue: z.string(), finding: z.string() })),
})
const failure = z.strictObject({
  ombudsman: z.string(),
  kind: z.string(),
  name: z.string().describe('As it was called on its day'),
  on: z.iso.date(),
  about: z.string(),
  what: z.string(),
})

export const ombudsmanSchema = z
  .strictObject({
    referrals: z.array(referral),
    requests: z.array(request).describe('What they asked for, to staff'),
    determinations: z.array(determination),
    orders: z.array(orderSchema).describe('What they ordered and recommended, and whether it is done'),
    failures: z.array(failure).describe('That they found our handling at fault'),
  })
  .describe('What an Ombudsman has to do with it')
type Answer = z.input<typeof ombudsmanSchema>

interface Row {
  state: unknown
  texts: Stored[]
  deadlines: Deadline[]
  timeline: Entry[]
  determinations: Determination[]
}

export function ombudsmanIn(row: Row, toStaff: boolean): Answer {
  const { texts, deadlines } = row
  const named = (name: string) =>
    deadlines.filter((one) => one.name === name).toSorted((one, other) => one.number - other.number)
  return {
    referrals: referralsIn(row, toStaff),
    requests: toStaff ? named('supply-evidence').map((one) => requestOf(one, texts)) : [],
    determinations: determinationsIn(row),
    orders: named('comply-with-order').map((one) => orderOf(one, texts)),
    failures: failuresIn(row),
  }
}

const theirs = z.object({ reference: z.string().optional() })

function referralsIn({ state, timeline, texts }: Row, toStaff: boolean): Answer['referrals'] {
  const { referrals = [] } = state as Pick<RecordedState, 'referrals'>
  return referrals.map(({ ombudsman, on, by, status }) => {
    const entry = timeline.findLast(
      ({ event, detail }) => event === 'referred' && ofDetail.safeParse(detail).data?.ombudsman === ombudsman,
    )
    const reference = theirs.safeParse(bodyOf(texts, entry?.textId ?? null)).data?.reference
    return { ombudsman, on, by, status, reference: toStaff ? (reference ?? null) : null }
  })
}

const ofDetail = z.object({ ombudsman: z.string() })
const supplied = z.object({ what: z.string() })

function requestOf(deadline: Deadline, texts: Stored[]): Answer['requests'][number] {
  const { number, kind: ombudsman, status, what, by, doneOn: suppliedOn, done } = owedOf(deadline, texts)
  return { number, ombudsman, status, what, by, suppliedOn, supplied: supplied.safeParse(done).data?.what ?? null }
}

const issued = z.object({ issues: z.array(z.object({ issue: z.string() })) })

function determinationsIn({ determinations, texts }: Row): Answer['determinations'] {
  const first = determinations.filter(({ number }) => number === 1)
  return first.map(({ seq, ombudsman, on, textId }) => {
    const words = issued.safeParse(bodyOf(texts, textId)).data?.issues ?? []
    const issues = determinations
      .filter((one) => one.seq === seq)
      .map(({ number, finding }) => ({ issue: words[number - 1]?.issue ?? '', finding }))
    return { ombudsman, on: dayOf(on), issues }
  })
}

const failed = z.object({ ombudsman: z.string(), failure: z.string(), on: z.iso.date(), about: z.string() })

function failuresIn({ timeline, texts }: Row): Answer['failures'] {
  const entries = timeline.filter(({ event }) => event === 'failure-recorded')
  return entries.map(({ detail, textId }) => {
    const { failure: kind, ...about } = failed.parse(detail)
    const known = policyLibrary().ombudsmen.find(({ id }) => id === about.ombudsman)
    return {
      ...{ ...about, kind },
      name: (known && failureName(known, kind, about.on)?.name) ?? kind,
      what: supplied.safeParse(bodyOf(texts, textId)).data?.what ?? '',
    }
  })
}
