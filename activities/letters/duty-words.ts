/** What somebody owes, in the words in which it was agreed: found by the facts on an entry, in the stored texts. */
import { z } from 'zod'
import type { Source } from './source.ts'

/** As `listed` in the workflow's `stages/duties.ts` writes them. */
const named = z.object({
  name: z.string(),
  number: z.number(),
  due: z.string(),
  kind: z.string().optional(),
  text: z.string().optional(),
  item: z.number().optional(),
  owner: z.string().optional(),
})
export type NamedDuty = z.output<typeof named>

export interface Owed {
  number: number
  kind: string | null
  /** What is owed, in people's own words; null where none are on file. */
  what: string | null
  amount: string | null
  due: string
  owner: string | null
}

/** The duties that an entry names; none where it names none. */
export function dutiesNamed({ entry }: Source): NamedDuty[] {
  return z.array(named).safeParse(entry.detail['duties']).data ?? []
}

/** Those of an entry, as a letter tells them. */
export function owedIn(source: Source): Owed[] {
  return dutiesNamed(source).map((duty) => owedOf(source, duty))
}

export function owedOf(source: Source, { number, kind, text, item, due, owner }: NamedDuty): Owed {
  const { records, wording } = source
  const body = records.texts.find(({ id }) => id === text)?.body
  const said = described.safeParse(itemOf(body, item)).data
  return {
    number,
    kind: kind ?? null,
    what: said?.description ?? said?.what ?? null,
    amount: said?.amount === undefined ? null : wording.money(said.amount),
    due: wording.day(due),
    owner: owner === undefined ? null : (records.staff.find(({ id }) => id === owner)?.name ?? owner),
  }
}

const described = z.object({
  description: z.string().optional(),
  what: z.string().optional(),
  amount: z.number().optional(),
})

/** The lists in which the bodies of commands name several at once. */
const lists = ['remedies', 'orders', 'requests', 'improvements', 'questions'] as const

function itemOf(body: unknown, item: number | undefined): unknown {
  if (typeof body !== 'object' || body === null) return undefined
  const list = lists.flatMap((name) => (name in body ? [(body as Record<string, unknown>)[name]] : []))[0]
  return Array.isArray(list) && item !== undefined ? (list[item - 1] as unknown) : body
}
