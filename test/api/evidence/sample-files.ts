/** Small files of every type that is taken, and of some that are not. */
import { PNG } from 'pngjs'
import yazl from 'yazl'
import type { EvidenceCode } from '../../../workflows/evidence-types.ts'

export async function zipOf(files: Record<string, string>): Promise<Buffer> {
  const zip = new yazl.ZipFile()
  for (const [name, text] of Object.entries(files))
    zip.addBuffer(Buffer.from(text), name, { compress: name !== 'mimetype' })
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const office = (part: string, more: Record<string, string> = {}) =>
  zipOf({
    '[Content_Types].xml': `<?xml version="1.0"?><Types><Override ContentType="application/vnd.${part}.main+xml"/></Types>`,
    ...more,
  })
const open = (type: string, more: Record<string, string> = {}) =>
  zipOf({ mimetype: `application/vnd.oasis.opendocument.${type}`, ...more })
const box = (brand: string) =>
  Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}\0\0\0\0isommp42`, 'latin1'), Buffer.alloc(64)])

const word = 'openxmlformats-officedocument.wordprocessingml.document'
const sheet = 'openxmlformats-officedocument.spreadsheetml.sheet'

export const png = PNG.sync.write(new PNG({ width: 2, height: 2 }))
export const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n')
export const samples: Record<EvidenceCode, Buffer> = {
  ...{ png, pdf },
  jpeg: Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), Buffer.alloc(40)]),
  heic: box('heic'),
  gif: Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1'),
  webp: Buffer.from('RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0/\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0', 'latin1'),
  docx: await office(word),
  xlsx: await office(sheet),
  odt: await open('text'),
  ods: await open('spreadsheet'),
  mp3: Buffer.concat([Buffer.from('ID3\x03\0\0\0\0\0\0', 'latin1'), Buffer.from('fffb9064', 'hex'), Buffer.alloc(417)]),
  m4a: box('M4A '),
  mp4: box('mp42'),
  mov: box('qt  '),
  txt: Buffer.from('I rang on Monday, and nobody came. £20 a day for heaters.\n'),
  csv: Buffer.from('day,temperature\n2027-03-01,11\n'),
  eml: Buffer.from(
    'From: a@council.example\r\nTo: r@example.org\r\nSubject: Your boiler\r\n\r\nWe come on Monday.\r\n',
  ),
}

/** What it is sent as, what it is, and what is said of it. */
export const impostors: [name: string, as: EvidenceCode, bytes: Buffer, said: RegExp][] = [
  ['a picture as PDF', 'pdf', png, /is image\/png/],
  ['text as PDF', 'pdf', samples.txt, /cannot be recognised/],
  ['a PDF as text', 'txt', pdf, /is application\/pdf/],
  ['an archive as Word', 'docx', await zipOf({ 'run.sh': 'echo' }), /is application\/zip/],
  [
    'Word with macros by its type',
    'docx',
    await zipOf({
      '[Content_Types].xml':
        '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
    }),
    /macro/i,
  ],
  ['Word with macros inside', 'docx', await office(word, { 'word/vbaProject.bin': 'x' }), /holds macros/],
  ['a sheet with old macros', 'xlsx', await office(sheet, { 'xl/macrosheets/a.xml': 'x' }), /holds macros/],
  ['a document with Basic', 'odt', await open('text', { 'Basic/a.xml': 'x' }), /holds macros/],
  [
    'an old Office file',
    'docx',
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]),
    /password/,
  ],
  [
    'a program',
    'pdf',
    Buffer.concat([Buffer.from('MZ\x90\0', 'latin1'), Buffer.alloc(200)]),
    /is application\/x-msdownload/,
  ],
  ['a page', 'txt', Buffer.from('<!DOCTYPE html><script>alert(1)</script>'), /web page/],
  ['a drawing', 'csv', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /web page|is application\/xml/],
  ['bytes as text', 'txt', Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x42]), /not text/],
  ['a NUL in text', 'csv', Buffer.from('a,b\0\n'), /not text/],
  ['text as a mail', 'eml', samples.txt, /headers/],
  ['a video as sound', 'm4a', samples.mp4, /is video\/mp4/],
]

/** With a file. */
export interface Sent {
  type?: string
  note?: string
  query?: string
}

/** What is sent, and why it is not taken. */
export const refusals: [name: string, raw: Buffer, given: Sent, status: number, problem: string][] = [
  ['an empty file', Buffer.alloc(0), {}, 400, 'bad-input'],
  ['more than it may have', Buffer.alloc(10_000_001), { type: 'text/plain' }, 413, 'too-large'],
  ['a page', Buffer.from('<html>'), { type: 'text/html' }, 415, 'type-not-taken'],
  ['a drawing', Buffer.from('<svg/>'), { type: 'image/svg+xml' }, 415, 'type-not-taken'],
  ['an archive', samples.docx, { type: 'application/zip' }, 415, 'type-not-taken'],
  ['JSON', Buffer.from('{}'), { type: 'application/json' }, 415, 'type-not-taken'],
  ['a picture that is none', pdf, {}, 422, 'not-what-it-says'],
  ['a note that is none', png, { note: '\u0007' }, 400, 'bad-input'],
  ['a query that is none', png, { query: '?share=true' }, 400, 'bad-input'],
]
