/** Writing what the workflow decided, and reading the facts of what people wrote. */
import type { PrismaClient } from '../prisma/generated/client.ts'
import type { PolicyLibrary } from '../prisma/policies.ts'
import { knownFor } from '../prisma/known.ts'
import { writeRelayed } from '../prisma/relayed.ts'
import { writeBatch } from '../prisma/write-batch.ts'
import { commandNamed } from '../workflows/commands/index.ts'
import type { Batch, Fact } from '../workflows/state.ts'
import { writeCorrections } from './contact.ts'
import { writeWhatBecame } from './letters/came-back.ts'
import { makeLetters } from './letters/make.ts'
import { officeOf, type Office } from './letters/source.ts'
import { fileAll, startAll, type LinkedDeps } from './linked.ts'
import { startRelay } from './start-relay.ts'
import { writeRepresentation } from './representation.ts'

export interface RecordsDeps extends Office {
  records: PrismaClient
  library: PolicyLibrary
}

/**
 * One transaction: the timeline, the deadlines, the case, each letter that an entry asks for, and the complaints that came out of it,
 * which are then started.
 */
export async function record(deps: RecordsDeps & LinkedDeps, batch: Batch, nowMs: number): Promise<void> {
  const { records, organisations } = deps
  let isRelayed = false
  const linked = await records.$transaction(async (tx) => {
    await writeBatch(tx, batch, nowMs)
    // Before its letters: they go where the resident is reached from now on.
    await writeCorrections(tx, batch, nowMs)
    await writeRepresentation(tx, batch)
    await writeWhatBecame(tx, batch)
    await makeLetters(tx, batch, officeOf(deps))
    isRelayed = await writeRelayed(tx, batch, nowMs)
    return fileAll(tx, batch, { organisations, nowMs })
  })
  await startAll(deps, linked, nowMs)
  if (isRelayed) await startRelay(deps)
}

/** The facts that a command's definition takes from the text stored for it. */
export async function readFacts(
  { records }: Pick<RecordsDeps, 'records'>,
  ref: string,
  draft: string,
  commandName: string,
): Promise<{ facts: Fact } | { fault: string }> {
  const text = await records.text.findFirst({ where: { id: draft, complaintRef: ref } })
  const command = commandNamed(commandName)
  if (!text || !command) return { fault: `There is no stored text ${draft} for this complaint.` }
  if (text.kind !== commandName)
    return { fault: `The stored text ${draft} is for "${text.kind}", not "${commandName}".` }
  const body = command.body().safeParse(text.body)
  if (!body.success)
    return { fault: `The stored text ${draft} is not complete. Store it again and see what is missing.` }
  const known = await knownFor(records, command, ref, [text.by])
  return { facts: command.digest(body.data, known) as Fact }
}
