/** Days that the resident was given, and that a change of the council's calendar has moved. */
import { dayInWords } from '../../workflows/policy/calendar.ts'
import { promisedDuty, type Moved } from '../../workflows/stages/calendar-change.ts'
import type { MovedDay } from './data.ts'
import type { Source } from './source.ts'
import { whyThisDate } from './why.ts'

/** Null for an update that is about something else. */
export function movedDays({ entry, batch, today }: Source): MovedDay[] | null {
  if (entry.event !== 'calendar-changed') return null
  const moved = entry.detail['moved'] as unknown as Moved[]
  return moved.flatMap(({ deadline: name, number, from, to }) => {
    const duty = promisedDuty(name)
    if (!duty) return []
    const counted = batch.deadlines.find((one) => one.name === name && one.number === number && one.due === to)
    const why = counted ? whyThisDate(counted, today) : null
    return [{ duty, from: dayInWords(from), to: dayInWords(to), later: to > from, why }]
  })
}
