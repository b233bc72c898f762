/** What several commands refuse that are about something owed by a day: what is not open, and a day that has not come. */
import { dayInWords, localDate, type LocalDate } from '../policy/calendar.ts'
import type { DutyName } from '../policy/names.ts'
import { dutyRule } from '../policy/duty-rules.ts'
import { cite } from '../policy/reading.ts'
import type { Refusal } from '../policy/refusal.ts'
import { openDuties } from '../stage.ts'
import type { Duty, State } from '../state.ts'
import { noComplaint } from './rules.ts'

/** How a command names them: "action", in its field "actions". */
export interface Named {
  name: DutyName
  what: string
  field: string
}

/** As many are listed in a refusal, and no more. */
const mostListed = 10

/** Each of them is open; or which is not, and which are. */
export function notOwed(state: State, { name, what, field }: Named, numbers: readonly number[]): Refusal | undefined {
  if (state.kind !== 'complaint') return noComplaint(state)
  const open = openDuties(state, name)
  const unknown = numbers.filter((number) => !open.some((duty) => duty.number === number))
  const [first] = unknown
  if (first === undefined) return undefined
  const was = first <= (state.dutyCounts?.[name] ?? 0)
  return {
    rule: ruleOf(state, name),
    message: `${was ? `${what.charAt(0).toUpperCase()}${what.slice(1)} ${first} is not open any more` : `This complaint has no ${what} ${first}`}. ${listOf(open, what)} Correct "${field}".`,
  }
}

/** "Open: 1 (money, due Friday 9 April 2027); 2 (…)." */
export function listOf(open: readonly Duty[], what: string): string {
  if (open.length === 0) return `No ${what} is open.`
  const each = open
    .slice(0, mostListed)
    .map(({ number, kind, due }) => `${number} (${kind === undefined ? '' : `${kind}, `}due ${dayInWords(due)})`)
  const left = open.length - each.length
  return `Open: ${each.join('; ')}${left > 0 ? `; and ${left} more` : ''}.`
}

/** What is done cannot lie in the future. */
export function notYet(state: State, name: DutyName, on: LocalDate | undefined, nowMs: number): Refusal | undefined {
  if (on === undefined || on <= localDate(nowMs)) return undefined
  return {
    rule: ruleOf(state, name),
    message: 'What is done cannot lie in the future. Correct "on", or leave it out for today.',
  }
}

/** Each payment is on record with its own sum. @param kind what is paid, of what is done: "compensation" */
export function paymentFault(done: readonly Duty[], kind: string, paid: boolean): string | undefined {
  const payments = done.filter((duty) => duty.kind === kind).length
  if (payments > 1) return 'Record each payment by itself, so that each amount is on record.'
  if (payments === 0 && paid)
    return `None of these is ${kind}. Leave "amountPaid" out, or name by its number the one that is.`
  return undefined
}

export function ruleOf({ policy }: State, name: DutyName): string {
  return cite(policy, dutyRule(policy, name).clause)
}
