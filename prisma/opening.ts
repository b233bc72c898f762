/**
 * Opens a complaint whose workflow does not run, one at a time. Two that open it from the same records would give the same numbers
 * to what they do: both would be answered as done, and what the second did would be on no timeline.
 */
import type { Records, Transaction } from './client.ts'

/**
 * @param open asks once more whether it runs by now, as somebody may have been faster; then reads the records and starts it
 * @throws Prisma's error where it was not this one's turn within 5 s, or `open` took longer than 25 s
 */
export async function openAlone<T>(
  records: Records,
  ref: string,
  open: (records: Transaction) => Promise<T>,
): Promise<T> {
  return records.$transaction(
    async (tx) => {
      // until the transaction ends, whichever process holds it
      await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${ref}, 0))::text`
      return open(tx)
    },
    { maxWait: 5_000, timeout: 25_000 },
  )
}
