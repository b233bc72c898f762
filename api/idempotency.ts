/**
 * One request under one Idempotency-Key: sent again, it is answered again and not done again; another one under the same key is
 * refused. A claim is a row, inserted in the transaction of what is done: a duplicate that comes meanwhile waits on the row's
 * index until that has ended, and then reads it.
 */
import { createHash } from 'node:crypto'
import { canonical } from '../prisma/canonical.ts'
import type { Transaction } from '../prisma/client.ts'
import type { Prisma } from '../prisma/generated/client.ts'
import { subjectOf, type Caller } from './caller.ts'
import type { Problem } from './problem.ts'

export interface Claim {
  /** Whose key it is, and for which route. */
  scope: string
  key: string
  /** Of the body. */
  hash: string
}

/** What stands under a key: the answer, or what was stored before there was one. */
export interface Earlier {
  status: number | null
  answer: Prisma.JsonValue
}

/** The key of a request, if it has one that can be one. */
export function readKey(header: string | undefined): string | Problem | undefined {
  if (header === undefined || /^[\x20-\x7e]{1,200}$/.test(header)) return header
  const message = 'must be 1 to 200 printable ASCII characters'
  return {
    problem: 'bad-input',
    detail: `The Idempotency-Key ${message}. Nothing was stored.`,
    errors: [{ field: 'Idempotency-Key', message }],
  }
}

/** @param route the method and address of the request, with its reference */
export function claimOf(key: string, caller: Caller, route: string, body: unknown): Claim {
  return { scope: `${caller.org} ${subjectOf(caller)} ${route}`, key, hash: digest(canonical(body)) }
}

/** Takes the key, or tells what it stands for already. */
export async function take(
  tx: Transaction,
  claim: Claim,
  ref: string | null,
  nowMs: number,
): Promise<Earlier | 'other' | undefined> {
  const { scope, key, hash } = claim
  const row = { scope, key, hash, ref, at: new Date(nowMs) }
  const { count } = await tx.idempotencyKey.createMany({ data: [row], skipDuplicates: true })
  if (count === 1) return undefined
  const found = await tx.idempotencyKey.findUnique({ where: { scope_key: { scope, key } } })
  // Given back since: whoever waited takes it now.
  if (!found) return take(tx, claim, ref, nowMs)
  return found.hash === hash ? { status: found.status, answer: found.answer } : 'other'
}

/** Keeps the answer, or with status null what is needed to go on. It must hold nothing that a person wrote. */
export async function keep(
  tx: Transaction,
  { scope, key }: Claim,
  kept: { ref: string | null; status: number | null; answer: Prisma.InputJsonValue },
): Promise<void> {
  await tx.idempotencyKey.updateMany({ where: { scope, key }, data: kept })
}

/** Gives the key back: what it stood for was refused. */
export async function giveBack(tx: Transaction, { scope, key }: Claim): Promise<void> {
  await tx.idempotencyKey.deleteMany({ where: { scope, key, status: null } })
}

/** An Update's id. The key itself stays here, as a client may put anything into it. */
export function updateIdOf({ scope, key }: Claim): string {
  return `api-${digest(`${scope} ${key}`).slice(0, 32)}`
}

export const usedForOther: Problem = {
  problem: 'key-used',
  detail:
    'This Idempotency-Key was used with another body. Send the same body again, or use a new key. Nothing was stored.',
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
