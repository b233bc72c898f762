/**
 * Writes a batch of a complaint's timeline with what follows from it. Keyed by (complaint, sequence or name): written twice it
 * changes nothing, and an older batch never undoes a newer one.
 */
import { standingOf } from '../workflows/stages/ombudsman.ts'
import type { Batch, CaseRecord, DeadlineRecord, Entry, Task } from '../workflows/state.ts'
import { writeMoves } from './calendar-change.ts'
import type { Transaction } from './client.ts'
import { noteEvidence } from './evidence.ts'
import { Prisma } from './generated/client.ts'
import { writeIncidents } from './incident.ts'
import { writeDeterminations } from './write-determination.ts'
import { writeLearning } from './write-learning.ts'
import { writeLinks } from './write-links.ts'

/**
 * One statement: PostgreSQL is asked once for what happens some eight times in a complaint's life. Throws where the complaint has
 * no case row: the row is written before its workflow is started.
 * @param startedAtMs given by the workflow's own activity, whose writing proves that the workflow runs
 */
export async function writeBatch(tx: Transaction, batch: Batch, startedAtMs: number | null = null): Promise<void> {
  const parts = [
    // The case row first: its lock puts writers of one complaint in order, and a child row before it would deadlock.
    Prisma.sql`the_case as (${updateCase(batch, startedAtMs)} returning ref)`,
    ...(batch.entries.length > 0 ? [Prisma.sql`entries as (${insertEntries(batch)})`] : []),
    ...(batch.deadlines.length > 0 ? [Prisma.sql`deadlines as (${upsertDeadlines(batch)})`] : []),
    ...(batch.tasks.length > 0 ? [Prisma.sql`tasks as (${upsertTasks(batch)})`] : []),
  ]
  await tx.$queryRaw`with ${Prisma.join(parts, ', ')} select ref from the_case`
  await writeDecision(tx, batch)
  await writeDeterminations(tx, batch)
  await writeLearning(tx, batch)
  await noteEvidence(tx, batch)
  await writeMoves(tx, batch)
  await writeIncidents(tx, batch)
  await writeLinks(tx, batch)
}

function updateCase({ ref, case: now }: Batch, startedAtMs: number | null): Prisma.Sql {
  return Prisma.sql`
    update complaint set stage = ${now.stage}, status = ${now.status}, officer = ${now.officer}, overdue = ${now.overdue},
      next_deadline = ${now.nextDeadline}, due_at = ${instant(now.dueAtMs)}, closed_at = ${instant(now.closedAtMs)},
      started_at = coalesce(started_at, ${instant(startedAtMs)}), recorded_seq = ${now.seq},
      state = ${JSON.stringify(now.state)}::jsonb, issue_on = ${now.state.issueOn ?? null}::date,
      policy_id = ${now.policy.id}, policy_digest = ${now.policy.digest}, ${standing(now.state)},
      ombudsman = ${standingOf(now.state)}, group_lead = ${now.state.groupLead ?? null},
      merged_into = ${now.state.mergedInto ?? null}
    where ref = ${ref} and recorded_seq <= ${now.seq}`
}

/** How much it presses, who may not see it, and whether contact is restricted. */
function standing({ triage, conflicts = [], duties = [] }: CaseRecord['state']): Prisma.Sql {
  return Prisma.sql`vulnerable = ${triage?.vulnerable ?? false}, complex = ${triage?.complex ?? false}, risk = ${triage?.risk ?? false},
      conflicts = ${conflicts}::text[], restricted = ${duties.some(({ name }) => name === 'review-restriction')}`
}

function insertEntries({ ref, entries }: Batch): Prisma.Sql {
  return Prisma.sql`
    insert into timeline_entry (complaint_ref, seq, at, event, clause, by, detail, text_id)
    values ${Prisma.join(entries.map((entry) => entryRow(ref, entry)))}
    on conflict do nothing`
}

