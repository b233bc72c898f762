/** What a command answers. */
import { z } from 'zod'

export const doneSchema = z
  .strictObject({
    ref: z.string(),
    seq: z.int().describe('Its line on the timeline'),
    stage: z.string(),
    status: z.string(),
    deadlines: z.array(z.strictObject({ name: z.string(), due: z.iso.date(), status: z.string() })),
    linked: z.string().optional().describe('The complaint of its own that came out of it'),
  })
  .meta({ id: 'CommandDone' })

const missingSchema = z.strictObject({
  rule: z.string().describe('As it is cited: "HO Code 6.7"'),
  clause: z.string().nullable().describe('Of the complaint’s policy; null for a rule of Redress itself'),
  message: z.string().describe('What is missing, and what to do'),
})
export const readinessSchema = z
  .strictObject({
    ready: z.boolean().describe('It would be done, as far as the records know'),
    missing: z.array(missingSchema).describe('All that stands against it, the first reason first'),
    advice: z.array(missingSchema).describe('What would be better, and does not stand against it'),
  })
  .meta({ id: 'CommandReadiness' })

export const acceptedSchema = z.strictObject({ ref: z.string(), note: z.string() }).meta({ id: 'CommandAccepted' })
