/** What is in a print job, a line for each letter, for whoever puts them into envelopes or proves later what was printed. */
import { createHash } from 'node:crypto'
import { stringify } from 'csv-stringify/sync'
import { localTimestamp } from '../../workflows/policy/calendar.ts'
import { pagesOf } from './merge.ts'

export interface PrintedLetter {
  complaintRef: string
  seq: number
  kind: string
  recipient: unknown
  print: number
  madeAt: Date
  pdf: Uint8Array
}

/** As many lines as an address has at most. */
const addressLines = Array.from({ length: 7 }, (_, at) => at)
const columns = [
  ...['ref', 'letter', 'kind', 'name', ...addressLines.map((at) => `address ${at + 1}`)],
  ...['pages', 'print size', 'sha256', 'made at'],
]

/** For Excel: it takes UTF-8 only with this mark, and what looks like a formula is kept from being one. */
export async function manifestOf(letters: PrintedLetter[]): Promise<string> {
  const rows: (string | number)[][] = []
  for (const letter of letters) rows.push(await rowOf(letter))
  return stringify([columns, ...rows], { bom: true, escape_formulas: true, record_delimiter: 'windows' })
}

async function rowOf({ complaintRef, seq, kind, recipient, print, madeAt, pdf }: PrintedLetter) {
  const { name, address = [] } = recipient as { name: string; address?: string[] }
  return [
    ...[complaintRef, seq, kind, name, ...addressLines.map((at) => address[at] ?? '')],
    ...[await pagesOf(pdf), print, createHash('sha256').update(pdf).digest('hex')],
    localTimestamp(madeAt.getTime()),
  ]
}
