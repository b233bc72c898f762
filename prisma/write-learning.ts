/** What was learned from a complaint, in a row of its own for lists and reports. */
import type { Batch } from '../workflows/state.ts'
import type { Transaction } from './client.ts'

export async function writeLearning(tx: Transaction, { ref, entries }: Batch): Promise<void> {
  const data = entries.flatMap(({ event, seq, detail: { rootCause }, text, by, atMs }) => {
    if (event !== 'learning-recorded' || text === undefined || typeof rootCause !== 'string') return []
    return { complaintRef: ref, seq, rootCause, textId: text, at: new Date(atMs), by }
  })
  if (data.length > 0) await tx.learning.createMany({ data, skipDuplicates: true })
}
