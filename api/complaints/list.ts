/** The list of complaints, for staff: from the records alone, a page at a time, stable while new ones come in. */
import { z } from 'zod'
import { landlordMatterIn } from '../../prisma/file-complaint.ts'
import type { Complaint, Prisma } from '../../prisma/generated/client.ts'
import { staffId } from '../../workflows/actor.ts'
import { code, day } from '../../workflows/commands/fields.ts'
import { reference } from '../../workflows/commands/other-case.ts'
import { deadlineNames } from '../../workflows/policy/deadline-rules.ts'
import { localTimestamp, startOfDay } from '../../workflows/policy/calendar.ts'
import { kinds } from '../../workflows/policy/names.ts'
import { stageIds } from '../../workflows/policy/reading.ts'
import { standings } from '../../workflows/stages/ombudsman.ts'
import { statuses } from '../../workflows/status.ts'
import { defineOperation, type Asked, type Reply } from '../operation.ts'
import { pageFields, pageOf } from '../paging.ts'
import { badInput, type Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { after, cursorOf, orderOf, readCursor, sorts } from './cursor.ts'
import { instant } from './deadline.ts'
import { hiddenAmong, visibleTo } from './visible.ts'

const querySchema = z.strictObject({
  kind: z
    .enum([...kinds, 'all'])
    .default('complaint')
    .describe('Complaints alone, unless another kind is asked for, or all'),
  status: z.enum(statuses).optional(),
  stage: z.enum(stageIds).optional(),
  serviceArea: code().optional(),
  officer: z.string().regex(staffId, 'must be a staff id, such as a.khan').optional(),
  overdue: z.enum(['true', 'false']).optional(),
  outOfTime: z.enum(['true', 'false']).optional().describe('Came later than its policy takes complaints'),
  vulnerable: z.enum(['true', 'false']).optional().describe('The resident is vulnerable'),
  complex: z.enum(['true', 'false']).optional(),
  risk: z.enum(['true', 'false']).optional().describe('Somebody may come to harm'),
  restricted: z.enum(['true', 'false']).optional().describe('A restriction of contact is in force'),
  groupLead: reference().optional().describe('Answered together with that complaint'),
  companion: code().optional().describe('Beside which that statutory clock runs or ran: awaabs-law'),
  ombudsman: z.enum(standings).optional().describe('How far an Ombudsman is with it'),
  dueBefore: day().optional().describe('Whose next deadline is before this day'),
  incident: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be the number of an incident')
    .transform(Number)
    .optional()
    .describe('Whose residents were told of those exceptional circumstances'),
  sort: z.enum(sorts).default('dueAt').describe('With - for descending; complaints with nothing due come last'),
  ...pageFields,
})
type Query = z.output<typeof querySchema>

export const listed = z
  .strictObject({
    ref: z.string(),
    kind: z.enum(kinds),
    linkedTo: z.string().nullable().describe('The case that it came out of: a service request, another complaint'),
    organisation: z.string(),
    policy: z.string(),
    stage: z.string(),
    status: z.string(),
    serviceArea: z.string(),
    landlordMatter: z.union([z.boolean(), z.literal('both')]),
    channel: z.string(),
    officer: z.string().nullable(),
    overdue: z.boolean(),
    outOfTime: z
      .boolean()
      .describe('Came later than its policy takes complaints: somebody considers whether to take it all the same'),
    triage: z
      .strictObject({ vulnerable: z.boolean(), complex: z.boolean(), risk: z.boolean() })
      .nullable()
      .describe('How much it presses, to staff'),
    restricted: z.boolean().describe('A restriction of contact is in force'),
    ombudsmanStanding: z.enum(standings).nullable().describe('How far an Ombudsman is with it; null where none has it'),
    nextDeadline: z.enum(deadlineNames).nullable(),
    dueAt: instant.nullable(),
    receivedAt: instant,
    filedAt: instant,
    closedAt: instant.nullable(),
  })
  .meta({ id: 'ListedComplaint' })

export const list = defineOperation({
  method: 'get',
  path: '/v1/complaints',
  id: 'listComplaints',
  tag: 'Complaints',
  title: 'List complaints',
  description: 'The complaints that the filters leave, without anything personal.',
  by: ['officer', 'manager'],
  query: querySchema,
  answers: {
    200: {
      description: 'A page',
      schema: z.strictObject({ complaints: z.array(listed), next: z.string().nullable() }),
    },
  },
  problems: ['bad-input', 'unavailable'],
  handle: page,
})

async function page({ records }: Services, { query, caller }: Asked<Query, undefined>): Promise<Reply | Problem> {
  const from = query.cursor === undefined ? undefined : readCursor(query.sort, query.cursor)
  if (from === 'unreadable')
    return badInput([{ field: 'cursor', message: 'must be “next” of a page with the same sort' }])
  const rows = await records.complaint.findMany({
    where: { AND: [visibleTo(caller), filterOf(query), ...(from ? [after(query.sort, from)] : [])] },
    orderBy: orderOf(query.sort),
    take: query.limit + 1,
    omit: { state: true },
  })
  const { shown, last } = pageOf(rows, query.limit)
  const hidden = await hiddenAmong(
    records,
    caller,
    shown.map(({ linkedTo }) => linkedTo),
  )
  const complaints = shown.map((row) => ({ ...summaryOf(row), ...(hidden.has(row.linkedTo) && { linkedTo: null }) }))
  return { status: 200, body: { complaints, next: last ? cursorOf(query.sort, last) : null } }
}

function filterOf({
  kind,
  status,
  stage,
  serviceArea,
  officer,
  overdue,
  outOfTime,
  vulnerable,
  complex,
  risk,
  restricted,
  groupLead,
  companion,
  ombudsman,
  dueBefore,
  incident,
}: Query): Prisma.ComplaintWhereInput {
  return {
    ...(kind !== 'all' && { kind }),
    ...(status !== undefined && { status }),
    ...(stage !== undefined && { stage }),
    ...(serviceArea !== undefined && { serviceArea }),
    ...(officer !== undefined && { officer }),
    ...(overdue !== undefined && { overdue: overdue === 'true' }),
    ...(outOfTime !== undefined && { outOfTime: outOfTime === 'true' }),
    ...(vulnerable !== undefined && { vulnerable: vulnerable === 'true' }),
    ...(complex !== undefined && { complex: complex === 'true' }),
    ...(risk !== undefined && { risk: risk === 'true' }),
    ...(restricted !== undefined && { restricted: restricted === 'true' }),
    ...(ombudsman !== undefined && { ombudsman }),
    ...(incident !== undefined && { incidents: { some: { incidentId: incident } } }),
    ...(groupLead !== undefined && { groupLead }),
    ...(companion !== undefined && {
      deadlines: { some: { name: 'companion-step', kind: { startsWith: `${companion}/` } } },
    }),
    ...(dueBefore !== undefined && { dueAt: { lt: new Date(startOfDay(dueBefore)) } }),
  }
}

/** The case's own columns; nothing personal is among them. */
export function summaryOf(row: Omit<Complaint, 'state'>): z.input<typeof listed> {
  return {
    ref: row.ref,
    kind: listed.shape.kind.parse(row.kind),
    linkedTo: row.linkedTo,
    organisation: row.organisationId,
    policy: row.policyId,
    stage: row.stage,
    status: row.status,
    serviceArea: row.serviceArea,
    landlordMatter: landlordMatterIn(row),
    channel: row.channel,
    officer: row.officer,
    overdue: row.overdue,
    outOfTime: row.outOfTime,
    triage: { vulnerable: row.vulnerable, complex: row.complex, risk: row.risk },
    restricted: row.restricted,
    ombudsmanStanding: listed.shape.ombudsmanStanding.parse(row.ombudsman),
    nextDeadline: listed.shape.nextDeadline.parse(row.nextDeadline),
    dueAt: row.dueAt && localTimestamp(row.dueAt.getTime()),
    receivedAt: localTimestamp(row.receivedAt.getTime()),
    filedAt: localTimestamp(row.filedAt.getTime()),
    closedAt: row.closedAt && localTimestamp(row.closedAt.getTime()),
  }
}
