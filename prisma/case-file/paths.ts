/** Where each part of a case file stands in it. Names of people's files become names that every computer takes. */
import { evidenceTypeOf } from '../../workflows/evidence-types.ts'
import { dayOfInstant, type FileRow, type LetterRow } from './case-file.ts'

const digits = (number: number): string => String(number).padStart(3, '0')

export function letterPath({ seq, kind, madeAt }: Pick<LetterRow, 'seq' | 'kind' | 'madeAt'>, form: string): string {
  return `letters/${digits(seq)}-${kind}-${dayOfInstant(madeAt)}.${form}`
}

/** Of what had gone before the letter was made again. */
export function replacedPath(letter: Pick<LetterRow, 'seq' | 'kind' | 'madeAt'>, event: number, form: string): string {
  return letterPath(letter, `replaced-${event}.${form}`)
}

export function filePath({ number, name, mediaType }: Pick<FileRow, 'number' | 'name' | 'mediaType'>): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._ -]/gu, '_')
    .replace(/\.{2,}/g, '_')
    .replace(/[. ]+$/, '')
  const fallback = `file.${evidenceTypeOf(mediaType)?.code ?? 'bin'}`
  return `evidence/${digits(number)}-${plain === '' ? fallback : plain}`
}
