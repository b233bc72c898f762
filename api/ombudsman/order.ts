/** What an Ombudsman ordered or recommended, as it is answered: of the deadlines, those of orders. */
import { z } from 'zod'
import { amountPaid } from '../../prisma/duty-words.ts'
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
  amountPaid: z.number().nullable().describe('Pounds, of compensation: what is on record as paid'),
})

const proof = z.object({ proof: z.string() })

export function orderOf(deadline: Deadline, texts: Stored[]): z.input<typeof orderSchema> {
  const { done, ...owed } = owedOf(deadline, texts)
  return { ...owed, proof: proof.safeParse(done).data?.proof ?? null, amountPaid: amountPaid(owed.kind, done) }
}
