/**
 * What is done differently for the resident (HO Code 5.10) and how their contact is restricted (5.14), each as it stands after its last
 * review, as it is answered. Of the deadlines, those of reviews and challenges.
 */
import { z } from 'zod'
import { dayOf } from '../../../prisma/calendar.ts'
import { dutyWords } from '../../../prisma/duty-words.ts'
import type { Deadline } from '../../../prisma/generated/client.ts'
import { openStatuses } from '../../../workflows/policy/deadlines.ts'
import type { Reviewed } from '../../../workflows/state.ts'
import { bodyOf, type Stored } from '../owed.ts'

const arrangement = z.strictObject({
  number: z.int(),
  kind: z.string(),
  what: z.string().nullable().describe('In the words in which the resident was told it last'),
  since: z.iso.date(),
  inForce: z.boolean(),
  reviewOn: z.iso.date().nullable().describe('When it is looked at again; null where it is not in force any more'),
  reviews: z.array(z.iso.date()).describe('The days on which it was looked at'),
})
const challenge = z.strictObject({
  number: z.int(),
  restriction: z.int(),
  decideBy: z.iso.date(),
  decidedOn: z.iso.date().nullable(),
  status: z.string(),
})

export const adjustmentsSchema = z
  .array(arrangement)
  .describe('What is done differently so that the resident can take part')
export const restrictionsSchema = z
  .array(arrangement.extend({ challenges: z.array(challenge) }))
  .describe('How the resident may get in touch; no deadline stops for it')

interface Row {
  deadlines: Deadline[]
  texts: Stored[]
}

export function adjustmentsIn(row: Row): z.input<typeof adjustmentsSchema> {
  return arrangementsIn(row, 'review-adjustment')
}

export function restrictionsIn(row: Row): z.input<typeof restrictionsSchema> {
  const challenges = row.deadlines.filter(({ name }) => name === 'decide-challenge')
  return arrangementsIn(row, 'review-restriction').map((restriction) => ({
    ...restriction,
    challenges: challenges
      .filter(({ item }) => item === restriction.number)
      .map(({ number, due, metOn, status }) => ({
        ...{ number, restriction: restriction.number, status },
        decideBy: dayOf(due),
        decidedOn: metOn && dayOf(metOn),
      })),
  }))
}

function arrangementsIn({ deadlines, texts }: Row, name: Reviewed): z.input<typeof adjustmentsSchema> {
  const numbers = new Set(deadlines.flatMap((one) => (one.name === name && one.item !== null ? [one.item] : [])))
  return [...numbers]
    .toSorted((one, other) => one - other)
    .flatMap((number) => {
      const reviews = deadlines
        .filter((one) => one.name === name && one.item === number)
        .toSorted((one, other) => one.number - other.number)
      const [first, last] = [reviews[0], reviews.at(-1)]
      return first && last ? [arrangementOf(number, { first, last, reviews }, texts)] : []
    })
}

function arrangementOf(
  number: number,
  { first, last, reviews }: { first: Deadline; last: Deadline; reviews: Deadline[] },
  texts: Stored[],
): z.input<typeof arrangement> {
  const inForce = openStatuses.some((status) => status === last.status)
  return {
    ...{ number, kind: last.kind ?? '', inForce },
    what: dutyWords(bodyOf(texts, last.textId), null).what,
    since: dayOf(first.from),
    reviewOn: inForce ? dayOf(last.due) : null,
    reviews: reviews.flatMap(({ metOn }) => (metOn ? [dayOf(metOn)] : [])),
  }
}
