/** Files that residents and officers attach to a complaint, with their bytes, and which of them its timeline knows of. */
import { createHash } from 'node:crypto'
import { evidenceTypeOf, type EvidenceOnFile } from '../workflows/evidence-types.ts'
import type { Batch } from '../workflows/state.ts'
import type { Records, Transaction } from './client.ts'
import type { EvidenceFile } from './generated/client.ts'

/** A complaint holds no more than this. */
export const mostFiles = 200
export const mostBytes = 500_000_000

export interface NewFile {
  name: string
  mediaType: string
  bytes: Uint8Array
  note: string | null
  /** Whether the resident may read it. */
  shared: boolean
  /** officer:a.khan, resident */
  by: string
}

export type Kept = { file: EvidenceFile; isNew: boolean } | { full: 'files' | 'bytes' }

/**
 * Stores a file once: the same bytes again are the file that there is. What its resident sends as well is theirs to read from then on.
 * Throws where the complaint is not on file.
 */
export async function keepFile(records: Records, ref: string, given: NewFile, nowMs: number): Promise<Kept> {
  const { bytes, ...about } = given
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return records.$transaction(
    async (tx): Promise<Kept> => {
      // One after the other for one complaint: they are numbered.
      await tx.$queryRaw`select ref from complaint where ref = ${ref} for update`
      const before = await tx.evidenceFile.findUnique({ where: { complaintRef_sha256: { complaintRef: ref, sha256 } } })
      if (before) return { file: given.shared ? await share(tx, before) : before, isNew: false }
      const held = await tx.evidenceFile.aggregate({
        where: { complaintRef: ref },
        ...{ _count: true, _sum: { size: true }, _max: { number: true } },
      })
      if (held._count >= mostFiles) return { full: 'files' }
      if ((held._sum.size ?? 0) + bytes.length > mostBytes) return { full: 'bytes' }
      const key = { complaintRef: ref, number: (held._max.number ?? 0) + 1 }
      const at = new Date(nowMs)
      const file = await tx.evidenceFile.create({ data: { ...key, ...about, sha256, size: bytes.length, at } })
      await tx.evidenceBytes.create({ data: { ...key, bytes: new Uint8Array(bytes) } })
      return { file, isNew: true }
    },
    { maxWait: 5_000, timeout: 8_000 },
  )
}

function share(tx: Transaction, { complaintRef, number }: EvidenceFile): Promise<EvidenceFile> {
  return tx.evidenceFile.update({
    where: { complaintRef_number: { complaintRef, number } },
    data: { shared: true },
  })
}

/** Its complaint's rules did not take it: nothing of it stays. */
export async function removeFile(tx: Transaction, { complaintRef, number }: EvidenceFile): Promise<void> {
  await tx.evidenceFile.deleteMany({ where: { complaintRef, number, seq: null } })
}

/** What the workflow is told of a file. */
export async function evidenceOnFile(
  records: Records,
  ref: string,
  number: number,
): Promise<{ file: EvidenceOnFile } | { fault: string }> {
  const where = { complaintRef_number: { complaintRef: ref, number } }
  const found = await records.evidenceFile.findUnique({ where })
  const type = found && evidenceTypeOf(found.mediaType)
  if (!type) return { fault: `This complaint has no file ${number}. GET …/evidence lists its files.` }
  return { file: { type: type.code, size: found.size } }
}

/** The files that the batch puts on the timeline have their entry. */
export async function noteEvidence(tx: Transaction, { ref, entries }: Batch): Promise<void> {
  for (const { event, seq, detail } of entries) {
    if (event !== 'evidence-added') continue
    const number = Number(detail['file'])
    await tx.evidenceFile.updateMany({ where: { complaintRef: ref, number, seq: null }, data: { seq } })
  }
}

/** Its complaint's rules did not take it: it stays on file, and is not on the timeline. */
export async function noteRefused(tx: Transaction, { complaintRef, number }: Unnoted): Promise<void> {
  await tx.evidenceFile.updateMany({ where: { complaintRef, number, seq: null }, data: { seq: 0 } })
}

/**
 * Files that were stored before `before`, and that their timeline does not know of yet, by complaint in their order: of so many complaints,
 * whichever, so that some that do not answer keep no others waiting for ever.
 */
export async function unnoted(tx: Transaction, before: Date, most: number): Promise<Unnoted[]> {
  const some = await tx.$queryRaw<{ ref: string }[]>`
    select complaint_ref as ref from evidence_file where seq is null and at < ${before}
    group by complaint_ref order by random() limit ${most}`
  return tx.evidenceFile.findMany({
    where: { complaintRef: { in: some.map(({ ref }) => ref) }, seq: null, at: { lt: before } },
    orderBy: [{ complaintRef: 'asc' }, { number: 'asc' }],
    select: { complaintRef: true, number: true, sha256: true, by: true },
  })
}

export type Unnoted = Pick<EvidenceFile, 'complaintRef' | 'number' | 'sha256' | 'by'>

/** The same whoever tells it: so that it is done once. */
export function notingId({ complaintRef, number, sha256 }: Unnoted): string {
  return `evidence-${complaintRef}-${number}-${sha256.slice(0, 16)}`
}
