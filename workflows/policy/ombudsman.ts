/** The shape of `ombudsmen.yaml`: who the Ombudsmen are, and how they were and are reached. */
import { z } from 'zod'
import type { LocalDate } from './day-number.ts'

const detailsSchema = z.strictObject({
  /** The first day on which a letter prints these. */
  from: z.iso.date(),
  address: z.array(z.string().min(1)).min(1),
  phone: z.string().min(1).optional(),
  email: z.string().min(1).optional(),
  website: z.string().min(1).optional(),
})
export type OmbudsmanDetails = z.output<typeof detailsSchema>

export const ombudsmanSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and hyphens'),
  name: z.string().min(1),
  /** "complaints about a landlord" */
  matters: z.string().min(1),
  /** oldest first */
  details: z.tuple([detailsSchema], detailsSchema),
})
export type Ombudsman = z.output<typeof ombudsmanSchema>

/** The details in force on a day; before the first day on file, the oldest that are. */
export function detailsOn(ombudsman: Ombudsman, day: LocalDate): OmbudsmanDetails {
  return ombudsman.details.findLast(({ from }) => from <= day) ?? ombudsman.details[0]
}
