/** What the records hold of a complaint that its letters need: read once for all the letters of a batch. */
import { z } from 'zod'
import type { Incident, Prisma } from '../../prisma/generated/client.ts'
import { dayOf } from '../../prisma/calendar.ts'
import { definingEvents } from '../../prisma/definition.ts'
import { localDate, type LocalDate } from '../../workflows/policy/calendar.ts'
import type { Kind } from '../../workflows/policy/names.ts'
import { isOutside } from '../../workflows/letter-out.ts'
import type { Representative } from '../../workflows/representative.ts'
import type { Batch, Entry, LetterKind } from '../../workflows/state.ts'
import { readFiles, type NamedFile } from './named-files.ts'
import type { Counted } from './why.ts'

export type Db = Pick<
  Prisma.TransactionClient,
  '$queryRaw' | 'deadline' | 'staffMember' | 'letter' | 'policyVersion' | 'evidenceFile' | 'residentLink' | 'incident'
>
export type AskedFor = Entry & { letter: NonNullable<Entry['letter']> }

export function asksForLetter(entry: Entry): entry is AskedFor {
  return entry.letter !== undefined
}

/** The case, its resident and its words. */
interface Row {
  organisationId: string
  receivedAt: Date
  person: Person | null
  points: { words: string }[]
  texts: { id: string; kind: string; body: unknown }[]
  /** The entries that have the definition, its corrections, points added to it and the reasons for stage 2, oldest first. */
  timeline: { seq: number; event: string; textId: string }[]
  /** The case that this complaint came out of, and why it was not dealt with there. */
  origin: { ref: string; kind: Kind; status: string; reason: string | null } | null
  /** The name of the officer that the case is with, where it is on the staff list. */
  officerName: string | null
}

export interface Person {
  name: string
  email: string | null
  /** Mail to that address came back. */
  emailBounced?: boolean
  address: string[]
  preferredContact: string
  forms: string[]
  language: string
  /** Who acts for them, or was to. */
  representative?: Representative | null
}

export interface CaseRecords extends Row {
  /** Deadlines whose trail is on file and is not in the batch. */
  deadlines: (Counted & { name: string; number: number })[]
  /** The case's officer and the managers, where a letter goes to staff. */
  staff: { id: string; name: string; email: string; role: string }[]
  /** The exceptional circumstances that the letters tell of. */
  incidents: Pick<Incident, 'id' | 'reason' | 'declaredAt'>[]
  /** The letters that staff are told of: what did not arrive, what there is to do beside one. */
  letters: { seq: number; kind: LetterKind; madeOn: LocalDate }[]
  /** The files that the letters name. */
  files: NamedFile[]
}

/** Throws Error for a complaint that is not on file. */
export async function readRecords(db: Db, batch: Batch, entries: AskedFor[]): Promise<CaseRecords> {
  const row = await readCase(db, batch.ref, batch.case.officer)
  if (!row) throw new Error(`There is no complaint ${batch.ref} on file. Write the case before its letters.`)
  const corrected = entries.some(
    ({ event, letter }) => event === 'defined' || event === 'point-added' || letter.kind === 'clarification',
  )
  const toStaff = entries.some(({ letter }) => !isOutside(letter.to))
  return {
    ...row,
    deadlines: corrected ? await readDeadlines(db, batch) : [],
    incidents: await readIncidents(db, entries),
    letters: await readLetters(db, batch.ref, entries),
    files: await readFiles(db, batch.ref, entries),
    staff: toStaff ? await readStaff(db, row.organisationId, staffNamed(batch, entries)) : [],
  }
}

/** The entries whose texts say what the complaint is about, and why its resident goes on with it. */
const wordedBy = [...definingEvents, 'escalated']

/** One query by hand: Prisma would send five, and this runs for every letter that there is. */
async function readCase(db: Db, ref: string, officer: string | null): Promise<Row | undefined> {
  const rows = await db.$queryRaw<Row[]>`
    select c.organisation_id as "organisationId", c.received_at as "receivedAt",
      (select json_build_object('name', p.name, 'email', p.email, 'address', p.address,
          'preferredContact', p.preferred_contact, 'forms', p.forms, 'language', p.language,
          'representative', p.representative,
          'emailBounced', exists (select 1 from bounced_address b
            where b.organisation_id = c.organisation_id and b.address = lower(p.email)))
        from person p where p.complaint_ref = c.ref) as person,
      (select json_build_object('ref', o.ref, 'kind', o.kind, 'status', o.status, 'reason', e.detail->>'reason')
        from complaint o left join timeline_entry e on e.complaint_ref = o.ref and e.seq = c.linked_seq
        where o.ref = c.linked_to) as origin,
      (select s.name from staff_member s where s.organisation_id = c.organisation_id and s.id = ${officer}) as "officerName",
      (select coalesce(json_agg(json_build_object('words', o.words) order by o.number), '[]')
        from point o where o.complaint_ref = c.ref) as points,
      (select coalesce(json_agg(json_build_object('id', t.id, 'kind', t.kind, 'body', t.body) order by t.at), '[]')
        from text t where t.complaint_ref = c.ref) as texts,
      (select coalesce(json_agg(json_build_object('seq', e.seq, 'event', e.event, 'textId', e.text_id) order by e.seq), '[]')
        from timeline_entry e
        where e.complaint_ref = c.ref and e.text_id is not null and e.event = any(${wordedBy})) as timeline
    from complaint c where c.ref = ${ref}`
  return rows[0]
}

/** The case's officer, and whoever else a notice goes to or names. */
function staffNamed({ case: { officer, state } }: Batch, entries: AskedFor[]): string[] {
  const named = [
    officer,
    ...entries.map(({ letter }) => letter.staff),
    ...(state.duties ?? []).map(({ owner }) => owner),
  ]
  return [...new Set(named.filter((id) => id !== null && id !== undefined))]
}

/** Of the complaint's own organisation: nobody of another is written to. */
async function readStaff(db: Db, organisationId: string, ids: string[]): Promise<CaseRecords['staff']> {
  return db.staffMember.findMany({
    where: { organisationId, OR: [{ role: 'manager' }, { id: { in: ids } }] },
    orderBy: { id: 'asc' },
  })
}

async function readIncidents(db: Db, entries: AskedFor[]): Promise<CaseRecords['incidents']> {
  const named = entries
    .filter(({ letter }) => letter.kind === 'incident')
    .map(({ detail }) => Number(detail['incident']))
  if (named.length === 0) return []
  return db.incident.findMany({ where: { id: { in: named } }, select: { id: true, reason: true, declaredAt: true } })
}

async function readLetters(db: Db, ref: string, entries: AskedFor[]): Promise<CaseRecords['letters']> {
  const named = entries
    .filter(({ letter }) => letter.kind === 'undeliverable' || letter.kind === 'task')
    .map(({ detail }) => Number(detail['letter']))
  if (named.length === 0) return []
  const rows = await db.letter.findMany({
    where: { complaintRef: ref, seq: { in: named } },
    select: { seq: true, kind: true, madeAt: true },
  })
  return rows.map(({ seq, kind, madeAt }) => ({ seq, kind: kind as LetterKind, madeOn: localDate(madeAt.getTime()) }))
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
