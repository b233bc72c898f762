/**
 * The letters of a command as they would be, for whoever is about to give it. It is started with the batch that the command would
 * write, which like every batch holds facts, dates and ids and nothing personal; the words come from the records, and the letters go
 * there. Nothing of the batch is written.
 */
import { proxyLocalActivities } from '@temporalio/workflow'
import type { Activities, Previewed } from './activities.ts'
import type { Batch } from './state.ts'

/** Longer than anybody waits for it, so that a slow worker is told as that, and not as a letter that cannot be made. */
const { previewLetters } = proxyLocalActivities<Activities>({
  scheduleToCloseTimeout: '15s',
  retry: { maximumAttempts: 2, initialInterval: '200ms' },
})

/** @param preview under which id the letters are kept, and who asked: `officer:a.khan` */
export async function previewLetter(batch: Batch, preview: { id: string; by: string }): Promise<Previewed> {
  return previewLetters(batch, preview)
}
