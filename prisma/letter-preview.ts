/** Letters as they would be, kept for a day for whoever is about to send them. */
import { z } from 'zod'
import { letterLanguages } from '../workflows/policy/names.ts'

/** One letter, in every form in which it can be looked at. */
export const previewedSchema = z.object({
  /** Its entry on the timeline, if the command is given as things stand. */
  seq: z.int(),
  kind: z.string(),
  to: z.enum(['resident', 'representative', 'officer', 'manager']),
  channel: z.enum(['email', 'letter']),
  language: z.enum(letterLanguages),
  print: z.int(),
  recipient: z.object({
    name: z.string(),
    email: z.string().optional(),
    also: z.array(z.string()).optional(),
    address: z.array(z.string()).optional(),
  }),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  /** Base64. */
  pdf: z.string(),
  parts: z.array(z.string()),
  mandatory: z.array(z.object({ part: z.string(), clause: z.string() })),
})
export type PreviewedLetter = z.output<typeof previewedSchema>
