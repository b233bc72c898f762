/** How an activity is called that works through many complaints, a page at each call. */
import type { ActivityOptions } from '@temporalio/workflow'

/** A page takes seconds; whoever dies with one is noticed by the heartbeats. Waits out whatever is away, as long as it takes. */
export const aPage = {
  startToCloseTimeout: '10m',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', maximumInterval: '30s' },
} as const satisfies ActivityOptions
