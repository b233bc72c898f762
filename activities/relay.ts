/**
 * Gives complaints the commands that others hand to them, a page at each call, some at once, each by an Update that answers when its
 * timeline is written. Its text is copied under an id of its own, so that the timeline itself tells what was done: given twice it is done once.
 */
import { log } from '@temporalio/activity'
import { copiedId, writeCopy } from '../prisma/copied-text.ts'
import type { RelayedCommand } from '../prisma/generated/client.ts'
import { isAnyRelayed, noteRelayed, waitingAfter } from '../prisma/relayed.ts'
import type { RelayPage } from '../workflows/activities.ts'
import { commandNamed, type CommandName } from '../workflows/commands/index.ts'
import type { RecordedState } from '../workflows/state.ts'
import { inTurns } from './in-turns.ts'
import { readFacts, type RecordsDeps } from './records.ts'
import type { SweepDeps } from './sweep.ts'
import { tellComplaint, type Answer } from './tell-complaint.ts'

const pageSize = 50
const atOnce = 10

type Deps = SweepDeps & Pick<RecordsDeps, 'records'>

/** Undefined where nothing is left. Throws where the records or Temporal are away: the page is then done again. */
export async function tellRelayed(
  deps: Deps,
  after: number | undefined,
  nowMs: number,
): Promise<RelayPage | undefined> {
  const rows = await waitingAfter(deps.records, after ?? 0, pageSize)
  const answers = await inTurns(rows, atOnce, (row) => hand(deps, row, nowMs))
  const last = rows.at(-1)
  const isEnd = rows.length < pageSize
  if (isEnd && rows.length === 0 && !(await isAnyRelayed(deps.records))) return undefined
  return {
    told: answers.filter((one) => one === 'told').length,
    notTold: answers.filter((one) => typeof one === 'object').length,
    unanswered: answers.filter((one) => one === 'unanswered').length,
    next: last && !isEnd ? last.id : null,
  }
}

async function hand(deps: Deps, row: RelayedCommand, nowMs: number): Promise<Answer> {
  const answer = await give(deps, row, nowMs)
  if (answer === 'unanswered') return answer
  const rule = answer === 'told' ? null : answer.rule
  if (rule !== null) log.warn('A complaint did not take what another hands to it', { ref: row.toRef, id: row.id, rule })
  await noteRelayed(deps.records, row.id, rule, nowMs)
  return answer
}

async function give(deps: Deps, row: RelayedCommand, nowMs: number): Promise<Answer> {
  const { records } = deps
  const { id, fromRef, toRef: ref, by, textId, approvedBy } = row
  if (textId === null) {
    const isIn = (await records.complaint.count({ where: { ref, groupLead: fromRef } })) > 0
    return isIn ? 'told' : tell(deps, row, row.command, { by, facts: { lead: fromRef } }, `relay-${id}`, nowMs)
  }
  const draft = copiedId(textId, ref)
  if (await isDone(deps, ref, draft)) return 'told'
  const found = await nowOf(deps, ref)
  if (row.stage !== null && found?.stage !== row.stage)
    return { rule: `Redress: ${found?.stage ?? 'no such complaint'}` }
  // Its definition is corrected where it has one already.
  const command = row.command === 'acknowledge' && found?.isAcknowledged ? 'define' : row.command
  const text = await records.text.findUniqueOrThrow({ where: { id: textId } })
  await writeCopy(records, { id: draft, ref, kind: command, body: text.body, by }, nowMs)
  const read = await readFacts(deps, ref, draft, command)
  const facts = 'facts' in read ? (read.facts as Record<string, unknown>) : undefined
  const answer = facts
    ? await tell(deps, row, command, { by, facts, draft }, `relay-${id}`, nowMs)
    : { rule: `Redress: ${command}` }
  if (answer === 'told' && approvedBy !== null && !(await isDone(deps, ref, draft)))
    return tell(deps, row, 'approve', { by: approvedBy, facts: {} }, `relay-${id}-approved`, nowMs)
  // Nothing of what was refused stays, as with a command that a person gives.
  if (typeof answer === 'object') await records.text.deleteMany({ where: { id: draft, complaintRef: ref } })
  return answer
}

interface Given {
  by: string
  facts: Record<string, unknown>
  draft?: string
}

async function tell(
  deps: Deps,
  { toRef: ref }: RelayedCommand,
  name: string,
  { by, facts, draft }: Given,
  updateId: string,
  nowMs: number,
): Promise<Answer> {
  const command = commandNamed(name)?.name as CommandName | undefined
  if (!command) return { rule: `Redress: ${name}` }
  const message = { by, with: { ...facts, ...(draft !== undefined && { draft }) } }
  return tellComplaint(deps, { ref, command, message, updateId }, nowMs)
}

/** The timeline has an entry with that very text: it was done, and whoever gave it was cut off before it could be noted. */
async function isDone({ records }: Deps, ref: string, draft: string): Promise<boolean> {
  const where = { complaintRef: ref, textId: draft, event: { not: 'response-proposed' } }
  return (await records.entry.count({ where })) > 0
}

async function nowOf({ records }: Deps, ref: string): Promise<{ stage: string; isAcknowledged: boolean } | undefined> {
  const row = await records.complaint.findUnique({ where: { ref }, select: { stage: true, state: true } })
  if (!row) return undefined
  const { stages } = row.state as unknown as Partial<RecordedState>
  return { stage: row.stage, isAcknowledged: stages?.at(-1)?.acknowledgedAtMs !== undefined }
}
