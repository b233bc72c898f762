/** Something that an Ombudsman would ask about. */
import type { LocalDate } from '../../workflows/policy/calendar.ts'

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
