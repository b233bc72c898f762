/** Who writes an organisation's letters. */
import { z } from 'zod'

const line = () =>
  z
    .string()
    .trim()
    .min(1)
    .regex(/^\P{Cc}+$/u, 'one line of text')

const page = () =>
  line().regex(/^[a-z0-9.-]+(\/[\w./-]*)?$/, 'write an address like www.example.gov.uk, without https://')

export const letterheadSchema = z.strictObject({
  name: line(),
  team: line(),
  /** As on an envelope, the postcode last. */
  address: z.array(line()).min(2).max(7),
  phone: line().regex(/^\+?[0-9 ()]+$/, 'write a phone number'),
  hours: line(),
  email: z.email('write an email address'),
  website: page(),
  /** Where complaints can be made and read about, where that is another page; letters print it. */
  complaintsPage: page().optional(),
  /** For who cannot hear or speak on the phone: "Relay UK: 18001 then 01632 960 100". */
  textphone: line().max(120).optional(),
  /** A line below the letters' signature: whom the council works for, say, or its number as a company. */
  underSignature: line().max(200).optional(),
  /** Where notices to a manager go when no manager is on file. */
  managerEmail: z.email('write an email address'),
})
export type Letterhead = z.output<typeof letterheadSchema>
