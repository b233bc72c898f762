/** What the records hold of a complaint that its letters need: read once for all the letters of a batch. */
import { z } from 'zod'
import type { Prisma } from '../../prisma/generated/client.ts'
import type { LocalDate } from '../../workflows/policy/calendar.ts'
import type { Batch, Entry } from '../../workflows/state.ts'
import type { Counted } from './why.ts'

export type Db = Pick<Prisma.TransactionClient, 'complaint' | 'deadline' | 'staffMember' | 'letter'>
export type AskedFor = Entry & { letter: NonNullable<Entry['letter']> }

export function asksForLetter(entry: Entry): entry is AskedFor {
  return entry.letter !== undefined
}

const select = {
  policyId: true,
  receivedAt: true,
  person: true,
  points: { select: { words: true }, orderBy: { number: 'asc' } },
  texts: { select: { id: true, kind: true, body: true } },
  timeline: {
    select: { seq: true, event: true, textId: true },
    where: { textId: { not: null }, event: { in: ['acknowledged', 'defined', 'escalated'] } },
    orderBy: { seq: 'asc' },
  },
} as const satisfies Prisma.ComplaintSelect

type Row = Prisma.ComplaintGetPayload<{ select: typeof select }>

export interface CaseRecords extends Row {
  /** Deadlines whose trail is on file and is not in the batch. */
  deadlines: (Counted & { name: string; number: number })[]
  /** The case's officer and the managers, where a letter goes to staff. */
  staff: { id: string; name: string; email: string; role: string }[]
}

/** Throws Error for a complaint that is not on file. */
export async function readRecords(db: Db, batch: Batch, entries: AskedFor[]): Promise<CaseRecords> {
  const row = await db.complaint.findUnique({ where: { ref: batch.ref }, select })
  if (!row) throw new Error(`There is no complaint ${batch.ref} on file. Write the case before its letters.`)
  const corrected = entries.some((entry) => entry.event === 'defined')
  const toStaff = entries.some((entry) => entry.letter.to !== 'resident')
  return {
    ...row,
    deadlines: corrected ? await readDeadlines(db, batch) : [],
    staff: toStaff ? await readStaff(db, batch.case.officer) : [],
  }
}

async function readStaff(db: Db, officer: string | null): Promise<CaseRecords['staff']> {
  return db.staffMember.findMany({
    where: { OR: [{ role: 'manager' }, ...(officer === null ? [] : [{ id: officer }])] },
    orderBy: { id: 'asc' },
  })
}

const trailSchema = z.array(z.object({ date: z.string(), counted: z.boolean(), why: z.string() }))
const countsSchema = z.object({
  from: z.enum(['receipt', 'request', 'acknowledgement', 'response', 'last-update']),
  number: z.number(),
  unit: z.enum(['working-days', 'calendar-days', 'calendar-months']),
})

async function readDeadlines(db: Db, batch: Batch): Promise<CaseRecords['deadlines']> {
  const rows = await db.deadline.findMany({ where: { complaintRef: batch.ref, name: `respond-${batch.case.stage}` } })
  return rows.map((row) => ({
    name: row.name,
    number: row.number,
    counts: countsSchema.parse(row.counts),
    from: dayOf(row.from),
    due: dayOf(row.due),
    trail: trailSchema.parse(row.trail),
  }))
}

/** A date column's day: Prisma gives its midnight in UTC. */
function dayOf(date: Date): LocalDate {
  return date.toISOString().slice(0, 10)
}
