/** Which version of a policy is in force on a day. Pure. */
import { dayInWords, type LocalDate } from './calendar.ts'
import type { Policy } from './policy.ts'

/** What the rules here need of a policy. */
export type Dated = Pick<Policy, 'id' | 'inForce'>

/** `to` is the last day of it. */
export function isInForce({ inForce: { from, to } }: Dated, day: LocalDate): boolean {
  return from <= day && (to === undefined || day <= to)
}

/** Of policies of which no two are in force on the same day, the one that is on that day. */
export function policyInForce<P extends Dated>(policies: readonly P[], day: LocalDate): P | undefined {
  return policies.find((policy) => isInForce(policy, day))
}

/** The first day on which both are in force, if there is one. */
export function bothInForce({ inForce: one }: Dated, { inForce: other }: Dated): LocalDate | undefined {
  const first = one.from > other.from ? one.from : other.from
  const isOver = ({ to }: Policy['inForce']) => to !== undefined && to < first
  return isOver(one) || isOver(other) ? undefined : first
}

/** "our-policy-2023 from Saturday 1 April 2023 to Sunday 30 June 2024" */
export function forceInWords({ id, inForce: { from, to } }: Dated): string {
  return `${id} from ${dayInWords(from)}${to === undefined ? '' : ` to ${dayInWords(to)}`}`
}
