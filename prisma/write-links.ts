/** The links that a complaint's timeline makes and takes away, where both complaints find them. Written twice it changes nothing. */
import type { Batch } from '../workflows/state.ts'
import type { Transaction } from './client.ts'

export async function writeLinks(tx: Pick<Transaction, 'complaintLink'>, { ref, entries }: Batch): Promise<void> {
  for (const { seq, event, detail, atMs } of entries) {
    const { other, as } = detail as unknown as Linked
    const at = new Date(atMs)
    if (event === 'linked') {
      const row = { complaintRef: ref, seq, otherRef: other, as, at }
      await tx.complaintLink.createMany({ data: [row], skipDuplicates: true })
    }
    if (event === 'unlinked') {
      const either = [
        { complaintRef: ref, otherRef: other },
        { complaintRef: other, otherRef: ref },
      ]
      await tx.complaintLink.updateMany({
        where: { OR: either, endedAt: null, at: { lte: at } },
        data: { endedAt: at },
      })
    }
  }
}

/** The facts of a link, as `stages/linking.ts` writes them. */
interface Linked {
  other: string
  as: string
}
