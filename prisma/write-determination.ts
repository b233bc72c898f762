/** What an Ombudsman found, issue by issue, from the timeline of its complaint. Written twice it changes nothing. */
import type { Batch } from '../workflows/state.ts'
import type { Transaction } from './client.ts'

export async function writeDeterminations(tx: Transaction, { ref, entries }: Batch): Promise<void> {
  for (const { event, seq, detail, text } of entries) {
    if (event !== 'determined' || text === undefined) continue
    const { ombudsman, on, findings } = detail as unknown as Determined
    const data = findings.map((finding, index) => ({
      ...{ complaintRef: ref, seq, number: index + 1, ombudsman, finding, on: new Date(on), textId: text },
    }))
    await tx.determination.createMany({ data, skipDuplicates: true })
  }
}

/** As `commands/ombudsman-decides.ts` writes it. */
interface Determined {
  ombudsman: string
  on: string
  findings: string[]
}
