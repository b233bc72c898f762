/** What commands on adjustments and restrictions ask alike: which one, and a day for its review that is not too far away. */
import { z } from 'zod'
import { dayInWords, localDate, type LocalDate } from '../policy/calendar.ts'
import type { Refusal } from '../policy/refusal.ts'
import { latestDay } from '../stages/duties.ts'
import { inForce, inForceNumbered } from '../stages/under-review.ts'
import type { Reviewed, State } from '../state.ts'
import { count } from './facts.ts'
import * as fields from './fields.ts'
import { listOf, ruleOf } from './owed.ts'

/** As many as a case may have at a time, of each. */
const most = 20

const inWords = { 'review-adjustment': 'adjustment', 'review-restriction': 'restriction' } as const

export const numberFact = count(1, 100_000)
export const numbered = (what: string) =>
  z.int().min(1).max(100_000).describe(`The number of the ${what}, as the complaint lists it`)
export const reviewDay = () =>
  fields.day().optional().describe('When it is looked at (again); left out, after the policy’s own time')

/** It is in force; or which are. */
export function notInForce(state: State, name: Reviewed, number: number): Refusal | undefined {
  if (inForceNumbered(state, name, number)) return undefined
  const what = inWords[name]
  const open = inForce(state, name).map((duty) => ({ ...duty, number: duty.item ?? duty.number }))
  const was = number <= (state.reviewed?.[name] ?? 0)
  return {
    rule: ruleOf(state, name),
    message: `${was ? `The ${what} ${number} has ended` : `This complaint has no ${what} ${number}`}. ${listOf(open, what)} Correct "${what}".`,
  }
}

export function tooMany(state: State, name: Reviewed): Refusal | undefined {
  if (inForce(state, name).length < most) return undefined
  const what = inWords[name]
  return {
    rule: ruleOf(state, name),
    message: `There are ${most} ${what}s on this complaint. Look at them first, and end those that are not needed.`,
  }
}

/** @param field in which the day was given */
export function badReviewDay(
  state: State,
  name: Reviewed,
  { field, day, nowMs }: { field: string; day: LocalDate | undefined; nowMs: number },
): Refusal | undefined {
  if (day === undefined) return undefined
  const rule = ruleOf(state, name)
  if (day <= localDate(nowMs))
    return { rule, message: `The review lies ahead: give a day after today in "${field}", or leave it out.` }
  const latest = latestDay(state, name, nowMs)
  if (latest === undefined || day <= latest) return undefined
  return {
    rule,
    message: `That is too far away: it is reviewed by ${dayInWords(latest)} at the latest. Correct "${field}", or leave it out.`,
  }
}
