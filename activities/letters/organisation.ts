/** Who writes the letters. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'

const line = z
  .string()
  .trim()
  .min(1)
  .regex(/^\P{Cc}+$/u, 'one line of text')

export const organisationSchema = z.strictObject({
  name: line,
  team: line,
  /** As on an envelope, the postcode last. */
  address: z.array(line).min(2).max(7),
  phone: line.regex(/^\+?[0-9 ()]+$/, 'a phone number'),
  hours: line,
  email: z.email(),
  website: line.regex(/^[a-z0-9.-]+(\/[\w./-]*)?$/, 'an address like www.example.gov.uk, without https://'),
  managerEmail: z.email(),
})
export type Organisation = z.infer<typeof organisationSchema>

const beside = fileURLToPath(new URL('./organisation.yaml', import.meta.url))

/** Reads the file at `path`, or the invented council's. Throws Error that names the file and each field at fault. */
export function loadOrganisation(path: string = beside): Organisation {
  const read = organisationSchema.safeParse(parse(readFileSync(path, 'utf8')))
  if (read.success) return read.data
  throw new Error(`${path} cannot be used:\n${z.prettifyError(read.error)}\nCorrect it, or start from ${beside}.`)
}
