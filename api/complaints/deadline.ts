/** A deadline as it is answered, from the records or from a complaint's state. */
import { z } from 'zod'
import { dayOf } from '../../prisma/calendar.ts'
import type { Deadline as DeadlineRow } from '../../prisma/generated/client.ts'
import { localTimestamp, type Calendar } from '../../workflows/policy/calendar.ts'
import { deadlineNames } from '../../workflows/policy/deadline-rules.ts'
import { dueAt, dutyFrom, lastDay, trailOf, type Deadline } from '../../workflows/policy/deadlines.ts'
import { countedFromSchema } from '../../workflows/policy/stage-schema.ts'
import { units } from '../../workflows/policy/span.ts'

const day = z.iso.date()
export const instant = z.iso.datetime({ offset: true })

const countsSchema = z.object({
  from: z.enum([...countedFromSchema.options, ...dutyFrom]),
  number: z.int(),
  unit: z.enum([...units, 'hours']),
})
/** As it is kept: what is due within hours has them beside its days. */
const keptSchema = z
  .object({ ...countsSchema.shape, unit: z.enum(units), hours: z.int().optional() })
  .transform(({ hours, ...counts }) =>
    hours === undefined ? counts : { ...counts, number: hours, unit: 'hours' as const },
  )
const trailSchema = z.array(z.object({ date: day, counted: z.boolean(), why: z.string() }))
const status = z.enum(['running', 'met', 'late', 'missed', 'ended'])

export const deadlineSchema = z
  .strictObject({
    name: z.enum(deadlineNames),
    number: z.int().describe('Deadlines of one name are numbered from 1, as updates recur'),
    stage: z.string(),
    clause: z.string().nullable(),
    from: day.describe('The day of the event that it counts from'),
    due: day.describe('The last day on which it is in time, a valid extension included'),
    dueAt: instant,
    extendedFrom: day.nullable().describe('The day it was first due, where it was extended'),
    metOn: day.nullable(),
    status,
    incident: z.int().nullable().describe('The exceptional circumstances in which it ran out, by their number'),
    counts: countsSchema,
    trail: trailSchema.describe('Every day counted or skipped, with why: the answer to “why this date?”'),
  })
  .meta({ id: 'Deadline' })
export type DeadlineAnswer = z.output<typeof deadlineSchema>

export function deadlineOfRow(row: DeadlineRow): DeadlineAnswer {
  const due = dayOf(row.due)
  return {
    name: deadlineSchema.shape.name.parse(row.name),
    number: row.number,
    stage: row.stage,
    clause: row.clause,
    from: dayOf(row.from),
    due: row.extendedTo ? dayOf(row.extendedTo) : due,
    dueAt: localTimestamp(row.dueAt.getTime()),
    extendedFrom: row.extendedTo ? due : null,
    metOn: row.metOn ? dayOf(row.metOn) : null,
    status: status.parse(row.status),
    incident: row.incident,
    counts: keptSchema.parse(row.counts),
    trail: trailSchema.parse(row.trail),
  }
}

export function deadlineOf(deadline: Deadline, calendar: Calendar): DeadlineAnswer {
  return {
    name: deadline.name,
    number: deadline.number,
    stage: deadline.stage,
    clause: deadline.clause ?? null,
    from: deadline.from,
    due: lastDay(deadline),
    dueAt: localTimestamp(dueAt(deadline)),
    extendedFrom: deadline.extension ? deadline.due : null,
    metOn: deadline.metOn ?? null,
    status: deadline.status,
    incident: deadline.incident ?? null,
    counts: keptSchema.parse(deadline.counts),
    trail: trailOf(deadline, calendar),
  }
}
