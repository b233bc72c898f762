/**
 * When a response may be put off (HO Code 6.4, 6.5, 6.15, 6.16): with a reason, inside the limit unless good reason is
 * recorded, and told to the resident before the old deadline passes. Otherwise the clock does not move.
 */
import { dayInWords, type Calendar, type LocalDate } from './calendar.ts'
import { count } from './counting.ts'
import { isPassed, lastDay, type Deadline } from './deadlines.ts'
import type { Policy, Span, StageRules } from './policy.ts'
import { cite } from './reading.ts'
import type { Refusal } from './refusal.ts'

export interface ExtensionRequest {
  until: LocalDate
  hasReason: boolean
  hasGoodReason: boolean
}

/** The last day to which this response may be put off without good reason. Extensions do not add up: it counts from the first due day. */
export function extensionLimit(rules: StageRules, calendar: Calendar, deadline: Deadline): LocalDate {
  return count(calendar, deadline.due, rules.extend.atMost).due
}

export function extensionRefusal(
  given: { policy: Policy; rules: StageRules; calendar: Calendar; deadline: Deadline },
  request: ExtensionRequest,
  nowMs: number,
): Refusal | undefined {
  const { policy, rules, calendar, deadline } = given
  const rule = cite(policy, rules.extend.clause)
  const refuse = (message: string): Refusal => ({ rule, message })
  const due = lastDay(deadline)
  if (isPassed(deadline, nowMs)) {
    return refuse(
      `The response was due on ${dayInWords(due)} and that day has passed. An extension is told to the resident before ` +
        `the deadline, so the clock does not move. Answer as soon as you can, and agree with the resident how often they hear from you.`,
    )
  }
  if (!request.hasReason) {
    return refuse('An extension needs a reason that can be explained to the resident. Say why in "reason".')
  }
  if (request.until <= due) {
    return refuse(`The response is already due on ${dayInWords(due)}. An extension must be to a later day.`)
  }
  const limit = extensionLimit(rules, calendar, deadline)
  if (request.until <= limit || (request.hasGoodReason && rules.extend.beyond === 'good-reason')) return undefined
  const atMost = `at most ${inWords(rules.extend.atMost)} after ${dayInWords(deadline.due)}, that is until ${dayInWords(limit)}`
  return refuse(
    rules.extend.beyond === 'good-reason'
      ? `An extension is ${atMost}, without good reason. Choose an earlier day, or record the good reason in "goodReason".`
      : `An extension is ${atMost}. Choose an earlier day.`,
  )
}

export function inWords(span: Span): string {
  const unit = span.unit.replace('-', ' ')
  return `${span.number} ${span.number === 1 ? unit.slice(0, -1) : unit}`
}
