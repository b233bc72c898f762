/** The types of file that are taken as evidence, one line for each. */

interface EvidenceType {
  /** What travels, and how its name ends in the case file. */
  code: string
  mediaType: string
  /** What proves that it is what it says: its bytes, or that it is text, or a mail. */
  proof: 'bytes' | 'text' | 'mail'
}

export const evidenceTypes = [
  { code: 'pdf', mediaType: 'application/pdf', proof: 'bytes' },
  { code: 'png', mediaType: 'image/png', proof: 'bytes' },
  { code: 'jpeg', mediaType: 'image/jpeg', proof: 'bytes' },
  { code: 'heic', mediaType: 'image/heic', proof: 'bytes' },
  { code: 'gif', mediaType: 'image/gif', proof: 'bytes' },
  { code: 'webp', mediaType: 'image/webp', proof: 'bytes' },
  {
    code: 'docx',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    proof: 'bytes',
  },
  { code: 'xlsx', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', proof: 'bytes' },
  { code: 'odt', mediaType: 'application/vnd.oasis.opendocument.text', proof: 'bytes' },
  { code: 'ods', mediaType: 'application/vnd.oasis.opendocument.spreadsheet', proof: 'bytes' },
  { code: 'mp3', mediaType: 'audio/mpeg', proof: 'bytes' },
  { code: 'm4a', mediaType: 'audio/mp4', proof: 'bytes' },
  { code: 'mp4', mediaType: 'video/mp4', proof: 'bytes' },
  { code: 'mov', mediaType: 'video/quicktime', proof: 'bytes' },
  { code: 'txt', mediaType: 'text/plain', proof: 'text' },
  { code: 'csv', mediaType: 'text/csv', proof: 'text' },
  { code: 'eml', mediaType: 'message/rfc822', proof: 'mail' },
] as const satisfies readonly EvidenceType[]

export type EvidenceCode = (typeof evidenceTypes)[number]['code']
export const evidenceCodes: readonly EvidenceCode[] = evidenceTypes.map(({ code }) => code)

/** A file that is on file, as the workflow is told of it. */
export interface EvidenceOnFile {
  type: EvidenceCode
  /** Bytes. */
  size: number
}

export function evidenceTypeOf(mediaType: string): (typeof evidenceTypes)[number] | undefined {
  return evidenceTypes.find((type) => type.mediaType === mediaType)
}
