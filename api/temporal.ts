/** Calls to Temporal under a deadline, and which of their failures mean that it is away. */
import {
  isGrpcServiceError,
  ServiceError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client'

/** gRPC's: cancelled, deadline exceeded, resource exhausted, aborted, unavailable. */
const downCodes = new Set([1, 4, 8, 10, 14])
const failedPrecondition = 9

/** The deadline of a call has passed; whether it was done is not known. */
export class TemporalTimeout extends Error {
  override name = 'TemporalTimeout'
}

export function temporalIsDown(error: unknown): boolean {
  if (error instanceof TemporalTimeout || error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true
  const cause: unknown = error instanceof ServiceError ? error.cause : error
  return isGrpcServiceError(cause) && (downCodes.has(cause.code) || isNotReady(cause.code, cause.details))
}

/** A workflow whose last tasks were lost with their worker takes no Update until a task of it is done again. */
function isNotReady(code: number, details: string): boolean {
  return code === failedPrecondition && details.startsWith('Unable to perform workflow execution update due to')
}

/**
 * Rejects with TemporalTimeout after `withinMs`, whatever the SDK still tries: it waits between its tries without regard to the
 * deadline of a call.
 */
export async function temporalWithin<T>(client: Client, withinMs: number, call: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TemporalTimeout('Temporal did not answer in time')), withinMs)
  })
  const work = client.withDeadline(Date.now() + withinMs, call)
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
