/** Reminders come earlier where a resident is vulnerable or at risk (HO Code 6.1). */
import { countBack } from './counting.ts'
import type { Calendar, LocalDate } from './calendar.ts'
import type { Policy, Span } from './policy.ts'

/** What was looked at and found so. */
export interface Triage {
  vulnerable?: true
  complex?: true
  risk?: true
}

/** What was found; nothing where nothing was. */
export function triageOf(found: { [K in keyof Triage]?: boolean | undefined } = {}): { triage?: Triage } {
  const { vulnerable, complex, risk } = found
  const triage: Triage = { ...(vulnerable && { vulnerable }), ...(complex && { complex }), ...(risk && { risk }) }
  return Object.keys(triage).length > 0 ? { triage } : {}
}

/** An assumption where the policy does not say: the Codes ask that it is considered, and give no figure. */
const ordinary: Span = { number: 1, unit: 'working-days' }

export function triageRule({ triage }: Policy): { remindEarlier: Span; clause?: string | undefined } {
  return triage ?? { remindEarlier: ordinary }
}

/**
 * The day of a reminder: so long before the last day, and earlier still where it presses; but never before its clock began.
 * @param from the day that the clock counts from
 */
export function reminderDay(
  { policy, calendar, triage }: { policy: Policy; calendar: Calendar; triage?: Triage },
  { from, last, before }: { from: LocalDate; last: LocalDate; before: Span },
): LocalDate {
  const day = countBack(calendar, last, before)
  if (!triage?.vulnerable && !triage?.risk) return day
  const earlier = countBack(calendar, day, triageRule(policy).remindEarlier)
  return earlier > from ? earlier : day
}
