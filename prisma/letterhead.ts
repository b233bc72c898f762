/** Who writes an organisation's letters. */
import { z } from 'zod'
import type { LetterLanguage } from '../workflows/policy/names.ts'

const line = () =>
  z
    .string()
    .trim()
    .min(1)
    .regex(/^\P{Cc}+$/u, 'one line of text')

const page = () =>
  line().regex(/^[a-z0-9.-]+(\/[\w./-]*)?$/, 'write an address like www.example.gov.uk, without https://')

const otherwise = () =>
  z.strictObject({
    name: line().optional(),
    team: line().optional(),
    address: z.array(line()).min(2).max(7).optional(),
    hours: line().optional(),
    textphone: line().max(120).optional(),
    complaintsPage: page().optional(),
    underSignature: line().max(200).optional(),
  })

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
  /** What stands otherwise in letters of another language. */
  in: z.strictObject({ cy: otherwise().optional() }).optional(),
})
export type Letterhead = z.output<typeof letterheadSchema>

/** As letters in a language have it: what is not said in it stays as it is. */
export function letterheadIn({ in: others, ...letterhead }: Letterhead, language: LetterLanguage): Letterhead {
  if (language === 'en') return letterhead
  const said = Object.entries(others?.[language] ?? {}).filter(([, value]) => value !== undefined)
  return { ...letterhead, ...Object.fromEntries(said) }
}
