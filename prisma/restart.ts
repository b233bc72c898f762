/** What a complaint's workflow is started with, read from the records: after a crash before its start, or when it is opened again. */
import { adjustedAtIntake } from '../workflows/adjustments.ts'
import { newState, type CaseFacts } from '../workflows/intake.ts'
import type { LetterStatus } from '../workflows/letter-out.ts'
import type { Concern, Kind } from '../workflows/policy/names.ts'
import { localDate } from '../workflows/policy/calendar.ts'
import { triageOf } from '../workflows/policy/triage.ts'
import { namedBy } from '../workflows/representative.ts'
import type { RecordedState, Start } from '../workflows/state.ts'
import { calendarFrom, dayOf } from './calendar.ts'
import type { Transaction } from './client.ts'
import type { Complaint, Person } from './generated/client.ts'
import { companionOfReceipt } from './companions.ts'
import { landlordMatterIn } from './file-complaint.ts'
import { incidentOfReceipt } from './incident.ts'
import { reachOfPerson, representativeOf, residentOf } from './person.ts'
import { carriedPolicy, policyOf } from './policy-versions.ts'

/** Undefined where there is no such complaint. */
export async function startFromRecords(tx: Transaction, ref: string, nowMs: number): Promise<Start | undefined> {
  const row = await tx.complaint.findUnique({
    where: { ref },
    include: { person: true, incidents: true, _count: { select: { points: true } } },
  })
  if (!row) return undefined
  const policy = carriedPolicy(await policyOf(tx, row.policyDigest))
  if (row.startedAt === null) {
    const calendar = await calendarFrom(tx, row.organisationId, localDate(row.receivedAt.getTime()))
    const facts = {
      ...factsOfRow(row, row._count.points),
      ...(row.person && {
        ...reachOfPerson(row.person),
        ...namedIn(row.person),
        adjusted: adjustedAtIntake(residentOf(row.person)),
      }),
      ...incidentOfReceipt(row.incidents),
      ...companionOfReceipt(row.state as unknown as RecordedState),
    }
    const state = newState(facts, policy, calendar)
    return { state, receivedAtMs: row.receivedAt.getTime() }
  }
  // One that is over may be taken up again from the day of a decision on it, and that may have been at any time since it ended.
  const { endedAtMs = nowMs } = row.state as unknown as RecordedState
  const from = localDate(Math.min(endedAtMs, nowMs))
  const calendar = await calendarFrom(tx, row.organisationId, from, localDate(nowMs))
  const { nextPolicy: digest, ...state } = await withoutDelivered(tx, ref, row.state as unknown as RecordedState)
  const nextPolicy = digest === undefined ? undefined : { digest, policy: carriedPolicy(await policyOf(tx, digest)) }
  return { state: { ...state, policy, calendar, ...(nextPolicy && { nextPolicy }) } }
}

/** The state is as it was when its last entry was written, before the letters of that went: those that have gone wait for nothing. */
async function withoutDelivered(tx: Transaction, ref: string, state: RecordedState): Promise<RecordedState> {
  if (state.undelivered.length === 0) return state
  const where = { complaintRef: ref, seq: { in: state.undelivered }, status: { in: gone } }
  const rows = await tx.letter.findMany({ where, select: { seq: true } })
  const isLeft = (seq: number) => !rows.some((row) => row.seq === seq)
  const { toOffice = [], ...rest } = state
  const left = toOffice.filter(isLeft)
  return { ...rest, undelivered: state.undelivered.filter(isLeft), ...(left.length > 0 && { toOffice: left }) }
}

function namedIn(person: Person): Pick<CaseFacts, 'representative'> {
  const representative = representativeOf(person)
  return representative ? { representative: namedBy(representative) } : {}
}

const gone: LetterStatus[] = ['sent', 'queued', 'printed', 'posted']

/** What `file-complaint.ts` wrote of the intake. */
function factsOfRow(row: Complaint, points: number): CaseFacts {
  const { ref, serviceArea, kind, issueOn, concerns, anonymous, enquiry, linkedTo } = row
  return {
    ...{ ref, serviceArea, landlordMatter: landlordMatterIn(row), points },
    ...{ organisation: row.organisationId, policyDigest: row.policyDigest },
    ...{ kind: kind as Kind, concerns: concerns as Concern[] },
    ...(issueOn && { issueOn: dayOf(issueOn) }),
    ...(anonymous && { anonymous }),
    ...(enquiry && { enquiry }),
    ...(linkedTo !== null && { linkedTo }),
    ...triageOf(row),
  }
}

/** Complaints filed before `before` whose workflow was never started, oldest first. */
export async function unstarted(tx: Transaction, before: Date, most: number): Promise<string[]> {
  const rows = await tx.complaint.findMany({
    where: { startedAt: null, filedAt: { lt: before } },
    orderBy: { filedAt: 'asc' },
    take: most,
    select: { ref: true },
  })
  return rows.map((row) => row.ref)
}

export async function markStarted(tx: Transaction, ref: string, nowMs: number): Promise<void> {
  await tx.complaint.updateMany({ where: { ref, startedAt: null }, data: { startedAt: new Date(nowMs) } })
}
