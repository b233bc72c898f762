/**
 * Policies exactly as complaints carry them. A complaint's letters, and its workflow when it is started again, go by what is kept
 * here and never by the policy's file of today; so a changed file is for new complaints only.
 */
import { createHash } from 'node:crypto'
import type { Policy } from '../workflows/policy/policy.ts'
import { canonical } from './canonical.ts'
import type { Transaction } from './client.ts'
import type { Prisma } from './generated/client.ts'

/** SHA-256 of the policy's JSON with its keys in order, in hexadecimal. */
export function digestOf(policy: Policy): string {
  const known = digests.get(policy) ?? createHash('sha256').update(canonical(policy)).digest('hex')
  digests.set(policy, known)
  return known
}

/** A policy is never altered once it is read. */
const digests = new WeakMap<Policy, string>()

/** Keeps the policy, once however often and by however many at the same time. Returns its digest. */
export async function keepPolicy(
  tx: Pick<Transaction, 'policyVersion'>,
  policy: Policy,
  nowMs: number,
): Promise<string> {
  const digest = digestOf(policy)
  // It is kept already for all complaints but the first, and 8 kB need not be sent again.
  if (await tx.policyVersion.findUnique({ where: { digest }, select: { digest: true } })) return digest
  const { id: policyId, series, title } = policy
  const row = { digest, policyId, series, title, body: policy as Prisma.InputJsonObject, firstUsedAt: new Date(nowMs) }
  await tx.policyVersion.createMany({ data: [row], skipDuplicates: true })
  return digest
}

/** The policy of that digest. Throws Error where it is not kept. */
export async function policyOf(tx: Pick<Transaction, 'policyVersion'>, digest: string): Promise<Policy> {
  const known = read.get(digest)
  if (known) return known
  const row = await tx.policyVersion.findUnique({ where: { digest }, select: { body: true } })
  if (!row) throw new Error(`The records hold no policy ${digest}, which a complaint of theirs is under`)
  // As it was parsed when it was kept: the schema of today is for the files of today.
  const policy = row.body as unknown as Policy
  read.set(digest, policy)
  return policy
}

/** By what is in it, so it is right for every database and never stale; an installation has a few. */
const read = new Map<string, Policy>()

/**
 * The policy as a workflow carries it: without the words that only people read, which are as long as the rules. A complaint's state
 * stays small by it, at every continue-as-new.
 */
export function carriedPolicy(policy: Policy): Policy {
  const known = carried.get(policy) ?? { ...(withoutWords(policy) as Policy), explains: {} }
  carried.set(policy, known)
  return known
}

const carried = new WeakMap<Policy, Policy>()

function withoutWords(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWords)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([key]) => key !== 'assumption')
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutWords(inner)]))
}
