/** What may put things right (HO Code 7.1), as people send it and as it travels. */
import { z } from 'zod'
import { remedyKinds } from '../policy/names.ts'
import type { RemedyFacts } from '../policy/remedies.ts'
import * as fields from './fields.ts'
import { words } from './fields.ts'

export const remedy = () =>
  z.strictObject({
    kind: z.enum(remedyKinds),
    by: fields.day().describe('By when it is done; a day that has passed says that it is done already'),
    description: words(4_000).optional().describe('What will be done'),
    amount: z.number().positive().max(1_000_000).optional().describe('Pounds, where the remedy is money'),
  })

/** What travels of them: never what they say, but whether they say it. */
export function remedyFacts(remedies: z.output<ReturnType<typeof remedy>>[]): RemedyFacts[] {
  return remedies.map(({ kind, by, description, amount }) => {
    const says = (kind === 'money' ? amount : description) !== undefined
    return { kind, by, ...(says && { says }) }
  })
}
