/** What exceptional circumstances did to how many cases, from the records: deadlines ran on, and those that ran out are marked. */
import { localDate } from '../workflows/policy/calendar.ts'
import { ofResident } from '../workflows/policy/duty-rules.ts'
import type { Transaction } from './client.ts'
import type { Incident } from './generated/client.ts'

export interface IncidentFigures {
  /** Complaints whose residents were told of it; those of them that came in the time; those that are or were open to its end. */
  told: number
  received: number
  open: number
  /** Letters to residents, of each kind of news. */
  letters: { declared: number; moved: number; ended: number }
  /** Deadlines of those complaints whose last day was in the time; what is the resident's own to do is none of them, here and below. */
  due: number
  metInTime: number
  /** Those that ran out in the time: done since, too late; and not done. */
  ranOut: number
  late: number
  missed: number
  byName: { name: string; late: number; missed: number }[]
}

type Told = Pick<Incident, 'id' | 'declaredAt' | 'endedAt'>

/** @param nowMs to where it goes, while it is not over */
export async function incidentFigures(tx: Transaction, incident: Told, nowMs: number): Promise<IncidentFigures> {
  const [cases, letters, deadlines, byName] = [
    await casesOf(tx, incident),
    await lettersOf(tx, incident),
    await deadlinesOf(tx, incident, nowMs),
    await brokenOf(tx, incident),
  ]
  const sum = (which: 'late' | 'missed') => byName.reduce((total, one) => total + one[which], 0)
  const [late, missed] = [sum('late'), sum('missed')]
  return { ...cases, letters, ...deadlines, ranOut: late + missed, late, missed, byName }
}

async function casesOf(tx: Transaction, { id, declaredAt, endedAt }: Told) {
  const [row] = await tx.$queryRaw<Pick<IncidentFigures, 'told' | 'received' | 'open'>[]>`
    select count(*)::int as told, count(*) filter (where c.filed_at >= ${declaredAt})::int as received,
      count(*) filter (where i.left_at is null or i.left_at >= ${endedAt})::int as open
    from incident_complaint i join complaint c on c.ref = i.complaint_ref where i.incident_id = ${id}`
  return row ?? { told: 0, received: 0, open: 0 }
}

/** By what the entries say that asked for them. */
async function lettersOf(tx: Transaction, { id }: Told): Promise<IncidentFigures['letters']> {
  const [row] = await tx.$queryRaw<IncidentFigures['letters'][]>`
    select count(*) filter (where e.event = 'incident-declared' and not e.detail ? 'before')::int as declared,
      count(*) filter (where e.event = 'incident-declared' and e.detail ? 'before')::int as moved,
      count(*) filter (where e.event = 'incident-ended')::int as ended
    from incident_complaint i
    join letter l on l.complaint_ref = i.complaint_ref and l.kind = 'incident' and l.addressee = 'resident'
    join timeline_entry e on e.complaint_ref = l.complaint_ref and e.seq = l.seq
    where i.incident_id = ${id} and e.detail->>'incident' = ${String(id)}`
  return row ?? { declared: 0, moved: 0, ended: 0 }
}

async function deadlinesOf(tx: Transaction, { id, declaredAt, endedAt }: Told, nowMs: number) {
  const from = localDate(declaredAt.getTime())
  const to = localDate(endedAt?.getTime() ?? nowMs)
  const [row] = await tx.$queryRaw<Pick<IncidentFigures, 'due' | 'metInTime'>[]>`
    select count(*)::int as due, count(*) filter (where d.status = 'met')::int as "metInTime"
    from incident_complaint i join deadline d on d.complaint_ref = i.complaint_ref
    where i.incident_id = ${id} and d.name <> all(${ofResident}) and d.status <> 'ended'
      and coalesce(d.extended_to, d.due) between ${from}::date and ${to}::date`
  return row ?? { due: 0, metInTime: 0 }
}

async function brokenOf(tx: Transaction, { id }: Told): Promise<IncidentFigures['byName']> {
  return tx.$queryRaw`
    select name, count(*) filter (where status = 'late')::int as late, count(*) filter (where status = 'missed')::int as missed
    from deadline where incident = ${id} and name <> all(${ofResident}) group by name order by name`
}
