/**
 * Failures stand in Temporal's histories and UI. A database's or mail server's own message may repeat a person's words or
 * address, so only its kind and code leave the process; the whole error is not logged either.
 */
import { ApplicationFailure, CompleteAsyncError } from '@temporalio/activity'
import type { ActivityInboundCallsInterceptor } from '@temporalio/worker'

export const plainFailures: ActivityInboundCallsInterceptor = {
  async execute(input, next) {
    try {
      return await next(input)
    } catch (error) {
      if (error instanceof ApplicationFailure || error instanceof CompleteAsyncError) throw error
      throw ApplicationFailure.create({ type: kindOf(error), message: `Failed: ${kindOf(error)}` })
    }
  },
}

function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const code: unknown = 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^[A-Z0-9_]{1,20}$/.test(code) ? `${error.name} ${code}` : error.name
}
