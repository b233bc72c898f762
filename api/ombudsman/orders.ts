/** What the Ombudsmen ordered and recommended, across all complaints, what is due first in front. */
import { z } from 'zod'
import type { Prisma } from '../../prisma/generated/client.ts'
import { day } from '../../workflows/commands/fields.ts'
import { openStatuses } from '../../workflows/policy/deadlines.ts'
import { defineOperation, type Asked, type Reply } from '../operation.ts'
import { owedPage } from '../owed-page.ts'
import { pageFields } from '../paging.ts'
import type { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { orderOf, orderSchema } from './order.ts'

const statusesOf = {
  open: openStatuses,
  late: ['missed'],
  complied: ['met', 'late'],
} as const

const querySchema = z.strictObject({
  status: z
    .enum(['open', 'late', 'complied', 'all'])
    .default('open')
    .describe('open: not done; late: not done and its day is over; complied: done, in time or not'),
  dueBefore: day().optional().describe('Due before this day'),
  ...pageFields,
})
type Query = z.output<typeof querySchema>

const listed = orderSchema
  .extend({ ref: z.string(), officer: z.string().nullable().describe('Whom the case is with') })
  .meta({ id: 'ListedOrder' })

export const listOrders = defineOperation({
  method: 'get',
  path: '/v1/ombudsman/orders',
  id: 'listOrders',
  tag: 'Complaints',
  title: 'List the Ombudsmen’s orders',
  description:
    'What the Ombudsmen ordered and recommended, with its day, whether it is done, and what shows it. Record each with comply-with-order.',
  by: ['officer', 'manager'],
  query: querySchema,
  answers: {
    200: { description: 'A page', schema: z.strictObject({ orders: z.array(listed), next: z.string().nullable() }) },
  },
  problems: ['bad-input', 'unavailable'],
  handle: page,
})

async function page(services: Services, asked: Asked<Query, undefined>): Promise<Reply | Problem> {
  const found = await owedPage(services, asked, 'comply-with-order', [filterOf(asked.query)])
  if ('problem' in found) return found
  const { shown, texts, next } = found
  const orders = shown.map((row) => ({
    ref: row.complaintRef,
    ...orderOf(row, texts),
    officer: row.complaint.officer,
  }))
  return { status: 200, body: { orders, next } }
}

function filterOf({ status, dueBefore }: Query): Prisma.DeadlineWhereInput {
  return {
    ...(status !== 'all' && { status: { in: [...statusesOf[status]] } }),
    ...(dueBefore !== undefined && { due: { lt: new Date(dueBefore) } }),
  }
}
