/** Something that an Ombudsman would ask about. */
import type { LocalDate } from '../../workflows/policy/calendar.ts'
import { dayOfInstant, type EntryRow } from './case-file.ts'

export interface Gap {
  /** missed-duty, late-letter … */
  gap: string
  says: string
  /** "HO Code 6.3" */
  rule: string | null
  /** Its line on the timeline, where there is one. */
  entry: number | null
  day: LocalDate | null
}

/** What is wrong at a line of the timeline. No rule is told where none is known: '' or null. */
export function gapAt({ seq, at }: EntryRow, gap: string, says: string, rule: string | null): Gap {
  return { gap, says, rule: rule || null, entry: seq, day: dayOfInstant(at) }
}
