/** The files that a decision names, as its letter tells of them. */
import { filesNamedBy } from './named-files.ts'
import type { Source } from './source.ts'

export interface FileData {
  name: string
  on: string
}

export function filesOf({ entry, records, wording }: Source): FileData[] {
  const named = filesNamedBy(entry)
  return records.files
    .filter(({ number }) => named.includes(number))
    .map(({ name, on }) => ({ name, on: wording.day(on) }))
}
