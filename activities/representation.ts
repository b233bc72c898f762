/** Who acts for the resident, in the transaction that writes its entry and before its letters: their row follows what was decided. */
import type { Transaction } from '../prisma/client.ts'
import { Prisma } from '../prisma/generated/client.ts'
import { representativeOf } from '../prisma/person.ts'
import { commandNamed } from '../workflows/commands/index.ts'
import type { Representative } from '../workflows/representative.ts'
import type { Batch, Entry } from '../workflows/state.ts'

const events: readonly Entry['event'][] = ['represented', 'consent-given', 'consent-lapsed', 'representation-ended']

export async function writeRepresentation(tx: Transaction, batch: Batch): Promise<void> {
  const { representation } = batch.case.state
  const entries = batch.entries.filter(({ event }) => events.includes(event))
  if (!representation || entries.length === 0) return
  const row = await tx.complaint.findUnique({ where: { ref: batch.ref }, include: { person: true } })
  // A batch that is written again after a newer one would put back what that changed.
  if (!row?.person || row.recordedSeq > batch.case.seq) return
  let now = representativeOf(row.person)
  for (const entry of entries) {
    // Whoever was named before is not this one: where the text is not there, nobody is known.
    if (entry.event === 'represented') now = await namedIn(tx, batch.ref, entry)
    else if (entry.event === 'consent-given' && now) now = { ...now, permission: howGiven(entry) }
  }
  const representative = now ? { ...now, letters: representation.letters } : undefined
  await tx.person.update({
    where: { complaintRef: batch.ref },
    data: {
      representative: (representative as Prisma.InputJsonObject | undefined) ?? Prisma.DbNull,
      ...{ representation: representation.status, lettersTo: representation.letters },
    },
  })
}

/** A command that came straight to Temporal may name a text that nobody stored. */
async function namedIn(tx: Transaction, ref: string, { text: id }: Entry): Promise<Representative | undefined> {
  const text =
    id === undefined ? null : await tx.text.findFirst({ where: { id, complaintRef: ref, kind: 'represent' } })
  const body = commandNamed('represent')?.body().safeParse(text?.body).data as
    ({ what: 'named' } & Representative) | { what: string } | undefined
  if (!body || !('name' in body)) return undefined
  const { what: _what, ...representative } = body
  return representative
}

function howGiven({ detail }: Entry): Representative['permission'] {
  return detail['how'] === 'signed' ? 'signed' : 'spoken'
}
