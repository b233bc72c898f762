/** The files that a decision names, as its letter tells of them. */
import { z } from 'zod'
import { localDate, type LocalDate } from '../../workflows/policy/calendar.ts'
import type { Entry } from '../../workflows/state.ts'
import type { Db } from './records.ts'
import type { Source } from './source.ts'

/** On file. */
export interface NamedFile {
  number: number
  name: string
  on: LocalDate
}

export interface FileData {
  name: string
  on: string
}

export function filesNamedBy({ detail }: Pick<Entry, 'detail'>): number[] {
  return z.array(z.number()).catch([]).parse(detail['evidenceFiles'])
}

export async function readFiles(db: Db, ref: string, entries: readonly Entry[]): Promise<NamedFile[]> {
  const named = entries.flatMap(filesNamedBy)
  if (named.length === 0) return []
  const where = { complaintRef: ref, number: { in: named } }
  const rows = await db.evidenceFile.findMany({ where, orderBy: { number: 'asc' } })
  return rows.map(({ number, name, at }) => ({ number, name, on: localDate(at.getTime()) }))
}

export function filesOf({ entry, records, wording }: Source): FileData[] {
  const named = filesNamedBy(entry)
  return records.files
    .filter(({ number }) => named.includes(number))
    .map(({ name, on }) => ({ name, on: wording.day(on) }))
}
