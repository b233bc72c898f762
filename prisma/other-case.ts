/** How another case stands, for a command that names it: codes, days and numbers, nothing personal. */
import type { OtherCase } from '../workflows/other-case.ts'
import { openStatuses } from '../workflows/policy/deadlines.ts'
import { groupAnswers, linkKinds, type GroupAnswer, type Kind } from '../workflows/policy/names.ts'
import type { RecordedState } from '../workflows/state.ts'
import type { Status } from '../workflows/status.ts'
import { dayOf } from './calendar.ts'
import type { Transaction } from './client.ts'
import { copiedId, writeCopy } from './copied-text.ts'
import { definitionOf } from './definition-of.ts'
import type { Complaint } from './generated/client.ts'

type Db = Pick<Transaction, 'complaint' | 'deadline' | 'entry' | 'complaintLink' | 'point' | 'text' | '$queryRaw'>
type Found = { other: OtherCase } | { fault: string }

/** A case of another organisation is answered as one that is not there. @param named a reference, or `itself` */
export async function otherCase(db: Db, ref: string, named: string): Promise<Found> {
  const wanted = named === 'itself' ? ref : named
  const rows = await db.complaint.findMany({ where: { ref: { in: [ref, wanted] } } })
  const [own, other] = [ref, wanted].map((one) => rows.find((row) => row.ref === one))
  if (!own || !other || own.organisationId !== other.organisationId)
    return { fault: `There is no complaint ${wanted} of this organisation. Check the reference.` }
  return { other: await read(db, own, other) }
}

/** The same, with a copy of its definition stored for a complaint that takes it over. */
export async function caseToJoin(db: Db, ref: string, named: string, nowMs: number): Promise<Found> {
  const found = await otherCase(db, ref, named)
  if ('fault' in found || named === ref || found.other.kind !== 'complaint') return found
  const definition = await definitionOf(db, named)
  const { recordedSeq } = await db.complaint.findUniqueOrThrow({ where: { ref: named }, select: { recordedSeq: true } })
  const id = copiedId(`${named} ${recordedSeq} definition`, ref)
  await writeCopy(db, { id, ref, kind: 'join-group', body: definition, by: 'redress' }, nowMs)
  return { other: { ...found.other, points: definition.points.length, definition: id } }
}

async function read(db: Db, own: Complaint, other: Complaint): Promise<OtherCase> {
  const state = other.state as unknown as Partial<RecordedState>
  const answer = await db.deadline.findFirst({
    where: { complaintRef: other.ref, name: `respond-${other.stage}`, status: { in: openStatuses } },
    orderBy: { number: 'desc' },
  })
  const points = state.points ?? (await db.point.count({ where: { complaintRef: other.ref } }))
  return {
    ...{ kind: other.kind as Kind, status: other.status as Status, stage: other.stage, points },
    receivedAtMs: other.receivedAt.getTime(),
    isAnswered: state.stages?.at(-1)?.answeredAtMs !== undefined,
    ...(answer && { answerBy: dayOf(answer.extendedTo ?? answer.due) }),
    ...(other.groupLead !== null && { groupLead: other.groupLead }),
    sameResident: await isSameResident(db, own.ref, other.ref),
    members: await db.complaint.count({ where: { groupLead: other.ref } }),
    ownMembers: await db.complaint.count({ where: { groupLead: own.ref } }),
    given: await givenOn(db, other),
    links: await linksBetween(db, own.ref, other.ref),
  }
}

/** By what identifies a person: an email address, a telephone number, or a name at a postal address. */
async function isSameResident(db: Db, ref: string, other: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ same: boolean }[]>`
    select coalesce(
      lower(a.email) = lower(b.email)
      or nullif(regexp_replace(a.phone, '\\D', '', 'g'), '') = regexp_replace(b.phone, '\\D', '', 'g')
      or (lower(a.name) = lower(b.name) and cardinality(a.address) > 0
        and lower(array_to_string(a.address, ' ')) = lower(array_to_string(b.address, ' '))), false) as same
    from person a, person b where a.complaint_ref = ${ref} and b.complaint_ref = ${other}`
  return row?.same ?? false
}

/** The entries by which residents were told something that a group can be told as well. */
export const givenBy: Record<GroupAnswer, readonly string[]> = {
  acknowledge: ['acknowledged', 'defined'],
  extend: ['extended'],
  'send-update': ['updated'],
  respond: ['responded'],
}

async function givenOn(db: Db, { ref, stage }: Complaint): Promise<GroupAnswer[]> {
  const events = await db.entry.findMany({
    where: {
      ...{ complaintRef: ref, textId: { not: null }, event: { in: Object.values(givenBy).flat() } },
      detail: { path: ['stage'], equals: stage },
    },
    select: { event: true },
    distinct: ['event'],
  })
  return groupAnswers.filter((what) => events.some(({ event }) => givenBy[what].includes(event)))
}

async function linksBetween(db: Db, one: string, other: string): Promise<OtherCase['links']> {
  const rows = await db.complaintLink.findMany({
    where: {
      endedAt: null,
      OR: [
        { complaintRef: one, otherRef: other },
        { complaintRef: other, otherRef: one },
      ],
    },
    select: { as: true },
  })
  return linkKinds.filter((kind) => rows.some((row) => row.as === kind))
}
