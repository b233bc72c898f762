/** A rule of a policy: its values, and where they come from. */
import { z } from 'zod'

const source = { clause: z.string().min(1).optional(), assumption: z.string().min(1).optional() }

/** The values, with the `clause` of the document, or an `assumption` and its reason; both where the document is only a hint. */
export function rule<T extends z.ZodRawShape>(values: T) {
  return z
    .strictObject({ ...values, ...source })
    .refine((value: object) => 'clause' in value || 'assumption' in value, {
      message: 'say where this comes from: a clause of the document, or an assumption and its reason',
    })
}
