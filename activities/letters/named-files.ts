/** The files that an entry names, as they are on file. */
import { z } from 'zod'
import type { Prisma } from '../../prisma/generated/client.ts'
import { localDate, type LocalDate } from '../../workflows/policy/calendar.ts'
import type { Entry } from '../../workflows/state.ts'

export interface NamedFile {
  number: number
  name: string
  on: LocalDate
}

export function filesNamedBy({ detail }: Pick<Entry, 'detail'>): number[] {
  return z.array(z.number()).catch([]).parse(detail['evidenceFiles'])
}

export async function readFiles(
  db: Pick<Prisma.TransactionClient, 'evidenceFile'>,
  ref: string,
  entries: readonly Entry[],
): Promise<NamedFile[]> {
  const named = entries.flatMap(filesNamedBy)
  if (named.length === 0) return []
  const where = { complaintRef: ref, number: { in: named } }
  const rows = await db.evidenceFile.findMany({ where, orderBy: { number: 'asc' } })
  return rows.map(({ number, name, at }) => ({ number, name, on: localDate(at.getTime()) }))
}
