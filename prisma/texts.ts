/** Free text, stored before the command that refers to it. */
import { randomBytes } from 'node:crypto'
import type { Transaction } from './client.ts'
import type { Prisma } from './generated/client.ts'

export interface NewText {
  kind: string
  body: Prisma.InputJsonValue
}

/** Stores texts of a complaint and returns their ids, in order. `kind` is the command's name, or the part of the intake. */
export async function writeTexts(
  tx: Transaction,
  ref: string,
  texts: NewText[],
  by: string,
  nowMs: number,
): Promise<string[]> {
  const rows = texts.map((text) => ({ ...text, id: newTextId(), complaintRef: ref, by, at: new Date(nowMs) }))
  await tx.text.createMany({ data: rows })
  return rows.map((row) => row.id)
}

/** `t-` and twenty characters: not to be guessed, and no name in it. */
function newTextId(): string {
  return `t-${BigInt(`0x${randomBytes(13).toString('hex')}`)
    .toString(36)
    .padStart(20, '0')
    .slice(-20)}`
}
