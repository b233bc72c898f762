/** Days that the resident was given, and that a change of the council's calendar has moved. */
import { promisedDuty, type Moved, type PromisedDuty } from '../../workflows/stages/calendar-change.ts'
import type { Source } from './source.ts'
import { whyThisDate } from './why.ts'

export interface MovedDay {
  duty: PromisedDuty
  from: string
  to: string
  later: boolean
  why: string | null
}

/** Null for an update that is about something else. */
export function movedDays({ entry, batch, today, wording }: Source): MovedDay[] | null {
  if (entry.event !== 'calendar-changed') return null
  const moved = entry.detail['moved'] as unknown as Moved[]
  return moved.flatMap(({ deadline: name, number, from, to }) => {
    const duty = promisedDuty(name)
    if (!duty) return []
    const counted = batch.deadlines.find((one) => one.name === name && one.number === number && one.due === to)
    const why = counted ? whyThisDate(wording, counted, today) : null
    return [{ duty, from: wording.day(from), to: wording.day(to), later: to > from, why }]
  })
}
