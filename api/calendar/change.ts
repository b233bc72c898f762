/** A change of the calendar: how far it is, and which deadlines it moved. */
import { z } from 'zod'
import { dayOf } from '../../prisma/calendar.ts'
import type { Records } from '../../prisma/client.ts'
import type { CalendarMove, Prisma } from '../../prisma/generated/client.ts'
import { localTimestamp } from '../../workflows/policy/calendar.ts'
import type { Caller } from '../caller.ts'
import { instant } from '../complaints/deadline.ts'
import { visibleTo } from '../complaints/visible.ts'
import { defineOperation } from '../operation.ts'
import { pageFields, pageOf, placeIn, writeCursor } from '../paging.ts'
import { badInput, type Problem } from '../problem.ts'

const most = 1_000

const moved = z
  .strictObject({
    ref: z.string(),
    deadline: z.string(),
    number: z.int(),
    clause: z.string().nullable(),
    from: z.iso.date().describe('Its last day before'),
    to: z.iso.date().describe('Its last day now'),
  })
  .meta({ id: 'MovedDeadline' })

export const changeSchema = z.strictObject({
  id: z.int(),
  status: z
    .enum(['running', 'done', 'superseded'])
    .describe('Superseded: a newer change goes to all complaints itself'),
  by: z.string(),
  at: instant,
  finishedAt: instant.nullable(),
  complaints: z.strictObject({
    total: z.int().nullable().describe('Running when it began; null before that'),
    visited: z.int(),
    unanswered: z.int().describe('Their workflow did not answer; they take it up when it works again'),
  }),
  movedInAll: z.int(),
  moved: z.array(moved),
  next: z.string().nullable().describe('The cursor of the next page'),
})
type ChangeAnswer = z.output<typeof changeSchema>

const querySchema = z.strictObject({
  limit: z
    .string()
    .regex(/^\d{1,4}$/, `must be a number from 1 to ${most}`)
    .transform(Number)
    .pipe(z.number().min(1).max(most))
    .default(100),
  cursor: pageFields.cursor,
})

export const readChange = defineOperation({
  method: 'get',
  path: '/v1/calendar/changes/{change}',
  id: 'readCalendarChange',
  tag: 'Calendar',
  title: 'Read a change of the calendar',
  description:
    'How far a change of the closure days has been taken to the running complaints, and which deadlines it moved.',
  by: ['officer', 'manager'],
  query: querySchema,
  answers: { 200: { description: 'A page', schema: changeSchema.meta({ id: 'CalendarChange' }) } },
  problems: ['bad-input', 'unknown-change', 'unavailable'],
  async handle({ records }, { caller, params, query }) {
    const after = query.cursor === undefined ? undefined : placeIn(query.cursor, placeSchema)
    if (query.cursor !== undefined && !after)
      return badInput([{ field: 'cursor', message: 'must be “next” of a page' }])
    const { change = '' } = params
    const id = /^\d{1,9}$/.test(change) ? Number(change) : 0
    const answer = await changeAnswer(records, caller, id, query.limit, after)
    return 'problem' in answer ? answer : { status: 200, body: answer }
  },
})

export async function changeAnswer(
  records: Records,
  caller: Caller,
  id: number,
  limit = most,
  after?: Place,
): Promise<ChangeAnswer | Problem> {
  const change = await records.calendarChange.findUnique({
    where: { id, organisationId: caller.org },
    omit: { daysOff: true, closures: true },
  })
  if (!change) return { problem: 'unknown-change', detail: 'There is no change of the calendar with this number.' }
  const where = { changeId: id, complaint: visibleTo(caller), ...(after && afterPlace(after)) }
  const rows = await records.calendarMove.findMany({ where, orderBy, take: limit + 1 })
  const { shown, last } = pageOf(rows, limit)
  const { status, by, at, finishedAt, total, visited, unanswered } = change
  return {
    ...{ id, by, status: changeSchema.shape.status.parse(status) },
    at: localTimestamp(at.getTime()),
    finishedAt: finishedAt && localTimestamp(finishedAt.getTime()),
    complaints: { total, visited, unanswered },
    movedInAll: await records.calendarMove.count({ where: { changeId: id } }),
    moved: shown.map(moveOf),
    next: last ? writeCursor([last.complaintRef, last.deadline, last.number]) : null,
  }
}

function moveOf({ complaintRef, deadline, number, clause, from, to }: CalendarMove): z.output<typeof moved> {
  return { ref: complaintRef, deadline, number, clause, from: dayOf(from), to: dayOf(to) }
}

const orderBy: Prisma.CalendarMoveOrderByWithRelationInput[] = [
  { complaintRef: 'asc' },
  { deadline: 'asc' },
  { number: 'asc' },
]

const placeSchema = z.tuple([z.string().max(20), z.string().max(40), z.int().min(0).max(1_000_000)])
type Place = z.output<typeof placeSchema>

function afterPlace([complaintRef, deadline, number]: Place): Prisma.CalendarMoveWhereInput {
  return {
    OR: [
      { complaintRef: { gt: complaintRef } },
      { complaintRef, deadline: { gt: deadline } },
      { complaintRef, deadline, number: { gt: number } },
    ],
  }
}
