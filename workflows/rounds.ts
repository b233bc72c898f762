/** How a workflow of the installation goes through what is stored for many complaints: a page at a time, and again those that did not answer. */
import { condition, defineSignal, setCurrentDetails, setHandler, workflowInfo } from '@temporalio/workflow'

export interface Page<Place> extends Seen {
  /** Null after the last page. */
  next: Place | null
}

export interface Seen {
  told: number
  notTold: number
  unanswered: number
}

interface Rounds<Place> {
  /** By which it is told that there is more. */
  signal: string
  /** The next page after a place; undefined where nothing is left. */
  page(after: Place | undefined): Promise<Page<Place> | undefined>
  inWords(seen: Seen): string
}

/** Who knows stands in the records, so a crash costs a page. `long`: to be gone on with in another run. */
export async function inRounds<Place>({ signal, page, inWords }: Rounds<Place>): Promise<'done' | 'long'> {
  // What is stored while the last page of something else is under way is not left lying.
  let isAsked = true
  setHandler(defineSignal(signal), () => void (isAsked = true))
  const seen: Seen = { told: 0, notTold: 0, unanswered: 0 }
  let after: Place | undefined
  while (!workflowInfo().continueAsNewSuggested) {
    isAsked = false
    const done = await page(after)
    if (!done) {
      if (!isAsked) return 'done'
      continue
    }
    seen.told += done.told
    seen.notTold += done.notTold
    seen.unanswered = (after === undefined ? 0 : seen.unanswered) + done.unanswered
    setCurrentDetails(inWords(seen))
    after = done.next ?? undefined
    if (after === undefined && seen.unanswered > 0) await condition(() => isAsked, '1 minute')
  }
  return 'long'
}
