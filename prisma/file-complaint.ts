/**
 * Intake: writes a new complaint's case row, resident, points and words in one transaction, before its workflow is started. The
 * first line of its timeline and its first deadline are written at once too, so that whoever asks finds them.
 */
import { randomInt } from 'node:crypto'
import { batchOf } from '../workflows/batch.ts'
import { commit } from '../workflows/commit.ts'
import { factsOfIntake, newState, pointsOf, type Intake } from '../workflows/intake.ts'
import { isOutOfTime } from '../workflows/policy/acceptance.ts'
import { localDate, parseWhen } from '../workflows/policy/calendar.ts'
import type { Policy } from '../workflows/policy/policy.ts'
import { makeReference } from '../workflows/reference.ts'
import { formsOf } from '../workflows/resident.ts'
import { receive } from '../workflows/stages/receipt.ts'
import type { LandlordMatter, Start, State } from '../workflows/state.ts'
import { calendarFrom } from './calendar.ts'
import type { Transaction } from './client.ts'
import type { Prisma } from './generated/client.ts'
import type { BeginsWith } from './companions.ts'
import { incidentOn } from './incident.ts'
import { carriedPolicy, keepPolicy } from './policy-versions.ts'
import { writeTexts } from './texts.ts'
import { writeBatch } from './write-batch.ts'

export interface Filed {
  ref: string
  /** What its workflow is started with. */
  start: Start
  /** What it will be once the workflow has received it. */
  state: State
}

/** The case that a complaint came out of, and the entry of its timeline which made it. */
export interface Origin {
  ref: string
  seq: number
}

/**
 * @param organisation whose complaint it is, by its id
 * @param policy the version that was in force on receipt: `organisations.ts` finds it
 * @param filedBy who sent it in: a token's subject, kept in the records only
 * @param begins the statutory clock that begins with it: `companions.ts` finds it
 * @param origin given where it came out of another case: `file-linked.ts`
 */
export async function fileComplaint(
  tx: Transaction,
  given: {
    intake: Intake
    organisation: string
    policy: Policy
    filedBy: string
    nowMs: number
    origin?: Origin
    begins?: BeginsWith
  },
): Promise<Filed> {
  const { intake, organisation, policy, filedBy, nowMs, origin, begins } = given
  const ref = makeReference((below) => randomInt(below))
  const receivedAtMs = intake.received === undefined ? nowMs : parseWhen(intake.received)
  const calendar = await calendarFrom(tx, organisation, localDate(receivedAtMs))
  const policyDigest = await keepPolicy(tx, policy, nowMs)
  const incident = await incidentOn(tx, organisation)
  const facts = {
    ...factsOfIntake(ref, intake, { organisation, policyDigest }),
    ...incident,
    ...begins,
  }
  const before = newState({ ...facts, ...(origin && { linkedTo: origin.ref }) }, carriedPolicy(policy), calendar)
  const received = commit(before, receive(before, receivedAtMs, nowMs), nowMs, 'resident')
  const batch = batchOf(received.state, received.entries, received.changed, nowMs, received.tasks)
  await tx.complaint.create({
    data: {
      ...caseRow(ref, intake, filedBy),
      ...(origin && { linkedTo: origin.ref, linkedSeq: origin.seq }),
      ...{ organisationId: organisation, policyId: policy.id, policyDigest },
      outOfTime: intake.kind === 'complaint' && isOutOfTime(before, intake.issueOn, localDate(receivedAtMs)),
      receivedAt: new Date(receivedAtMs),
      filedAt: new Date(nowMs),
      stage: batch.case.stage,
      status: batch.case.status,
      state: {},
    },
  })
  await writeWords(tx, intake, received.state, nowMs)
  await writeBatch(tx, batch)
  return { ref, start: { state: before, receivedAtMs }, state: received.state }
}

/** What `String(landlordMatter)` made of it. */
export function landlordMatterIn(row: { landlordMatter: string }): LandlordMatter {
  return row.landlordMatter === 'both' ? 'both' : row.landlordMatter === 'true'
}

function caseRow(ref: string, intake: Intake, filedBy: string) {
  return {
    ref,
    kind: intake.kind,
    channel: intake.channel,
    concerns: intake.concerns,
    anonymous: intake.anonymous,
    enquiry: intake.agreesToEnquiry,
    serviceArea: intake.serviceArea,
    landlordMatter: String(intake.landlordMatter),
    issueOn: intake.issueOn === undefined ? null : new Date(intake.issueOn),
    filedBy,
    ...intake.triage,
  }
}

function personRow(
  complaintRef: string,
  resident: NonNullable<Intake['resident']>,
  representative: Intake['representative'],
  representation: State['representation'],
): Prisma.PersonUncheckedCreateInput {
  const { name, email, phone, address, preferredContact, adjustments, language, texts, disabilities } = resident
  return {
    complaintRef,
    name,
    email: email ?? null,
    phone: phone ?? null,
    address: address ?? [],
    preferredContact,
    adjustments,
    forms: formsOf(resident),
    ...{ language, texts, disabilities },
    ...(representative && { representative: { ...representative, complained: true } as Prisma.InputJsonObject }),
    ...{ representation: representation?.status ?? null, lettersTo: representation?.letters ?? 'resident' },
  }
}

async function writeWords(
  tx: Transaction,
  intake: Intake,
  { ref, representation }: State,
  nowMs: number,
): Promise<void> {
  if (intake.resident) {
    await tx.person.create({ data: personRow(ref, intake.resident, intake.representative, representation) })
  }
  await tx.point.createMany({
    data: pointsOf(intake).map((words, index) => ({ complaintRef: ref, number: index + 1, words })),
  })
  const texts = [
    { kind: 'summary', body: { summary: intake.summary } },
    ...(intake.outcomesSought.length > 0
      ? [{ kind: 'outcomes-sought', body: { outcomesSought: intake.outcomesSought } }]
      : []),
  ]
  await writeTexts(tx, ref, texts, 'resident', nowMs)
}
