/** Intake for many: a complaint that is filed with its group is handed to the lead in the same transaction, and joins it at once. */
import type { Transaction } from '../../prisma/client.ts'
import type { Refusal } from '../../workflows/policy/refusal.ts'
import { relayOptions } from '../../workflows/start-options.ts'
import { actorText, isStaff, type Caller } from '../caller.ts'
import { traceOf } from '../failures.ts'
import type { Services } from '../services.ts'
import { temporalWithin } from '../temporal.ts'
import { visibleTo } from './visible.ts'

const startMs = 2_000

/** A resident knows nothing of others: who belongs together, staff say. */
export async function groupRefusal(
  tx: Pick<Transaction, 'complaint'>,
  lead: string,
  caller: Caller,
): Promise<Refusal | undefined> {
  const rule = 'Redress: join-group'
  if (!isStaff(caller))
    return { rule, message: 'Only staff say in “group” with what a complaint is answered. Leave it out.' }
  const row = await tx.complaint.findFirst({
    where: { ref: lead, AND: [visibleTo(caller)] },
    select: { kind: true, groupLead: true, status: true },
  })
  if (!row)
    return { rule, message: `There is no complaint ${lead} of this organisation. Check the reference in “group”.` }
  if (row.kind === 'complaint' && row.groupLead === null && /^(received|acknowledged)$/.test(row.status))
    return undefined
  return {
    rule,
    message: `${lead} leads no group that a complaint can join: it is ${row.groupLead === null ? row.status : `answered together with ${row.groupLead}`}. Leave out “group”, or name another.`,
  }
}

/** It is given once the complaint’s workflow has begun. */
export async function handToLead(
  tx: Pick<Transaction, 'relayedCommand'>,
  lead: string,
  ref: string,
  caller: Caller,
  nowMs: number,
): Promise<void> {
  const row = {
    fromRef: lead,
    fromSeq: 0,
    toRef: ref,
    by: actorText(caller),
    command: 'join-group',
    at: new Date(nowMs),
  }
  await tx.relayedCommand.create({ data: row })
}

/** Never rejects: what is stored is found by the sweep within half a minute. */
export async function startJoining({ temporal, log }: Services): Promise<void> {
  try {
    await temporalWithin(temporal, startMs, () =>
      temporal.workflow.signalWithStart('relay', { ...relayOptions, signal: 'asked' }),
    )
  } catch (error) {
    log.warn(
      traceOf(error),
      'a complaint is to join a group, and the workflow for that did not start: the sweep will start it',
    )
  }
}
