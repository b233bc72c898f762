/** What a manager says of exceptional circumstances (HO Code 8.5). Only called outside workflows: the words stay in the records. */
import { z } from 'zod'
import { day, words } from './commands/fields.ts'
import { addDays, dayInWords, type LocalDate } from './policy/calendar.ts'

export const incidentKinds = [
  'cyber-incident',
  'power-cut',
  'fire',
  'flood',
  'severe-weather',
  'epidemic',
  'strike',
  'other',
] as const

const returnOn = () => day().describe('When you expect to keep to the Code again: “a timescale” (HO Code 8.5)')

export const declaringSchema = z.strictObject({
  kind: z.enum(incidentKinds),
  reason: words(2_000).describe(
    'What has happened, in plain words, as residents and the Ombudsman are told it. Never a person’s name',
  ),
  returnOn: returnOn(),
})
export type Declaring = z.output<typeof declaringSchema>

export const movingSchema = z.strictObject({ returnOn: returnOn() })
export type Moving = z.output<typeof movingSchema>

export const endingSchema = z.strictObject({})

/** Further away it is rather a mistyped year. */
const mostDays = 366

/** Why that day of return cannot be; undefined where it can. */
export function returnFault(returnOn: LocalDate, today: LocalDate): string | undefined {
  if (returnOn < today)
    return `${dayInWords(returnOn)} is over: residents are told when to expect you back. Give a day from today on`
  if (returnOn > addDays(today, mostDays))
    return `${dayInWords(returnOn)} is more than a year away. Check the year, or give a nearer day and move it later`
  return undefined
}
