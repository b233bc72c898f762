/** Which rule of a policy each named deadline comes from. */
import { dutyNames, type DutyName } from './names.ts'
import type { CountedFrom, Policy, Span } from './policy.ts'
import { stageRules } from './reading.ts'

/** Those that a policy has a clock for. */
export const clockNames = [
  'resolve-urgent-enquiry',
  'acknowledge-stage-1',
  'respond-stage-1',
  'request-stage-2',
  'acknowledge-stage-2',
  'respond-stage-2',
  'update-resident',
] as const
export type ClockName = (typeof clockNames)[number]

/** And what is owed beside the answers, by a day of its own: `duty-rules.ts`. */
export const deadlineNames = [...clockNames, ...dutyNames] as const
export type DeadlineName = ClockName | DutyName

/** Where a rule comes from: a clause of its document, or an assumption and its reason. */
export interface RuleSource {
  clause?: string
  assumption?: string
}

export interface DeadlineClock extends RuleSource {
  span: Span
  from: CountedFrom
}

/** Where the policy sets no limit on asking for stage 2, the rule that says so; undefined where the deadline has a clock. */
export function unlimited(policy: Policy, name: ClockName): RuleSource | undefined {
  const { window } = policy.escalation
  return name === 'request-stage-2' && window.limit === 'none' ? sourceOf(window) : undefined
}

/**
 * The clock of a deadline under a policy, for a service area where it has clocks of its own for some.
 * Throws Error for a deadline that the policy does not have: `request-stage-2` where it sets no limit (ask `unlimited` first),
 * `resolve-urgent-enquiry` where nothing comes before stage 1.
 */
export function clockFor(policy: Policy, name: ClockName, area?: string): DeadlineClock {
  if (name === 'update-resident') {
    const { updates } = policy.late
    return { span: updates.every, from: 'last-update', ...sourceOf(updates) }
  }
  if (name === 'request-stage-2') return windowClock(policy)
  if (name === 'resolve-urgent-enquiry') return enquiryClock(policy)
  const rules = stageRules(policy, name.endsWith('stage-1') ? 'stage-1' : 'stage-2')
  const rule = name.startsWith('acknowledge') ? rules.acknowledge : rules.respond
  const own =
    rule === rules.respond ? rules.respond.areas.find(({ of }) => of.some((known) => known === area)) : undefined
  return { span: own?.within ?? rule.within, from: rule.of, ...sourceOf(rule) }
}

function enquiryClock({ id, enquiry }: Policy): DeadlineClock {
  if (!enquiry) throw new Error(`${id} has no step before stage 1`)
  return { span: enquiry.within, from: enquiry.of, ...sourceOf(enquiry) }
}

function windowClock(policy: Policy): DeadlineClock {
  const { window } = policy.escalation
  if (window.limit === 'none') throw new Error(`${policy.id} sets no limit on asking for stage 2`)
  return { span: window.limit, from: 'response', ...sourceOf(window) }
}

function sourceOf({
  clause,
  assumption,
}: {
  clause?: string | undefined
  assumption?: string | undefined
}): RuleSource {
  return { ...(clause !== undefined && { clause }), ...(assumption !== undefined && { assumption }) }
}
