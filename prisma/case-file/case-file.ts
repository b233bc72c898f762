/** All that the records hold of one complaint, as its case file tells it; but for the bytes of letters and files, which are read one by one. */
import { localDate, type LocalDate } from '../../workflows/policy/calendar.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import { versionsAt } from '../../workflows/stages/adoption.ts'
import type { RecordedState } from '../../workflows/state.ts'
import type { Records } from '../client.ts'
import type { Prisma } from '../generated/client.ts'
import { policyOf } from '../policy-versions.ts'

const included = {
  include: {
    person: true,
    points: { orderBy: { number: 'asc' } },
    texts: { orderBy: [{ at: 'asc' }, { id: 'asc' }] },
    deadlines: { orderBy: [{ from: 'asc' }, { dueAt: 'asc' }, { name: 'asc' }, { number: 'asc' }] },
    timeline: { orderBy: { seq: 'asc' } },
    letters: {
      orderBy: { seq: 'asc' },
      omit: { html: true, text: true, document: true, pdf: true, mime: true },
      include: { log: { orderBy: { id: 'asc' }, omit: { bytes: true } } },
    },
    decisions: { orderBy: { seq: 'asc' } },
    determinations: { orderBy: [{ seq: 'asc' }, { number: 'asc' }] },
    learning: { orderBy: { seq: 'asc' } },
    evidence: { orderBy: { number: 'asc' } },
    tasks: { orderBy: { number: 'asc' } },
    moves: { orderBy: [{ changeId: 'asc' }, { deadline: 'asc' }, { number: 'asc' }] },
    origin: { select: { ref: true } },
    linked: { orderBy: { linkedSeq: 'asc' }, select: { ref: true } },
  },
} as const satisfies Prisma.ComplaintDefaultArgs

export type Case = Prisma.ComplaintGetPayload<typeof included>
export type EntryRow = Case['timeline'][number]
export type DeadlineRow = Case['deadlines'][number]
export type LetterRow = Case['letters'][number]
export type FileRow = Case['evidence'][number]

export interface KeptPolicy {
  digest: string
  policy: Policy
}

export interface CaseFile {
  case: Case
  /** Every version that it was under, the first one first. */
  policies: KeptPolicy[]
  /** The names of staff, by their ids. */
  staff: Record<string, string>
}

/** The case in one snapshot: undefined where there is no such complaint. */
export async function readCaseFile(records: Records, ref: string): Promise<CaseFile | undefined> {
  const [found] = await records.$transaction([records.complaint.findUnique({ where: { ref }, ...included })], {
    isolationLevel: 'RepeatableRead',
  })
  if (!found) return undefined
  // Policies are never altered, and whoever has left is not named.
  const digests = [...new Set([...found.timeline.map(({ seq }) => digestAt(found, seq)), found.policyDigest])]
  const policies = await Promise.all(
    digests.map(async (digest) => ({ digest, policy: await policyOf(records, digest) })),
  )
  const staff = await records.staffMember.findMany({ where: { organisationId: found.organisationId } })
  return { case: found, policies, staff: Object.fromEntries(staff.map(({ id, name }) => [id, name])) }
}

/** The policy that an entry was made under. */
export function policyAt({ case: row, policies }: CaseFile, seq: number): Policy {
  const digest = digestAt(row, seq)
  const kept = policies.find((one) => one.digest === digest) ?? policies.at(-1)
  if (!kept) throw new Error(`${row.ref} is under no policy`)
  return kept.policy
}

function digestAt({ state, policyDigest }: Case, seq: number): string {
  return versionsAt({ ...(state as unknown as RecordedState), policyDigest }, seq).now
}

/** The case file tells what was so at the last line of the timeline: so that the same records make the same file. */
export function asOf({ timeline, receivedAt }: Pick<Case, 'timeline' | 'receivedAt'>): Date {
  return timeline.reduce((last, { at }) => (at > last ? at : last), receivedAt)
}

export function dayOfInstant(at: Date): LocalDate {
  return localDate(at.getTime())
}

export function textOf({ texts }: Pick<Case, 'texts'>, id: string | null): unknown {
  return texts.find((text) => text.id === id)?.body
}

export function detailOf({ detail }: Pick<EntryRow, 'detail'>): Record<string, unknown> {
  return typeof detail === 'object' && detail !== null && !Array.isArray(detail) ? detail : {}
}

/** The numbers of the files that an entry names. */
export function filesNamed(entry: Pick<EntryRow, 'detail'>): number[] {
  const { evidenceFiles } = detailOf(entry)
  return Array.isArray(evidenceFiles) ? evidenceFiles.map(Number) : []
}
