/** The address where a resident can answer what a letter asks, where this installation has a page for it. */
import { hashOfSecret, newSecret } from '../../prisma/resident-link.ts'
import type { LetterKind } from '../../workflows/state.ts'
import type { AskedFor } from './records.ts'
import type { Office } from './source.ts'

const asking: readonly LetterKind[] = ['clarification', 'consent']

/** An answer is taken as long as it is of use; the address does not last for ever. */
const lastsMs = 90 * 86_400_000

export interface Link {
  address: string
  row: { hash: string; complaintRef: string; seq: number; expiresAt: Date }
}

/** Not in copies: what is asked is asked of one person. */
export function linkFor(
  complaintRef: string,
  { seq, event, letter }: AskedFor,
  { publicUrl }: Office,
): Link | undefined {
  if (publicUrl === undefined || event === 'copy-sent' || !asking.includes(letter.kind)) return undefined
  const secret = newSecret()
  const hash = hashOfSecret(secret)
  if (hash === undefined) throw new Error('A new address cannot be read back')
  return {
    address: `${publicUrl}/r/${secret}`,
    row: { hash, complaintRef, seq, expiresAt: new Date(letter.atMs + lastsMs) },
  }
}
