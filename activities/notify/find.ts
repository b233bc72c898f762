/** The look-up by reference, by which nothing goes out twice. Notify keeps a message for 7 days, and shows a key its own kind alone. */
import type { SendOutcome } from '../carrier.ts'
import type { Notify } from './client.ts'
import { outcomeOfFound, type NotifyType } from './outcome.ts'

/** Undefined where Notify has none, or none that it sent. */
export async function findAtNotify(
  notify: Notify,
  type: NotifyType,
  reference: string,
): Promise<SendOutcome | undefined> {
  const answer = await notify.ask((client) => client.getNotifications(type, undefined, reference))
  // Whoever asks did so because Notify may have it: until it can be asked, nobody knows.
  if ('failure' in answer) return { result: 'later', why: answer.failure.why, mayHaveArrived: true }
  const found = answer.value.notifications.flatMap((one) => outcomeOfFound(type, one) ?? [])
  return found.find(({ result }) => result === 'accepted') ?? found[0]
}
