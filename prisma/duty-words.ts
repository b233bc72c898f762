/** What somebody owes, in the words in which it was agreed: where they stand in a stored text. */
import { z } from 'zod'

export interface DutyWords {
  what: string | null
  /** Pounds. */
  amount: number | null
}

const described = z.object({
  description: z.string().optional(),
  what: z.string().optional(),
  amount: z.number().optional(),
})

const paid = z.object({ amountPaid: z.number() })

/** What is paid, of what is promised and of what is ordered. */
const payments: readonly (string | null)[] = ['money', 'compensation']

/**
 * Pounds, as the text says with which it was done: one text may be of several things done, and of them one payment. Null where it says
 * none.
 */
export function amountPaid(kind: string | null, done: unknown): number | null {
  return payments.includes(kind) ? (paid.safeParse(done).data?.amountPaid ?? null) : null
}

/** The lists in which the bodies of commands name several at once; where a body has two, their places are counted on. */
const lists = ['remedies', 'orders', 'recommendations', 'requests', 'improvements', 'questions'] as const

/** @param item its place in the body's list, from 1; left out, the body is about it alone */
export function dutyWords(body: unknown, item: number | null | undefined): DutyWords {
  const said = described.safeParse(itemOf(body, item)).data
  return { what: said?.description ?? said?.what ?? null, amount: said?.amount ?? null }
}

function itemOf(body: unknown, item: number | null | undefined): unknown {
  if (typeof body !== 'object' || body === null) return undefined
  const named = lists.flatMap((name) => (name in body ? (body as Record<string, unknown[]>)[name] : []))
  return named.length > 0 && typeof item === 'number' ? named[item - 1] : body
}
