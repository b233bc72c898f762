/** The worklist: what there is to do for residents beside their letters, across all cases, what is due first in front. */
import { z } from 'zod'
import type { Prisma } from '../../prisma/generated/client.ts'
import { staffId } from '../../workflows/actor.ts'
import { day } from '../../workflows/commands/fields.ts'
import { taskKinds } from '../../workflows/policy/names.ts'
import { visibleTo } from '../complaints/visible.ts'
import { after, byDueDay, cursorOf, readCursor } from '../by-due-day.ts'
import { notNext, pageFields, pageOf } from '../paging.ts'
import { defineOperation, type Asked, type Reply } from '../operation.ts'
import type { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { taskOf, taskSchema } from './task.ts'

const querySchema = z.strictObject({
  status: z.enum(['open', 'done', 'not-reached', 'all']).default('open'),
  kind: z.enum(taskKinds).optional(),
  officer: z.string().regex(staffId, 'must be a staff id, such as a.khan').optional().describe('Whose case it is'),
  dueBefore: day().optional().describe('Due before this day'),
  ...pageFields,
})
type Query = z.output<typeof querySchema>

const listed = taskSchema
  .extend({
    ref: z.string(),
    officer: z.string().nullable().describe('Whom the case is with'),
    letterKind: z.string().nullable().describe('What letter it is about; null where that is not made'),
  })
  .meta({ id: 'ListedTask' })

export const listTasks = defineOperation({
  method: 'get',
  path: '/v1/tasks',
  id: 'listTasks',
  tag: 'Complaints',
  title: 'List tasks',
  description:
    'What there is to do for residents beside their letters: calls, visits, Braille, recordings, easy read, translations, addresses to be found. Without anything personal; complete each with complete-task.',
  by: ['officer', 'manager'],
  query: querySchema,
  answers: {
    200: { description: 'A page', schema: z.strictObject({ tasks: z.array(listed), next: z.string().nullable() }) },
  },
  problems: ['bad-input', 'unavailable'],
  handle: page,
})

async function page({ records }: Services, { query, caller }: Asked<Query, undefined>): Promise<Reply | Problem> {
  const from = query.cursor === undefined ? undefined : readCursor(query.cursor)
  if (from === 'unreadable') return notNext
  const rows = await records.task.findMany({
    where: { AND: [{ complaint: visibleTo(caller) }, filterOf(query), ...(from ? [after(from)] : [])] },
    orderBy: [...byDueDay],
    take: query.limit + 1,
    include: { complaint: { select: { officer: true } } },
  })
  const { shown, last } = pageOf(rows, query.limit)
  const letters = await records.letter.findMany({
    where: { OR: shown.map(({ complaintRef, letter }) => ({ complaintRef, seq: letter })) },
    select: { complaintRef: true, seq: true, kind: true },
  })
  const tasks = shown.map((row) => ({
    ref: row.complaintRef,
    ...taskOf(row),
    officer: row.complaint.officer,
    letterKind: letters.find((one) => one.complaintRef === row.complaintRef && one.seq === row.letter)?.kind ?? null,
  }))
  return { status: 200, body: { tasks, next: last ? cursorOf(last) : null } }
}

function filterOf({ status, kind, officer, dueBefore }: Query): Prisma.TaskWhereInput {
  return {
    ...(status !== 'all' && { status }),
    ...(kind !== undefined && { kind }),
    ...(officer !== undefined && { complaint: { officer } }),
    ...(dueBefore !== undefined && { due: { lt: new Date(dueBefore) } }),
  }
}
