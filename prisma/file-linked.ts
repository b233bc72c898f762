/**
 * A complaint that came out of another case: unhappy with how a request is handled, or something new that is not answered with the
 * rest (HO Code 1.5, 6.8). It is filed in the transaction that writes the entry which made it, with the person of that case, and
 * once: however often that entry is written.
 */
import { z } from 'zod'
import type { Intake } from '../workflows/intake.ts'
import { localDate, localTimestamp, type LocalDate } from '../workflows/policy/calendar.ts'
import type { Policy } from '../workflows/policy/policy.ts'
import type { Representative } from '../workflows/representative.ts'
import type { Batch, Entry, LandlordMatter } from '../workflows/state.ts'
import type { Transaction } from './client.ts'
import { representativeOf, residentOf } from './person.ts'
import { fileComplaint, landlordMatterIn } from './file-complaint.ts'
import type { Complaint, Person } from './generated/client.ts'

/** The policy of a complaint that comes out of this case on that day. */
export type PolicyOfLinked = (origin: Complaint, day: LocalDate, landlordMatter: LandlordMatter) => Promise<Policy>

/** Files what the batch's entries ask for. Returns the references, of those too that were filed before. */
export async function fileLinked(
  tx: Transaction,
  batch: Batch,
  given: { policyOf: PolicyOfLinked; nowMs: number },
): Promise<string[]> {
  const refs: string[] = []
  for (const entry of batch.entries) {
    if (entry.event === 'complaint-made') refs.push(await fileOne(tx, batch.ref, entry, given))
  }
  return refs
}

/** The complaint that came out of this entry, if one did. */
export async function linkedBy(
  tx: Pick<Transaction, 'complaint'>,
  ref: string,
  seq: number,
): Promise<string | undefined> {
  const where = { linkedTo_linkedSeq: { linkedTo: ref, linkedSeq: seq } }
  return (await tx.complaint.findUnique({ where, select: { ref: true } }))?.ref
}

async function fileOne(
  tx: Transaction,
  ref: string,
  entry: Entry,
  { policyOf, nowMs }: { policyOf: PolicyOfLinked; nowMs: number },
): Promise<string> {
  // Whoever else writes the same entry waits here, and then finds what was filed.
  await tx.$queryRaw`select ref from complaint where ref = ${ref} for update`
  const filed = await linkedBy(tx, ref, entry.seq)
  if (filed !== undefined) return filed
  const origin = await tx.complaint.findUniqueOrThrow({ where: { ref }, include: { person: true } })
  const intake = intakeOf(origin, entry, await wordsOf(tx, ref, entry))
  const policy = await policyOf(origin, localDate(entry.atMs), intake.landlordMatter)
  const { organisationId: organisation, filedBy } = origin
  // Never before it was made, though a worker's clock may be behind the one that made it.
  const filedAtMs = Math.max(nowMs, entry.atMs)
  const made = { intake, organisation, policy, filedBy, nowMs: filedAtMs, origin: { ref, seq: entry.seq } }
  return (await fileComplaint(tx, made)).ref
}

const another = {
  serviceArea: z.string().optional(),
  landlordMatter: z.union([z.boolean(), z.literal('both')]).optional(),
}
const complained = z.object({
  summary: z.string(),
  points: z.array(z.string()).optional(),
  outcomesSought: z.array(z.string()).default([]),
  ...another,
})
const pointed = z
  .object({ point: z.string(), more: z.array(z.string()).optional(), ...another })
  .transform(({ point, more, ...rest }) => ({
    ...{ summary: point, outcomesSought: [], ...rest },
    ...(more && { points: [point, ...more] }),
  }))
const wordsSchema = z.union([complained, pointed])
type Words = z.output<typeof wordsSchema>

/** A command that came straight to Temporal may name a text that nobody stored: a complaint is one all the same. */
const noWords: Words = {
  summary: 'We do not have your own words on file. Please tell us again what went wrong.',
  outcomesSought: [],
}

/** What the command `complain` or `add-point` was stored with. */
async function wordsOf(tx: Transaction, ref: string, { text }: Entry): Promise<Words> {
  if (text === undefined) return noWords
  const stored = await tx.text.findFirst({ where: { id: text, complaintRef: ref }, select: { body: true } })
  return wordsSchema.safeParse(stored?.body).data ?? noWords
}

function intakeOf(origin: Complaint & { person: Person | null }, entry: Entry, words: Words): Intake {
  const { serviceArea, landlordMatter, ...said } = words
  const resident = origin.person ? residentOf(origin.person) : undefined
  // Whom the resident did not let act for them, or does no longer, has nothing to do with what comes of it.
  const isOut = ['lapsed', 'ended'].includes(origin.person?.representation ?? '')
  const acting = origin.person && !isOut ? representativeOf(origin.person) : undefined
  return {
    ...said,
    kind: 'complaint',
    serviceArea: serviceArea ?? origin.serviceArea,
    landlordMatter: landlordMatter ?? landlordMatterIn(origin),
    channel: origin.channel as Intake['channel'],
    received: localTimestamp(entry.atMs),
    // The quick try before stage 1 needs the resident's word for this complaint too, and nobody has asked them.
    agreesToEnquiry: false,
    concerns: origin.concerns as Intake['concerns'],
    // Of the person, and not of the matter.
    ...(origin.vulnerable && { triage: { vulnerable: true, complex: false, risk: false } }),
    anonymous: resident === undefined,
    ...(resident && { resident }),
    ...(acting && { representative: asNamed(acting) }),
  }
}

function asNamed({ complained: _through, ...representative }: Representative): Representative {
  return representative
}
