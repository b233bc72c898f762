/**
 * When a response may be put off (HO Code 6.4, 6.5, 6.15, 6.16): with a reason, inside the limit unless good reason is
 * recorded, and told to the resident before the old deadline passes. Otherwise the clock does not move.
 */
import { dayInWords, type Calendar, type LocalDate } from './calendar.ts'
import { count } from './counting.ts'
import { isPassed, lastDay, type Deadline } from './deadlines.ts'
import type { Extend, Policy, Span, StageRules } from './policy.ts'
import { cite } from './reading.ts'
import type { Refusal } from './refusal.ts'

export interface ExtensionRequest {
  until: LocalDate
  hasReason: boolean
  hasGoodReason: boolean
  /** The resident has agreed to so long, and how often they hear until then. */
  agreed: boolean
  updatesAgreed: boolean
}

/**
 * The last day to which this response may be put off by itself; undefined where the policy sets no limit. Extensions do not add up:
 * it counts from the first due day.
 */
export function extensionLimit(rules: StageRules, calendar: Calendar, deadline: Deadline): LocalDate | undefined {
  const { atMost } = rules.extend
  return atMost === 'none' ? undefined : count(calendar, deadline.due, atMost).due
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
  const { atMost, beyond } = rules.extend
  if (limit === undefined || atMost === 'none' || request.until <= limit || mayGoBeyond[beyond](request))
    return undefined
  const most = `at most ${inWords(atMost)} after ${dayInWords(deadline.due)}, that is until ${dayInWords(limit)}`
  return refuse(`An extension is ${most}${howToGoBeyond[beyond]}`)
}

const mayGoBeyond: Record<Extend['beyond'], (request: ExtensionRequest) => boolean> = {
  'good-reason': (request) => request.hasGoodReason,
  'agreed-with-resident': (request) => request.agreed && request.updatesAgreed,
  never: () => false,
}

const howToGoBeyond: Record<Extend['beyond'], string> = {
  'good-reason': ', without good reason. Choose an earlier day, or record the good reason in "goodReason".',
  'agreed-with-resident':
    '. To go beyond it, ask the resident first: agree how often they hear from you ("agree-updates"), then say "agreedWithResident": true.',
  never: '. Choose an earlier day.',
}

export function inWords(span: Span): string {
  const unit = span.unit.replace('-', ' ')
  return `${span.number} ${span.number === 1 ? unit.slice(0, -1) : unit}`
}
