/** The files that a decision names, as its letter tells of them; and what kind of file one is. */
import type { EvidenceCode } from '../../workflows/evidence-types.ts'
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

/** What a file is called may be personal: its kind is told, and which number it has on file. */
const kinds: Record<EvidenceCode, string> = {
  pdf: 'a PDF document',
  ...{ png: 'a picture', jpeg: 'a picture', heic: 'a picture', gif: 'a picture', webp: 'a picture' },
  ...{ docx: 'a text document', odt: 'a text document', txt: 'a plain text' },
  ...{ xlsx: 'a spreadsheet', ods: 'a spreadsheet', csv: 'a table' },
  ...{ mp3: 'a sound recording', m4a: 'a sound recording', mp4: 'a video', mov: 'a video' },
  eml: 'an email',
}

/** "a picture (jpeg)" */
export function kindOfFile(code: unknown): string {
  const known = Object.entries(kinds).find(([one]) => one === code)
  if (!known) throw new Error(`There is no type of file "${String(code)}", so that nobody can be told of one`)
  return `${known[1]} (${known[0]})`
}
