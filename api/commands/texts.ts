/** The text that comes with a command: stored before the command is sent, once for each Idempotency-Key, and taken back if it is refused. */
import { z } from 'zod'
import type { Records, Transaction } from '../../prisma/client.ts'
import type { Prisma } from '../../prisma/generated/client.ts'
import { writeTexts } from '../../prisma/texts.ts'
import type { Command } from '../../workflows/commands/command.ts'
import { actorText, type Caller } from '../caller.ts'
import { giveBack, keep, take, usedForOther, type Claim } from '../idempotency.ts'
import type { Reply } from '../operation.ts'
import type { Problem } from '../problem.ts'
import { doneSchema } from './answers.ts'
import { draftIdSchema, readFacts, type Given } from './command-body.ts'

export interface Prepared {
  facts: Record<string, unknown>
  draft?: string
  /** Stored by this very request. */
  own?: string
}

/** What an unfinished claim keeps, so that the same request goes on with the same text. */
const unfinished = z.object({ draft: draftIdSchema.optional() })

/** Takes the key and stores the text in one transaction; or the earlier answer, or why not. */
export async function prepare(
  records: Records,
  given: { command: Command; ref: string; caller: Caller; body: Given; claim: Claim | undefined; nowMs: number },
): Promise<Prepared | Reply | Problem> {
  const { command, ref, body, claim, nowMs } = given
  const stored = body.draft === undefined ? undefined : await storedFacts(records, command, ref, body.draft)
  if (stored && 'problem' in stored) return stored
  const facts = stored?.facts ?? body.facts ?? {}
  return records.$transaction(async (tx) => {
    const earlier = claim && (await take(tx, claim, ref, nowMs))
    if (earlier === 'other') return usedForOther
    if (earlier?.status) return { status: earlier.status, body: doneSchema.parse(earlier.answer) }
    const own = earlier ? unfinished.parse(earlier.answer ?? {}).draft : await store(tx, given)
    if (claim && !earlier) await keep(tx, claim, { ref, status: null, answer: own === undefined ? {} : { draft: own } })
    const draft = body.draft ?? own
    return { facts, ...(draft !== undefined && { draft }), ...(own !== undefined && { own }) }
  })
}

async function store(
  tx: Transaction,
  { command, ref, caller, body, nowMs }: { command: Command; ref: string; caller: Caller; body: Given; nowMs: number },
): Promise<string | undefined> {
  if (!body.words) return undefined
  const text = { kind: command.name, body: body.words as Prisma.InputJsonObject }
  const [id] = await writeTexts(tx, ref, [text], actorText(caller), nowMs)
  return id
}

async function storedFacts(
  records: Records,
  command: Command,
  ref: string,
  draft: string,
): Promise<{ facts: Record<string, unknown> } | Problem> {
  const text = await records.text.findFirst({ where: { id: draft, complaintRef: ref, kind: command.name } })
  const read = text ? readFacts(command, text.body) : undefined
  if (read && 'value' in read) return read.value
  return {
    problem: 'unknown-draft',
    detail: `Complaint ${ref} has no stored text ${draft} for "${command.name}". Store the text again.`,
  }
}

/** The command was refused: nothing of it stays. What was stored before it does. */
export async function takeBack(records: Records, prepared: Prepared, claim: Claim | undefined): Promise<void> {
  await records.$transaction(async (tx) => {
    if (prepared.own !== undefined) await tx.text.deleteMany({ where: { id: prepared.own } })
    if (claim) await giveBack(tx, claim)
  })
}
