/** Whether a file is what its media type says: by what is in it, and never by its name. */
import { fileTypeFromBuffer } from 'file-type'
import type { EvidenceCode, evidenceTypes } from '../../workflows/evidence-types.ts'

type EvidenceType = (typeof evidenceTypes)[number]

/** How the name of each may end, its own first. */
export const endingsOf: Record<EvidenceCode, readonly [string, ...string[]]> = {
  pdf: ['pdf'],
  png: ['png'],
  jpeg: ['jpg', 'jpeg'],
  heic: ['heic', 'heif'],
  gif: ['gif'],
  webp: ['webp'],
  docx: ['docx'],
  xlsx: ['xlsx'],
  odt: ['odt'],
  ods: ['ods'],
  mp3: ['mp3'],
  m4a: ['m4a'],
  mp4: ['mp4', 'm4v'],
  mov: ['mov'],
  txt: ['txt', 'text', 'log'],
  csv: ['csv'],
  eml: ['eml'],
}

/** What else it is called by who looks at bytes. */
const otherNames: Partial<Record<EvidenceCode, string[]>> = {
  heic: ['image/heif', 'image/heic-sequence'],
  m4a: ['audio/x-m4a', 'audio/m4a'],
  mp4: ['video/x-m4v'],
}

/** What is wrong with it, for whoever sent it; undefined where it is what it says. */
export async function contentFault(type: EvidenceType, bytes: Buffer): Promise<string | undefined> {
  const found = await fileTypeFromBuffer(bytes)
  if (type.proof === 'bytes') {
    const names: string[] = [type.mediaType, ...(otherNames[type.code] ?? [])]
    if (!found || !names.includes(found.mime)) return mismatch(type, found?.mime)
    return programIn(type, bytes)
  }
  // Two letters are enough to take a text for a picture: only what is written as text itself is something else.
  return textFault(type, bytes) ?? (found && isWritten(found.mime) ? mismatch(type, found.mime) : undefined)
}

function isWritten(mime: string): boolean {
  return /\/(pdf|xml|rtf|postscript|eps)$/.test(mime)
}

function mismatch({ code, mediaType }: EvidenceType, found: string | undefined): string {
  const is = found === undefined ? 'cannot be recognised' : `is ${found}`
  const locked =
    found === 'application/x-cfb'
      ? ' Older Office files, and those with a password, are not taken: save it as PDF.'
      : ''
  return `It is sent as ${code} (${mediaType}), and what is in it ${is}.${locked} Send it with its own Content-Type.`
}

/** The names of files in an archive stand in it as they are, however it is packed. */
const programs: Partial<Record<EvidenceCode, string[]>> = {
  docx: ['vbaProject.bin', 'vbaData.xml'],
  xlsx: ['vbaProject.bin', 'xl/macrosheets/'],
  odt: ['Basic/', 'Scripts/'],
  ods: ['Basic/', 'Scripts/'],
}

function programIn({ code }: EvidenceType, bytes: Buffer): string | undefined {
  const found = programs[code]?.some((name) => bytes.includes(name)) ?? false
  return found ? 'It holds macros, which are programs. Save it without them, or as PDF.' : undefined
}

const page = /^\s*(<!doctype|<html|<\?xml|<svg|<script|<head|<body)/i
const header = /^(from|to|subject|date|received|return-path|message-id|mime-version|delivered-to|x-[\w-]+):/im

function textFault({ code, proof }: EvidenceType, bytes: Buffer): string | undefined {
  // A mail may be in any encoding; its headers are ASCII.
  const text = proof === 'mail' ? bytes.toString('latin1') : utf8(bytes)
  if (text === undefined || text.includes('\0')) return `It is sent as ${code}, and is not text in UTF-8.`
  if (page.test(text.replace(/^\ufeff/, ''))) return `It is sent as ${code}, and is a web page or XML. Save it as PDF.`
  const [head = ''] = text.split(/\r?\n\r?\n/, 1)
  if (proof === 'mail' && !(/^[!-9;-~]+:/.test(head) && header.test(head)))
    return 'It is sent as a mail, and does not begin with the headers of one.'
  return undefined
}

function utf8(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
