/** A length of time as the documents give it: `10 working days`, `28 calendar days`, `1 calendar month`. */
import { z } from 'zod'

/** How a clock counts. A calendar month ends on the same day of the month, or the month's last day. */
export const units = ['working-days', 'calendar-days', 'calendar-months'] as const
export type Unit = (typeof units)[number]

export interface Span {
  number: number
  unit: Unit
}

export const SPAN_FORMS = '"10 working days", "28 calendar days" or "1 calendar month"'

/** Reads a span as it is written. Only called outside workflows, which do without the schema library. */
export function spanSchema() {
  const unitSchema = z.enum(units)
  return z
    .union([z.string(), z.strictObject({ number: z.int().positive(), unit: unitSchema })], {
      error: `no length of time: write ${SPAN_FORMS}`,
    })
    .transform((value, context): Span => {
      if (typeof value !== 'string') return value
      const match = /^([1-9]\d*) (working|calendar) (day|month)s?$/.exec(value.trim())
      const unit = unitSchema.safeParse(match && `${match[2]}-${match[3]}s`)
      if (match && unit.success) return { number: Number(match[1]), unit: unit.data }
      context.addIssue({ code: 'custom', message: `"${value}" is no length of time: write ${SPAN_FORMS}` })
      return z.NEVER
    })
}

/** A limit, or that the document sets none. */
export function spanOrNone() {
  return z.union([z.literal('none'), spanSchema()], { error: `no limit: write "none", ${SPAN_FORMS}` })
}
