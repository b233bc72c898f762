/** A file as it is answered. */
import { z } from 'zod'
import type { EvidenceFile } from '../../prisma/generated/client.ts'
import { localTimestamp } from '../../workflows/policy/calendar.ts'
import { instant } from '../complaints/deadline.ts'

export const fileSchema = z.strictObject({
  file: z.int().describe('Its number with this complaint: decisions name it by this'),
  name: z.string(),
  mediaType: z.string(),
  size: z.int().describe('Bytes'),
  sha256: z.string(),
  by: z.string().describe('officer:ID or manager:ID (to a resident: the role alone), or resident'),
  at: instant,
  shared: z.boolean().describe('The resident may read it: it is theirs, or staff share it'),
  note: z.string().nullable().describe('What it shows, in words of whoever added it'),
  entry: z.int().nullable().describe('Its line on the timeline; null until it has one'),
})

export function fileOf(row: EvidenceFile, toStaff: boolean): z.input<typeof fileSchema> {
  const { number, name, mediaType, size, sha256, by, at, shared, note, seq } = row
  return {
    ...{ file: number, name, mediaType, size, sha256, shared },
    by: toStaff ? by : by.replace(/:.*$/, ''),
    at: localTimestamp(at.getTime()),
    // What one of the staff wrote about it is for staff.
    note: toStaff || by === 'resident' ? note : null,
    entry: seq === 0 ? null : seq,
  }
}