function entryRow(ref: string, { seq, atMs, event, clause, by, detail, text }: Entry): Prisma.Sql {
  return Prisma.sql`(${ref}, ${seq}, ${instant(atMs)}, ${event}, ${clause ?? null}, ${by}, ${JSON.stringify(detail)}::jsonb,
    ${text ?? null})`
}

function upsertDeadlines({ ref, deadlines, case: { seq } }: Batch): Prisma.Sql {
  const rows = deadlines.map((deadline) => deadlineRow(ref, seq, deadline))
  return Prisma.sql`
    insert into deadline (complaint_ref, name, number, stage, clause, counts, counted_from, due, due_at, extended_to, met_on,
      status, trail, kind, entry, text_id, item, owner, done_by, done_text_id, first_missed, incident,
      recorded_seq)
    values ${Prisma.join(rows)}
    on conflict (complaint_ref, name, number) do update set due = excluded.due, due_at = excluded.due_at,
      counts = excluded.counts, counted_from = excluded.counted_from, extended_to = excluded.extended_to,
      met_on = excluded.met_on, status = excluded.status, trail = excluded.trail, kind = excluded.kind, text_id = excluded.text_id,
      item = excluded.item, owner = excluded.owner, done_by = excluded.done_by, done_text_id = excluded.done_text_id,
      first_missed = excluded.first_missed, incident = excluded.incident, recorded_seq = excluded.recorded_seq
    where deadline.recorded_seq <= excluded.recorded_seq`
}

function deadlineRow(ref: string, seq: number, deadline: DeadlineRecord): Prisma.Sql {
  const { name, number, stage, clause, counts, from, due, dueAtMs, extension, metOn, status, trail } = deadline
  const { kind, entry, text, item, owner, doneBy, doneText, firstMissed, incident } = deadline
  return Prisma.sql`(${ref}, ${name}, ${number}, ${stage}, ${clause ?? null}, ${JSON.stringify(counts)}::jsonb, ${from}::date,
    ${due}::date, ${instant(dueAtMs)}, ${extension?.to ?? null}::date, ${metOn ?? null}::date, ${status},
    ${JSON.stringify(trail)}::jsonb, ${kind ?? null}, ${entry ?? null}, ${text ?? null}, ${item ?? null}, ${owner ?? null},
    ${doneBy ?? null}, ${doneText ?? null}, ${firstMissed ?? null}::date, ${incident ?? null}, ${seq})`
}

function upsertTasks({ ref, tasks, case: { seq } }: Batch): Prisma.Sql {
  return Prisma.sql`
    insert into task (complaint_ref, number, kind, letter, due, status, done_on, by, text_id, recorded_seq)
    values ${Prisma.join(tasks.map((task) => taskRow(ref, seq, task)))}
    on conflict (complaint_ref, number) do update set due = excluded.due, status = excluded.status,
      done_on = excluded.done_on, by = excluded.by, text_id = excluded.text_id, recorded_seq = excluded.recorded_seq
    where task.recorded_seq <= excluded.recorded_seq`
}

function taskRow(ref: string, seq: number, { number, kind, letter, due, status, doneOn, by, text }: Task): Prisma.Sql {
  return Prisma.sql`(${ref}, ${number}, ${kind}, ${letter}, ${due}::date, ${status}, ${doneOn ?? null}::date, ${by ?? null},
    ${text ?? null}, ${seq})`
}

async function writeDecision(tx: Transaction, { ref, entries }: Batch): Promise<void> {
  for (const { event, seq, detail, by, atMs, text } of entries) {
    if (event !== 'responded' || text === undefined) continue
    const { stage, outcome, findings, proposedBy } = detail as unknown as Responded
    // Who answered is who wrote it, where somebody else approved it.
    const author = proposedBy ?? by
    const decision = { complaintRef: ref, stage, seq, outcome, findings, by: author, at: new Date(atMs), textId: text }
    await tx.decision.createMany({ data: [decision], skipDuplicates: true })
  }
}

/** The facts of an answered stage, as `stages/investigation.ts` writes them. */
interface Responded {
  stage: string
  outcome: string
  findings: string[]
  proposedBy?: string
}

function instant(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms)
}
