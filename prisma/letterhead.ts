/** Who writes an organisation's letters. */
import { z } from 'zod'

const line = () =>
  z
    .string()
    .trim()
    .min(1)
    .regex(/^\P{Cc}+$/u, 'one line of text')

export const letterheadSchema = z.strictObject({
  name: line(),
  team: line(),
  /** As on an envelope, the postcode last. */
  address: z.array(line()).min(2).max(7),
  phone: line().regex(/^\+?[0-9 ()]+$/, 'write a phone number'),
  hours: line(),
  email: z.email('write an email address'),
  website: line().regex(/^[a-z0-9.-]+(\/[\w./-]*)?$/, 'write an address like www.example.gov.uk, without https://'),
  /** Where notices to a manager go when no manager is on file. */
  managerEmail: z.email('write an email address'),
})
export type Letterhead = z.output<typeof letterheadSchema>
