/** Work on many things inside one activity, so many at once. */
import { Context } from '@temporalio/activity'

/** In the order of the list. Says to Temporal that it is alive, and ends where nobody waits for it any more. */
export async function inTurns<T, R>(all: T[], atOnce: number, work: (one: T) => Promise<R>): Promise<R[]> {
  const context = Context.current()
  const results: R[] = []
  let next = 0
  const take = async (): Promise<void> => {
    for (let at = next++; at < all.length; at = next++) {
      context.cancellationSignal.throwIfAborted()
      results[at] = await work(all[at] as T)
      context.heartbeat()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, take))
  return results
}
