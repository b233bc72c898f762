/**
 * Commands that one complaint hands to others: the answer to a group to each of its members, a merged complaint's points to the one that
 * answers both. They are written with the entry that asks for it, so that a crash loses none, and each is given once.
 */
import type { Batch, Entry } from '../workflows/state.ts'
import type { GroupAnswer } from '../workflows/policy/names.ts'
import { stillRunning } from './calendar-change.ts'
import type { Transaction } from './client.ts'
import { copiedId, writeCopy } from './copied-text.ts'
import { definitionOf } from './definition-of.ts'
import type { RelayedCommand } from './generated/client.ts'
import { givenBy } from './other-case.ts'

/** In the transaction that writes the batch. Returns whether there is anything to be handed over. */
export async function writeRelayed(tx: Transaction, batch: Batch, nowMs: number): Promise<boolean> {
  let any = false
  for (const entry of batch.entries) {
    if (entry.event === 'merged') any = (await handPoints(tx, batch, entry, nowMs)) || any
    if (entry.event === 'group-answered') any = (await handToGroup(tx, batch, entry, nowMs)) || any
  }
  return any
}

/** The points that the older complaint does not have yet. */
async function handPoints(
  tx: Transaction,
  { ref }: Batch,
  { seq, by, detail }: Entry,
  nowMs: number,
): Promise<boolean> {
  const there = (detail['alreadyThere'] ?? []) as number[]
  const { points } = await definitionOf(tx, ref)
  const [point, ...more] = points.filter((_point, index) => !there.includes(index + 1))
  if (point === undefined) return false
  const body = { point, ...(more.length > 0 && { more }), related: true, delays: false }
  const textId = copiedId(`${ref} ${seq}`, ref)
  await writeCopy(tx, { id: textId, ref, kind: 'add-point', body, by }, nowMs)
  await tx.relayedCommand.createMany({
    data: [
      {
        fromRef: ref,
        fromSeq: seq,
        toRef: (detail as unknown as { other: string }).other,
        by,
        command: 'add-point',
        textId,
        at: new Date(nowMs),
      },
    ],
    skipDuplicates: true,
  })
  return true
}

/** What was last sent on the lead, to every complaint of its group that is not over. */
async function handToGroup(tx: Transaction, { ref }: Batch, entry: Entry, nowMs: number): Promise<boolean> {
  const { what, stage } = entry.detail as unknown as { what: GroupAnswer; stage: string }
  const sent = await newest(tx, ref, what, stage)
  if (!sent) return false
  const textId = copiedId(`${ref} ${entry.seq}`, ref)
  const body = what === 'acknowledge' ? await definitionOf(tx, ref) : forEverybody(sent.body)
  // Who answered is who considered the complaint (HO Code 6.13): not whoever hands the answer on.
  const by = what === 'respond' ? (sent.proposedBy ?? sent.by) : entry.by
  const approvedBy = what === 'respond' && sent.proposedBy !== undefined ? sent.by : null
  await writeCopy(tx, { id: textId, ref, kind: what, body, by }, nowMs)
  const members = await tx.complaint.findMany({
    where: { groupLead: ref, ...stillRunning },
    orderBy: { ref: 'asc' },
    select: { ref: true },
  })
  const given = { fromRef: ref, fromSeq: entry.seq, by, command: what, textId, stage, approvedBy, at: new Date(nowMs) }
  await tx.relayedCommand.createMany({
    data: members.map(({ ref: toRef }) => ({ ...given, toRef })),
    skipDuplicates: true,
  })
  return true
}

interface LastSent {
  body: unknown
  by: string
  proposedBy?: string
}

async function newest(tx: Transaction, ref: string, what: GroupAnswer, stage: string): Promise<LastSent | undefined> {
  const entry = await tx.entry.findFirst({
    where: {
      ...{ complaintRef: ref, event: { in: [...givenBy[what]] }, textId: { not: null } },
      detail: { path: ['stage'], equals: stage },
    },
    orderBy: { seq: 'desc' },
  })
  const text = entry?.textId ? await tx.text.findUnique({ where: { id: entry.textId } }) : null
  if (!entry || !text) return undefined
  const { proposedBy } = entry.detail as { proposedBy?: string }
  return { body: text.body, by: entry.by, ...(proposedBy !== undefined && { proposedBy }) }
}

/** What the lead's resident agreed to, and the files on their case, are theirs alone. */
function forEverybody(body: unknown): unknown {
  const { agreedWithResident: _agreed, evidenceFiles: _files, ...rest } = body as Record<string, unknown>
  return rest
}

/**
 * Those that wait, in their order. Of one complaint only the first: what it is given next waits for that.
 * @param after a row's id
 */
export async function waitingAfter(
  tx: Pick<Transaction, '$queryRaw' | 'relayedCommand'>,
  after: number,
  most: number,
): Promise<RelayedCommand[]> {
  const ids = await tx.$queryRaw<{ id: number }[]>`
    select r.id from relayed_command r
    where r.status = 'waiting' and r.id > ${after} and not exists (
      select 1 from relayed_command e where e.to_ref = r.to_ref and e.status = 'waiting' and e.id < r.id)
    order by r.id limit ${most}`
  return tx.relayedCommand.findMany({ where: { id: { in: ids.map(({ id }) => id) } }, orderBy: { id: 'asc' } })
}

export async function isAnyRelayed(tx: Pick<Transaction, 'relayedCommand'>): Promise<boolean> {
  return (await tx.relayedCommand.count({ where: { status: 'waiting' } })) > 0
}

/** @param rule the one by which the complaint did not take it; null where it did */
export async function noteRelayed(
  tx: Pick<Transaction, 'relayedCommand'>,
  id: number,
  rule: string | null,
  nowMs: number,
): Promise<void> {
  await tx.relayedCommand.updateMany({
    where: { id, status: 'waiting' },
    data: { status: rule === null ? 'told' : 'refused', rule, doneAt: new Date(nowMs) },
  })
}
