/** What somebody owes, in the words in which it was agreed: found by the facts on an entry, in the stored texts. */
import { z } from 'zod'
import { dutyWords } from '../../prisma/duty-words.ts'
import { localTimestamp, type LocalDate } from '../../workflows/policy/calendar.ts'
import { citeCompanion, clockIn } from '../../workflows/policy/companion-rules.ts'
import type { Companion } from '../../workflows/policy/companions.ts'
import { told } from './promised.ts'
import type { Source } from './source.ts'
import { bodyOf } from './texts.ts'
import { begun, type Wording } from './wording.ts'

/** As `listed` in the workflow's `stages/duties.ts` writes them. */
const named = z.object({
  name: z.string(),
  number: z.number(),
  due: z.string(),
  /** The very instant, of what is due within hours. */
  dueAtMs: z.number().optional(),
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

/** The duties that an entry names; none where it names none. `left` is what it leaves open. */
export function dutiesNamed({ entry }: Source, key: 'duties' | 'left' = 'duties'): NamedDuty[] {
  return z.array(named).safeParse(entry.detail[key]).data ?? []
}

/** What kind of duty an entry is of, for the office: its name, and each; of another law's clock, that law's. */
export function owedUnder(source: Source, name: string): { name: string; title: string; each: Owed[] } {
  const [first] = dutiesNamed(source)
  const companion = companionOf(source, clockIn(first?.kind)?.companion)
  const words = companion ? `${companion.short} step` : name.replaceAll('-', ' ')
  return { name: words, title: begun(words), each: owedIn(source) }
}

/** When what an entry tells of is due: with the hour, where it is due within hours. */
export function dueInWords(source: Source): string {
  return dayOrHour(source.wording, told(source, 'due'), dutiesNamed(source)[0]?.dueAtMs)
}

/** "Friday 9 April 2027"; "14:30 on Friday 9 April 2027" */
export function dayOrHour({ day }: Wording, due: LocalDate, dueAtMs: number | undefined): string {
  return dueAtMs === undefined ? day(due) : `${localTimestamp(dueAtMs).slice(11, 16)} on ${day(due)}`
}

/** The law that the clocks of an entry are of; undefined of any other duty. */
export function lawOf(source: Source): string | undefined {
  return companionOf(source, clockIn(dutiesNamed(source)[0]?.kind)?.companion)?.short
}

export function companionOf({ library }: Source, id: string | undefined): Companion | undefined {
  return library.companions.find((one) => one.id === id)
}

/** "investigate the hazard; Awaab's Law, reg 6" */
function clockInWords(source: Source, kind: string | undefined): string | undefined {
  const { companion: id, clock: named } = clockIn(kind) ?? {}
  const companion = companionOf(source, id)
  const clock = companion?.clocks.find((one) => one.id === named)
  return companion && clock && `${clock.words.staff}; ${citeCompanion(companion, clock.clause)}`
}

/** Those of an entry, as a letter tells them. */
export function owedIn(source: Source, key?: 'duties' | 'left'): Owed[] {
  return dutiesNamed(source, key).map((duty) => owedOf(source, duty))
}

export function owedOf(
  source: Source,
  { number, kind, text, item, due, dueAtMs, owner }: Omit<NamedDuty, 'name'>,
): Owed {
  const { records, wording } = source
  const { what, amount } = dutyWords(bodyOf(records, text), item)
  return {
    number,
    kind: clockInWords(source, kind) ?? kind ?? null,
    what,
    amount: amount === null ? null : wording.money(amount),
    due: dayOrHour(wording, due, dueAtMs),
    owner: owner === undefined ? null : (records.staff.find(({ id }) => id === owner)?.name ?? owner),
  }
}
