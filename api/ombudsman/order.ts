/** What an Ombudsman ordered or recommended, as it is answered: of the deadlines, those of orders. */
import { z } from 'zod'
import type { Deadline } from '../../prisma/generated/client.ts'
import { owedOf, type Stored } from '../complaints/owed.ts'

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

export function orderOf(deadline: Deadline, texts: Stored[]): z.input<typeof orderSchema> {
  const { done, ...owed } = owedOf(deadline, texts)
  const shown = proof.safeParse(done).data
  return {
    ...owed,
    proof: shown?.proof ?? null,
    // One proof may be of several orders, and of them one payment.
    paid: owed.kind === 'compensation' ? (shown?.amountPaid ?? null) : null,
  }
}
