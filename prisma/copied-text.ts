/** A stored text for another complaint, under an id that follows from what it is for: copied twice it is one. */
import { createHash } from 'node:crypto'
import type { Transaction } from './client.ts'
import type { Prisma } from './generated/client.ts'

/** @param of whose text it is, or what it comes of */
export function copiedId(of: string, ref: string): string {
  const number = BigInt(`0x${createHash('sha256').update(`${of} ${ref}`).digest('hex').slice(0, 26)}`)
  return `t-${number.toString(36).padStart(20, '0').slice(-20)}`
}

export interface CopiedText {
  id: string
  ref: string
  /** The command that it is for. */
  kind: string
  body: unknown
  by: string
}

export async function writeCopy(
  tx: Pick<Transaction, 'text'>,
  { id, ref, kind, body, by }: CopiedText,
  nowMs: number,
): Promise<void> {
  const row = { id, complaintRef: ref, kind, body: body as Prisma.InputJsonValue, by, at: new Date(nowMs) }
  await tx.text.createMany({ data: [row], skipDuplicates: true })
}
