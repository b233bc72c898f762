/**
 * What reaches a complaint from outside is read by this. Anybody with Temporal's CLI can send a Signal that is no JSON, and it can
 * never be taken back: the workflow would fail on it for ever. Here it is nothing, which the command then refuses.
 */
import { defaultPayloadConverter, type PayloadConverter } from '@temporalio/common'

export const payloadConverter: PayloadConverter = {
  toPayload: (value) => defaultPayloadConverter.toPayload(value),
  fromPayload(payload) {
    try {
      return defaultPayloadConverter.fromPayload(payload)
    } catch {
      return undefined as never
    }
  },
}
