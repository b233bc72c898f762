/** How long after it happened a complaint is taken (HO Code 2.2 and 2.3, Joint Code 2.2). Beyond that it may be, at discretion. */
import type { Calendar, LocalDate } from './calendar.ts'
import { count } from './counting.ts'
import type { Policy } from './policy.ts'
import { cite } from './reading.ts'

interface Under {
  policy: Policy
  calendar: Calendar
}

/** The last day on which a matter of that day can be complained of in time. */
export function acceptedUntil({ policy, calendar }: Under, issueOn: LocalDate): LocalDate {
  return count(calendar, issueOn, policy.accept.within).due
}

/** A matter of no known day is never called too late. */
export function isOutOfTime(under: Under, issueOn: LocalDate | undefined, receivedOn: LocalDate): boolean {
  return issueOn !== undefined && receivedOn > acceptedUntil(under, issueOn)
}

/** What the timeline says of a complaint that came too late: it is taken, and somebody decides whether it stays. */
export function lateComplaint(under: Under & { issueOn?: LocalDate }, receivedOn: LocalDate) {
  const { issueOn, policy } = under
  if (issueOn === undefined || !isOutOfTime(under, issueOn, receivedOn)) return undefined
  return {
    outOfTime: true,
    acceptedUntil: acceptedUntil(under, issueOn),
    acceptedUnder: cite(policy, policy.accept.clause),
    // Whether there is good reason to take it all the same is for a person to consider, in each case.
    considerDiscretion: policy.accept.discretion,
  }
}
