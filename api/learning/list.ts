/** What was learned from complaints, across all of them, the newest first: for panels, staff and committees (HO Code 9.2, 9.3). */
import { z } from 'zod'
import type { Records } from '../../prisma/client.ts'
import type { Deadline, Prisma } from '../../prisma/generated/client.ts'
import { code, day } from '../../workflows/commands/fields.ts'
import { localTimestamp, startOfDay } from '../../workflows/policy/calendar.ts'
import { openStatuses } from '../../workflows/policy/deadlines.ts'
import type { Caller } from '../caller.ts'
import { provedBy } from '../complaints/actions.ts'
import { instant } from '../complaints/deadline.ts'
import { bodyOf, owedOf, type Stored } from '../complaints/owed.ts'
import { visibleTo } from '../complaints/visible.ts'
import { defineOperation, type Asked, type Reply } from '../operation.ts'
import { notNext, pageFields, pageOf, placeIn, refInCursor, writeCursor } from '../paging.ts'
import type { Problem } from '../problem.ts'
import type { Services } from '../services.ts'

const querySchema = z.strictObject({
  rootCause: code().optional().describe('A code of the policy’s list; none: nothing was to be learned'),
  since: day().optional().describe('Recorded on this day or after it'),
  improvements: z.enum(['open', 'any']).default('any').describe('open: only where an improvement is still to be made'),
  ...pageFields,
})
type Query = z.output<typeof querySchema>

const improvement = z.strictObject({
  number: z.int(),
  what: z.string().nullable(),
  owner: z.string().nullable(),
  by: z.iso.date(),
  status: z.string().describe('running, met (made in time), late (after its day), missed (its day is over) or ended'),
  doneOn: z.iso.date().nullable(),
  evidence: z.string().nullable().describe('What was done, and how it is known'),
})

const learned = z
  .strictObject({
    ref: z.string(),
    serviceArea: z.string(),
    at: instant,
    by: z.string(),
    rootCause: z.string(),
    learningPoint: z.string().nullable(),
    none: z.string().nullable().describe('Why there was nothing to learn'),
    improvements: z.array(improvement),
  })
  .meta({ id: 'Learned' })

export const listLearning = defineOperation({
  method: 'get',
  path: '/v1/learning',
  id: 'listLearning',
  tag: 'Complaints',
  title: 'List what was learned',
  description:
    'What was learned from complaints: why things went wrong, what others can use of it, and what is done better by whom. Of no resident; record it with record-learning.',
  by: ['officer', 'manager'],
  query: querySchema,
  answers: {
    200: { description: 'A page', schema: z.strictObject({ learning: z.array(learned), next: z.string().nullable() }) },
  },
  problems: ['bad-input', 'unavailable'],
  handle: page,
})

async function page({ records }: Services, { query, caller }: Asked<Query, undefined>): Promise<Reply | Problem> {
  const from = query.cursor === undefined ? undefined : placeIn(query.cursor, cursorSchema)
  if (query.cursor !== undefined && !from) return notNext
  const rows = await records.learning.findMany({
    where: {
      AND: [
        { complaint: visibleTo(caller) },
        ...filtersOf(query),
        ...(query.improvements === 'open' ? [await withOpenImprovements(records, caller)] : []),
        ...(from ? [after(from)] : []),
      ],
    },
    orderBy: [{ at: 'desc' }, { complaintRef: 'asc' }, { seq: 'desc' }],
    take: query.limit + 1,
    include: {
      complaint: {
        select: {
          serviceArea: true,
          deadlines: { where: { name: 'complete-improvement' }, orderBy: { number: 'asc' } },
        },
      },
    },
  })
  const { shown, last } = pageOf(rows, query.limit)
  const ids = shown.flatMap(({ textId, complaint }) => [textId, ...complaint.deadlines.map((one) => one.doneTextId)])
  const texts = await records.text.findMany({
    where: { id: { in: ids.filter((id) => id !== null) } },
    select: { id: true, body: true },
  })
  const learning = shown.map(({ complaintRef, seq, at, by, rootCause, textId, complaint }) => ({
    ...{ ref: complaintRef, serviceArea: complaint.serviceArea, by, rootCause },
    at: localTimestamp(at.getTime()),
    ...wordsOf(bodyOf(texts, textId)),
    improvements: complaint.deadlines.filter(({ entry }) => entry === seq).map((one) => improvementOf(one, texts)),
  }))
  return { status: 200, body: { learning, next: last ? writeCursor(placeOf(last)) : null } }
}

const said = z.object({ learningPoint: z.string().optional(), none: z.string().optional() })

function wordsOf(body: unknown): { learningPoint: string | null; none: string | null } {
  const { learningPoint = null, none = null } = said.safeParse(body).data ?? {}
  return { learningPoint, none }
}

function improvementOf(deadline: Deadline, texts: Stored[]): z.input<typeof improvement> {
  const { number, status, what, by, doneOn, done } = owedOf(deadline, texts)
  return { number, status, what, by, doneOn, owner: deadline.owner, evidence: provedBy(done) }
}

function filtersOf({ rootCause, since }: Query): Prisma.LearningWhereInput[] {
  return [
    ...(rootCause === undefined ? [] : [{ rootCause }]),
    ...(since === undefined ? [] : [{ at: { gte: new Date(startOfDay(since)) } }]),
  ]
}

/** Of a complaint from which was learned more than once, only what an open improvement came from. */
async function withOpenImprovements(
  { deadline }: Pick<Records, 'deadline'>,
  caller: Caller,
): Promise<Prisma.LearningWhereInput> {
  const rows = await deadline.findMany({
    where: { name: 'complete-improvement', status: { in: openStatuses }, complaint: visibleTo(caller) },
    select: { complaintRef: true, entry: true },
    distinct: ['complaintRef', 'entry'],
  })
  const pairs = rows.flatMap(({ complaintRef, entry: seq }) => (seq === null ? [] : [{ complaintRef, seq }]))
  // Prisma leaves out an OR of nothing; of no complaint there is nothing.
  return { complaintRef: { in: pairs.map(({ complaintRef }) => complaintRef) }, OR: pairs }
}

/** Where a page ended, so that what comes in meanwhile moves nothing. */
const cursorSchema = z.tuple([z.iso.datetime(), refInCursor, z.int().min(1)])
type Place = z.output<typeof cursorSchema>

function placeOf({ at, complaintRef, seq }: { at: Date; complaintRef: string; seq: number }): Place {
  return [at.toISOString(), complaintRef, seq]
}

function after([iso, complaintRef, seq]: Place): Prisma.LearningWhereInput {
  const at = new Date(iso)
  return {
    OR: [{ at: { lt: at } }, { at, complaintRef: { gt: complaintRef } }, { at, complaintRef, seq: { lt: seq } }],
  }
}
