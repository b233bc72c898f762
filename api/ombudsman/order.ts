/** What an Ombudsman ordered or recommended, as it is answered: of the deadlines, those of orders. */
import { z } from 'zod'
import { dayOf } from '../../prisma/calendar.ts'
import { dutyWords } from '../../prisma/duty-words.ts'
import type { Deadline } from '../../prisma/generated/client.ts'
import { bodyOf, type Stored } from '../complaints/actions.ts'

export const orderSchema = z.strictObject({
  number: z.int(),
  kind: z
    .string()
    .describe('apology, compensation …; recommendation; or failure, where it came with a failure order or notice'),
  what: z.string().nullable(),
  amount: z.number().nullable().describe('Pounds, of compensation'),
  by: z.iso.date(),
  status: z
    .string()
    .describe('running, met (done in time), late (done after its day), missed (its day is over) or ended'),
  doneOn: z.iso.date().nullable(),
  proof: z.string().nullable().describe('What shows that it is done'),
  paid: z.number().nullable().describe('Pounds'),
})

const proof = z.object({ proof: z.string(), amountPaid: z.number().optional() })

export function orderOf(
  { number, kind, textId, item, due, status, metOn, doneTextId }: Deadline,
  texts: Stored[],
): z.input<typeof orderSchema> {
  const done = proof.safeParse(bodyOf(texts, doneTextId)).data
  return {
    ...{ number, kind: kind ?? '', status },
    ...dutyWords(bodyOf(texts, textId), item),
    by: dayOf(due),
    doneOn: metOn && dayOf(metOn),
    proof: done?.proof ?? null,
    // One proof may be of several orders, and of them one payment.
    paid: kind === 'compensation' ? (done?.amountPaid ?? null) : null,
  }
}
