/** Writing what the workflow decided, and reading the facts of what people wrote. */
import type { PrismaClient } from '../prisma/generated/client.ts'
import type { PolicyLibrary } from '../prisma/policies.ts'
import { writeBatch } from '../prisma/write-batch.ts'
import { commandNamed } from '../workflows/commands/index.ts'
import type { Batch, Fact } from '../workflows/state.ts'
import { makeLetters } from './letters/make.ts'
import type { Organisation } from './letters/organisation.ts'

export interface RecordsDeps {
  records: PrismaClient
  library: PolicyLibrary
  organisation: Organisation
}

/** One transaction: the timeline, the deadlines, the case, and each letter that an entry asks for. */
export async function record(deps: RecordsDeps, batch: Batch, nowMs: number): Promise<void> {
  const { records, library, organisation } = deps
  await records.$transaction(async (tx) => {
    await writeBatch(tx, batch, nowMs)
    await makeLetters(tx, batch, library, organisation)
  })
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
  return { facts: command.digest(body.data) as Fact }
}
