/** The text that comes with a command: stored before the command is sent, once for each Idempotency-Key, and taken back if it is refused. */
import { z } from 'zod'
import type { Records, Transaction } from '../../prisma/client.ts'
import type { Prisma } from '../../prisma/generated/client.ts'
import { knownFor } from '../../prisma/known.ts'
import { writeTexts } from '../../prisma/texts.ts'
import type { Command } from '../../workflows/commands/command.ts'
import { actorText, type Caller } from '../caller.ts'
import { giveBack, keep, take, usedForOther, type Claim } from '../idempotency.ts'
import type { Reply } from '../operation.ts'
import { badInput, type Problem } from '../problem.ts'
import { doneSchema } from './answers.ts'
import { draftIdSchema, readFacts, type Given } from './command-body.ts'

export interface Prepared {
  facts: Record<string, unknown>
  draft?: string
  /** Stored by this very request. */
  own?: string
}

type Read = { facts: Record<string, unknown> }

/** What an unfinished claim keeps, so that the same request goes on with the same text. */
const unfinished = z.object({ draft: draftIdSchema.optional() })

/** Whose command it is, and what was sent with it. */
export interface GivenCommand {
  command: Command
  ref: string
  caller: Caller
  body: Given
}

/** Takes the key and stores the text in one transaction; or the earlier answer, or why not. */
export async function prepare(
  records: Records,
  given: GivenCommand & { claim: Claim | undefined; nowMs: number },
): Promise<Prepared | Reply | Problem> {
  const { ref, body, claim, nowMs } = given
  const read = await factsFor(records, given)
  if ('problem' in read) return read
  const { facts } = read
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

/** What travels of the command, whether it is given, tried out or stored for later; or why whoever gives it may not say so. */
export async function factsFor(records: Records, given: GivenCommand): Promise<Read | Problem> {
  const read = await readFor(records, given)
  return 'problem' in read ? read : (ownWordProblem(given, read.facts) ?? read)
}

/** Permission is the resident's own word. Whoever filed a complaint may be the one who wishes to act, so their token does not speak for it. */
function ownWordProblem({ command, caller }: GivenCommand, { what }: Record<string, unknown>): Problem | undefined {
  const speaksForIt = caller.role !== 'resident' || caller.ref !== undefined
  if (command.name !== 'represent' || what !== 'consent-given' || speaksForIt) return undefined
  return {
    problem: 'against-the-rules',
    rule: 'Redress: represent',
    detail:
      'The resident gives permission at the address in the letter that asks for it, with a token for this very complaint, or to staff.',
  }
}

/** From what was sent, or from the text stored before, and by what is known of the case. */
async function readFor(records: Records, given: GivenCommand): Promise<Read | Problem> {
  const { command, ref, caller, body } = given
  if (body.draft !== undefined) return storedFacts(records, given, body.draft)
  const known = body.words && (await knownFor(records, command, ref, [actorText(caller)]))
  if (!known) return { facts: body.facts ?? {} }
  const read = readFacts(command, body.words, known)
  return 'value' in read ? read.value : badInput(read.errors)
}

async function storedFacts(
  records: Records,
  { command, ref, caller }: GivenCommand,
  draft: string,
): Promise<Read | Problem> {
  const text = await records.text.findFirst({ where: { id: draft, complaintRef: ref, kind: command.name } })
  const known = text && (await knownFor(records, command, ref, [actorText(caller), text.by]))
  const read = text ? readFacts(command, text.body, known ?? undefined) : undefined
  if (read && 'value' in read) return read.value
  return {
    problem: 'unknown-draft',
    detail: `Complaint ${ref} has no stored text ${draft} for "${command.name}". Store the text again.`,
  }
}

async function store(
  tx: Transaction,
  { command, ref, caller, body, nowMs }: GivenCommand & { nowMs: number },
): Promise<string | undefined> {
  if (!body.words) return undefined
  const text = { kind: command.name, body: body.words as Prisma.InputJsonObject }
  const [id] = await writeTexts(tx, ref, [text], actorText(caller), nowMs)
  return id
}

/** The command was refused: nothing of it stays. What was stored before it does. */
export async function takeBack(records: Records, prepared: Prepared, claim: Claim | undefined): Promise<void> {
  await records.$transaction(async (tx) => {
    if (prepared.own !== undefined) await tx.text.deleteMany({ where: { id: prepared.own } })
    if (claim) await giveBack(tx, claim)
  })
}
