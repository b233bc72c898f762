/** What was promised to residents, across all complaints: what is open, and what is late (HO Code 6.6, 7.3). */
import { z } from 'zod'
import type { Prisma } from '../../prisma/generated/client.ts'
import { staffId } from '../../workflows/actor.ts'
import { day } from '../../workflows/commands/fields.ts'
import { action, actionOf } from '../complaints/actions.ts'
import { defineOperation, type Asked, type Reply } from '../operation.ts'
import { owedPage } from '../owed-page.ts'
import { pageFields } from '../paging.ts'
import type { Problem } from '../problem.ts'
import type { Services } from '../services.ts'

/** What was given up after its day stays missed in the figures, and is nobody's to do. */
const late = { status: 'missed', doneBy: null }
const standings = {
  open: { OR: [{ status: 'running' }, late] },
  late,
  done: { status: { in: ['met', 'late'] } },
  'given-up': { OR: [{ status: 'ended' }, { status: 'missed', doneBy: { not: null } }] },
  all: {},
} satisfies Record<string, Prisma.DeadlineWhereInput>

const querySchema = z.strictObject({
  status: z
    .enum(['open', 'late', 'done', 'given-up', 'all'])
    .default('open')
    .describe('late: its day is over, and it is not done'),
  owner: z
    .string()
    .regex(staffId, 'must be a staff id, such as a.khan')
    .optional()
    .describe('Who sees to it: its owner, or else whoever has the complaint'),
  dueBefore: day().optional().describe('Due before this day'),
  ...pageFields,
})
type Query = z.output<typeof querySchema>

const listed = action
  .extend({ ref: z.string(), officer: z.string().nullable().describe('Whom the complaint is with') })
  .meta({ id: 'ListedAction' })

export const listActions = defineOperation({
  method: 'get',
  path: '/v1/actions',
  id: 'listActions',
  tag: 'Complaints',
  title: 'List actions',
  description:
    'What was promised to put things right, across all complaints, what is due first in front. Complete each with complete-action.',
  by: ['officer', 'manager'],
  query: querySchema,
  answers: {
    200: { description: 'A page', schema: z.strictObject({ actions: z.array(listed), next: z.string().nullable() }) },
  },
  problems: ['bad-input', 'unavailable'],
  handle: page,
})

async function page(services: Services, asked: Asked<Query, undefined>): Promise<Reply | Problem> {
  const found = await owedPage(services, asked, 'complete-action', filtersOf(asked.query))
  if ('problem' in found) return found
  const { shown, texts, next } = found
  const actions = shown.map((row) => ({
    ref: row.complaintRef,
    officer: row.complaint.officer,
    ...actionOf(row, texts, true),
  }))
  return { status: 200, body: { actions, next } }
}

function filtersOf({ status, owner, dueBefore }: Query): Prisma.DeadlineWhereInput[] {
  return [
    standings[status],
    ...(owner === undefined ? [] : [{ OR: [{ owner }, { owner: null, complaint: { officer: owner } }] }]),
    ...(dueBefore === undefined ? [] : [{ due: { lt: new Date(dueBefore) } }]),
  ]
}
