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

const code = () => z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and hyphens')

/** What they may find on an issue. */
const findingSchema = z.strictObject({
  id: code(),
  /** As they call it, within a sentence: "severe maladministration". */
  name: z.string().min(1),
  /** What that means, as a resident is told it, after "which means that": "we got it wrong". */
  means: z.string().min(1),
})

const nameSchema = z.strictObject({
  /** The first day on which it is called so. */
  from: z.iso.date(),
  name: z.string().min(1),
  short: z.string().min(1).optional(),
})

/** What they issue where we do not deal with complaints as we must. */
const failureSchema = z.strictObject({
  id: code(),
  /** oldest first */
  names: z.tuple([nameSchema], nameSchema),
})

export const ombudsmanSchema = z.strictObject({
  id: code(),
  name: z.string().min(1),
  /** "complaints about a landlord" */
  matters: z.string().min(1),
  /** oldest first */
  details: z.tuple([detailsSchema], detailsSchema),
  /** Left out: whatever finding is recorded is taken. */
  findings: z.array(findingSchema).default([]),
  failures: z.array(failureSchema).default([]),
})
export type Ombudsman = z.output<typeof ombudsmanSchema>

/** The details in force on a day; before the first day on file, the oldest that are. */
export function detailsOn(ombudsman: Ombudsman, day: LocalDate): OmbudsmanDetails {
  return inForceOn(ombudsman.details, day)
}

/** What they call that failure on a day; undefined where they issue nothing of that kind. */
export function failureName(
  { failures }: Ombudsman,
  id: string,
  day: LocalDate,
): z.output<typeof nameSchema> | undefined {
  const failure = failures.find((one) => one.id === id)
  return failure && inForceOn(failure.names, day)
}

function inForceOn<T extends { from: LocalDate }>(entries: [T, ...T[]], day: LocalDate): T {
  return entries.findLast(({ from }) => from <= day) ?? entries[0]
}
