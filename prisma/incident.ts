/**
 * Exceptional circumstances in the records (HO Code 8.5): a manager declares them, moves their day of return and ends them, one at a time
 * for an organisation. Each of these is a change that its workflow takes to the complaints; which of them know of it stands here too.
 */
import type { Declaring } from '../workflows/incident-fields.ts'
import { dayInWords, localDate, type LocalDate } from '../workflows/policy/calendar.ts'
import type { Refusal } from '../workflows/policy/refusal.ts'
import type { IncidentOnFile } from '../workflows/stages/incident.ts'
import type { Batch, IncidentOn } from '../workflows/state.ts'
import { stillRunning } from './calendar-change.ts'
import { dayOf } from './calendar.ts'
import type { Transaction } from './client.ts'
import type { Incident } from './generated/client.ts'

/** Any number no other program is likely to lock on. */
const INCIDENTS_LOCK = 7_322_140_063

/** Who gives it, as `manager:m.boss`, of which organisation, and when. */
export interface IncidentGiven {
  organisationId: string
  by: string
  nowMs: number
}

const rule = 'Redress: incidents'

/** One at a time, or nobody would know which day of return holds. */
export async function declareIncident(
  tx: Transaction,
  { organisationId, by, nowMs }: IncidentGiven,
  { kind, reason, returnOn }: Declaring,
): Promise<{ incident: Incident } | { refusal: Refusal }> {
  await tx.$executeRaw`select pg_advisory_xact_lock(${INCIDENTS_LOCK})`
  const open = await openIncident(tx, organisationId)
  if (open) {
    const message = `Incident ${open.id} is on already, with ${dayInWords(dayOf(open.returnOn))} as the day of return. Move that day, or end it first.`
    return { refusal: { rule, message } }
  }
  const at = new Date(nowMs)
  const said = { organisationId, kind, reason, returnOn: new Date(returnOn) }
  const data = { ...said, declaredAt: at, declaredBy: by, changedAt: at, changedBy: by }
  return { incident: await tx.incident.create({ data }) }
}

/** The same day again changes nothing. Undefined where there is no such incident. */
export async function moveIncident(
  tx: Transaction,
  { organisationId, by, nowMs }: IncidentGiven,
  id: number,
  returnOn: LocalDate,
): Promise<{ incident: Incident } | { refusal: Refusal } | undefined> {
  const incident = await locked(tx, organisationId, id)
  if (!incident) return undefined
  if (incident.endedAt)
    return { refusal: { rule, message: `${endedInWords(incident)} There is no day of return left.` } }
  if (dayOf(incident.returnOn) === returnOn) return { incident }
  return { incident: await changed(tx, incident, { returnOn: new Date(returnOn) }, by, nowMs) }
}

/** Ended again changes nothing. Undefined where there is no such incident. */
export async function endIncident(
  tx: Transaction,
  { organisationId, by, nowMs }: IncidentGiven,
  id: number,
): Promise<{ incident: Incident } | undefined> {
  const incident = await locked(tx, organisationId, id)
  if (!incident) return undefined
  if (incident.endedAt) return { incident }
  return { incident: await changed(tx, incident, { endedAt: new Date(nowMs), endedBy: by }, by, nowMs) }
}

function endedInWords({ id, endedAt, endedBy }: Incident): string {
  const on = endedAt ? ` on ${dayInWords(localDate(endedAt.getTime()))}` : ''
  return `Incident ${id} was ended${on} by ${endedBy ?? 'somebody'}.`
}

async function changed(
  tx: Transaction,
  { id }: Incident,
  data: Partial<Pick<Incident, 'returnOn' | 'endedAt' | 'endedBy'>>,
  by: string,
  nowMs: number,
): Promise<Incident> {
  const one = { change: { increment: 1 }, changedAt: new Date(nowMs), changedBy: by }
  return tx.incident.update({ where: { id }, data: { ...data, ...one } })
}

/** Two changes at once would count as one. */
async function locked(tx: Transaction, organisationId: string, id: number): Promise<Incident | null> {
  await tx.$queryRaw`select id from incident where id = ${id} for update`
  return tx.incident.findUnique({ where: { id, organisationId } })
}

