/** The days that an entry promises, and how they were counted. */
import type { LocalDate } from '../../workflows/policy/calendar.ts'
import type { PromisedDay } from './frame.ts'
import type { Source } from './source.ts'
import { whyThisDate, type Beginning } from './why.ts'

/** The newest deadline of a name, with why it falls on its day where its trail is at hand and the day is its own. */
export function promised(source: Source, name: string, told?: LocalDate): PromisedDay {
  const { batch, records, today, entry, stage, wording } = source
  const inForce = batch.case.state.deadlines.findLast((deadline) => deadline.name === name)
  const day = told ?? inForce?.extension?.to ?? inForce?.due
  if (day === undefined)
    throw new Error(`Entry ${entry.seq} promises a day that ${name} should give, and there is no such deadline`)
  const trails = [...batch.deadlines, ...records.deadlines].filter((deadline) => deadline.name === name)
  const counted = trails.find((deadline) => deadline.due === day)
  const why = counted ? whyThisDate(wording, counted, today, beganWith(batch.case.state, stage)) : null
  return { day: wording.day(day), why }
}

/** What a stage began with, where that was neither the complaint's coming nor the request to go on. */
function beganWith({ stages }: Source['batch']['case']['state'], id: string): Beginning | undefined {
  const stage = stages.findLast((one) => one.id === id)
  if (stage?.reopened !== undefined) return 'reopened'
  return id === 'stage-1' && stages[0]?.id === 'urgent-enquiry' ? 'after-enquiry' : undefined
}

/** What the entry's detail must have. Throws Error where it has not. */
export function told({ entry }: Source, key: string): string {
  const value = entry.detail[key]
  if (typeof value === 'string') return value
  throw new Error(`Entry ${entry.seq} (${entry.event}) has no "${key}", which its letter must tell`)
}

export function mayTell({ entry }: Source, key: string): LocalDate | undefined {
  const value = entry.detail[key]
  return typeof value === 'string' ? value : undefined
}

/** The same, as a letter has it. */
export function mayWords(source: Source, key: string): string | null {
  const day = mayTell(source, key)
  return day === undefined ? null : source.wording.day(day)
}

export function words(source: Source, key: string): string {
  return source.wording.day(told(source, key))
}

/** How often a resident hears from us meanwhile: "5 working days", "working day", as it comes after "every". */
export function every({ batch, policy, wording }: Source): string {
  return wording.every(batch.case.state.updateEvery ?? policy.late.updates.every)
}
