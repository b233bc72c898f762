/** Lists a page at a time: how many, and where the next page begins. A cursor is JSON that only its own list reads. */
import { z } from 'zod'
import { badInput } from './problem.ts'

/** Of every list's query. */
export const pageFields = {
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a number from 1 to 100')
    .transform(Number)
    .pipe(z.number().min(1).max(100))
    .default(50),
  cursor: z.string().max(300).optional().describe('“next” of the page before'),
}

/** A complaint's reference in a cursor, which only says after what a page begins. */
export const refInCursor = z.string().regex(/^C-[0-9A-Z-]{9}$/)

/** The cursor is none of this list's. */
export const notNext = badInput([{ field: 'cursor', message: 'must be “next” of the page before' }])

/** Of one row more than was asked for: those to show, and the last of them where there are more. */
export function pageOf<Row>(rows: Row[], limit: number): { shown: Row[]; last: Row | undefined } {
  const shown = rows.slice(0, limit)
  return { shown, last: rows.length > limit ? shown.at(-1) : undefined }
}

export function writeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** Undefined for what is none. */
export function placeIn<T>(cursor: string, schema: z.ZodType<T>): T | undefined {
  return schema.safeParse(jsonOf(Buffer.from(cursor, 'base64url').toString())).data
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
