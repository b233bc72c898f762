/**
 * The address of a page where a resident answers what a letter asked. It has a secret of 120 bits that is made with the letter: nobody
 * can guess it, it opens that one question alone, until a day, and the API needs no key for it, as the records know its SHA-256.
 */
import { createHash, randomBytes } from 'node:crypto'
import type { Transaction } from './client.ts'

/** Crockford's: no letter that is taken for a digit, as people type it from paper. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const length = 24

/** "k7m2-9pqr-…", in groups of four. */
export function newSecret(): string {
  const letters = [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length])
  return (letters.join('').match(/.{4}/g) ?? []).join('-')
}

/** As it is kept, of what somebody typed; undefined for what can be none. */
export function hashOfSecret(typed: string): string | undefined {
  const read = typed.toLowerCase().replaceAll(/[-\s]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1')
  if (read.length !== length || [...read].some((letter) => !alphabet.includes(letter))) return undefined
  return createHash('sha256').update(read).digest('hex')
}

/** What the letter asked, of which complaint; undefined where there is no such address, or its time is over. */
export async function linkBy(
  tx: Pick<Transaction, 'residentLink'>,
  secret: string,
  nowMs: number,
): Promise<{ ref: string; seq: number } | undefined> {
  const hash = hashOfSecret(secret)
  const found = hash === undefined ? null : await tx.residentLink.findUnique({ where: { hash } })
  return found && found.expiresAt.getTime() > nowMs ? { ref: found.complaintRef, seq: found.seq } : undefined
}
