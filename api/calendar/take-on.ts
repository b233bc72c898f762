/** Has a stored change of the calendar taken to the running complaints. */
import { recalendarOptions } from '../../workflows/start-options.ts'
import type { Services } from '../services.ts'
import { takeOnStored } from '../under-way.ts'

/** Never rejects: the records tell how far it is. */
export async function takeOn(services: Services, change: number): Promise<void> {
  const options = { ...recalendarOptions, signal: 'changed' } as const
  await takeOnStored(services, { workflow: 'recalendar', options, what: 'a change of the calendar', facts: { change } })
}
