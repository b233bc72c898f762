/** What may put things right (HO Code 7.1), as people send it and as it travels. */
import { z } from 'zod'
import { remedyKinds, type RemedyKind } from '../policy/names.ts'
import * as fields from './fields.ts'
import { words } from './fields.ts'

export const remedy = () =>
  z.strictObject({
    kind: z.enum(remedyKinds),
    by: fields.day().describe('By when it is done; a day that has passed says that it is done already'),
    description: words(4_000).optional().describe('What will be done'),
    amount: z.number().positive().max(1_000_000).optional().describe('Pounds, where the remedy is money'),
  })

export function remedyFacts(remedies: { kind: RemedyKind; by: string }[]): { kind: RemedyKind; by: string }[] {
  return remedies.map(({ kind, by }) => ({ kind, by }))
}
