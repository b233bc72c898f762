/** How a case stands. */

/**
 * `open` is a service request that is being dealt with; `declined` a complaint that the policy does not take; `with-ombudsman` one
 * that an Ombudsman has after our last answer.
 */
export const statuses = [
  'open',
  'received',
  'acknowledged',
  'answered',
  'with-ombudsman',
  'closed',
  'withdrawn',
  'declined',
] as const
export type Status = (typeof statuses)[number]
