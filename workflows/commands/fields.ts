/** The fields that people send, for the bodies of commands and the intake. Only called outside workflows. */
import { z } from 'zod'
import { parseWhen } from '../policy/london-time.ts'

/** Free text as people write it: not empty, not a book. PostgreSQL cannot keep a NUL. */
export const words = (most = 20_000) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\0]*$/, 'text without NUL characters')

/** A day: "2027-04-20", near enough that every store can keep it (PostgreSQL has no year 0). */
export const day = () =>
  z.iso.date().refine((text) => text >= '1900-01-01' && text < '2200-01-01', 'must be a day from 1900 to 2199')

/** A moment as people write it: a day, or a day and a time in Europe/London, or with an offset. */
export const when = () =>
  z.string().superRefine((text, context) => {
    try {
      parseWhen(text)
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'not a date' })
    }
  })

/** Money, in pounds. */
export const pounds = () => z.number().positive().max(1_000_000)

/** What is complained of. */
export const complainedOf = () => ({
  summary: words(4_000).describe('What the complaint is about, in the resident’s words'),
  points: z
    .array(words(4_000))
    .min(1)
    .max(50)
    .optional()
    .describe('Each thing complained of; left out, the summary is the one point'),
})

/** For what is new: where it is about another service than the case that it came from. It stays in the records. */
export const anotherService = () => ({
  serviceArea: code().optional().describe('The service that this is about, where it is another one'),
  landlordMatter: z
    .union([z.boolean(), z.literal('both')])
    .optional()
    .describe('Where that makes it the other Ombudsman’s'),
})

/** A code, never free text: what may stand in Temporal. */
export const code = () =>
  z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and hyphens')
    .max(64)

export const staffMember = (pattern: RegExp) => z.string().regex(pattern, 'a staff id, such as a.khan')
