/** What a command answers. */
import { z } from 'zod'

export const doneSchema = z
  .strictObject({
    ref: z.string(),
    seq: z.int().describe('Its line on the timeline'),
    stage: z.string(),
    status: z.string(),
    deadlines: z.array(z.strictObject({ name: z.string(), due: z.iso.date(), status: z.string() })),
  })
  .meta({ id: 'CommandDone' })
export const acceptedSchema = z.strictObject({ ref: z.string(), note: z.string() }).meta({ id: 'CommandAccepted' })