export async function openIncident(tx: Transaction, organisationId: string): Promise<Incident | null> {
  return tx.incident.findFirst({ where: { organisationId, endedAt: null } })
}

/** What a new complaint is to know. One that is filed just as an incident is declared is told with the others. */
export async function incidentOn(tx: Transaction, organisationId: string): Promise<{ incident?: IncidentOn }> {
  const open = await openIncident(tx, organisationId)
  return open ? { incident: { id: open.id, returnOn: dayOf(open.returnOn) } } : {}
}

/** Of a complaint whose workflow never started: what it was filed with, and so what its first lines say. */
export function incidentOfReceipt(rows: readonly { incidentId: number; returnOn: Date }[]): { incident?: IncidentOn } {
  const [row] = rows
  return row ? { incident: { id: row.incidentId, returnOn: dayOf(row.returnOn) } } : {}
}

/** As a complaint of the organisation takes it up: nobody can send one of their own, or another organisation's. */
export async function incidentOnFile(
  tx: Transaction,
  ref: string,
  id: number,
): Promise<{ incident: IncidentOnFile } | { fault: string }> {
  const complaint = await tx.complaint.findUnique({ where: { ref }, select: { organisationId: true } })
  const incident = complaint && (await tx.incident.findUnique({ where: { id, ...complaint } }))
  if (!incident) return { fault: `There is no incident ${id}. GET /v1/incidents lists them with their numbers.` }
  return { incident: { returnOn: dayOf(incident.returnOn), ended: incident.endedAt !== null } }
}

/** What a batch says its resident was told. Written twice it changes nothing, and late it takes nothing back. */
export async function writeIncidents(tx: Transaction, { ref, entries, case: now }: Batch): Promise<void> {
  for (const { event, detail, atMs } of entries) {
    if (event === 'incident-declared') {
      const { incident: incidentId, returnOn } = detail as unknown as { incident: number; returnOn: LocalDate }
      const key = { incidentId, complaintRef: ref }
      const told = { toldAt: new Date(atMs), returnOn: new Date(returnOn) }
      await tx.incidentComplaint.createMany({ data: [{ ...key, ...told }], skipDuplicates: true })
      const earlier = { ...key, toldAt: { lt: told.toldAt } }
      await tx.incidentComplaint.updateMany({ where: earlier, data: { ...told, leftAt: null } })
    }
    if (event === 'incident-ended') await leave(tx, ref, atMs)
  }
  // Taken up again in the same circumstances, its resident is told anew.
  if (now.closedAtMs !== null) await leave(tx, ref, now.closedAtMs)
}

async function leave(tx: Transaction, ref: string, atMs: number): Promise<void> {
  const at = new Date(atMs)
  await tx.incidentComplaint.updateMany({
    where: { complaintRef: ref, leftAt: null, toldAt: { lte: at } },
    data: { leftAt: at },
  })
}

interface NotTold {
  ref: string
  /** The last entry of its timeline. */
  recordedSeq: number
}

type Standing = Pick<Incident, 'id' | 'organisationId' | 'returnOn' | 'endedAt'>

/** The organisation's running complaints after a reference that do not know how it stands, in their order. */
export async function notTold(tx: Transaction, incident: Standing, after: string, most: number): Promise<NotTold[]> {
  return tx.complaint.findMany({
    where: { ...untold(incident), ref: { gt: after } },
    orderBy: { ref: 'asc' },
    take: most,
    select: { ref: true, recordedSeq: true },
  })
}

export async function countNotTold(tx: Transaction, incident: Standing): Promise<number> {
  return tx.complaint.count({ where: untold(incident) })
}

/** Of its end those hear who were told that it began. */
function untold({ id, organisationId, returnOn, endedAt }: Standing) {
  const running = { organisationId, ...stillRunning }
  return endedAt
    ? { ...running, incidents: { some: { incidentId: id, leftAt: null } } }
    : { ...running, incidents: { none: { incidentId: id, returnOn, leftAt: null } } }
}

/** Those of which something is stored that their workflow has not begun to tell: whoever stored it was cut off. */
export async function notBegun(tx: Transaction, before: Date): Promise<{ id: number; organisationId: string }[]> {
  return tx.$queryRaw`
    select id, organisation_id as "organisationId" from incident where begun_change < change and changed_at < ${before}`
}
