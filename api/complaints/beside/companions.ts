/** Statutory clocks that run beside a complaint, as they are answered: Awaab's Law first. Their dates are not the complaint's. */
import { z } from 'zod'
import type { Deadline } from '../../../prisma/generated/client.ts'
import { localTimestamp } from '../../../workflows/policy/calendar.ts'
import { clockIn } from '../../../workflows/policy/companion-rules.ts'
import type { RecordedState } from '../../../workflows/state.ts'
import { deadlineOfRow, deadlineSchema, instant } from '../deadline.ts'

const clockSchema = deadlineSchema
  .pick({ clause: true, from: true, due: true, dueAt: true, status: true, counts: true, trail: true })
  .extend({
    clock: z.string().describe('By its id in the law’s file: investigate, summary …'),
    doneOn: z.iso.date().nullable(),
  })

export const companionsSchema = z
  .array(
    z.strictObject({
      number: z.int(),
      id: z.string(),
      title: z.string(),
      hazard: z.string(),
      track: z.string().describe('How bad it is: emergency, significant'),
      awareAt: instant.describe('When the organisation came to know of it'),
      status: z.enum(['running', 'ended']),
      endedAt: instant.nullable(),
      clocks: z.array(clockSchema),
      steps: z.array(z.strictObject({ step: z.string(), at: instant })),
    }),
  )
  .describe('Clocks of other laws that run beside it and pause nothing, such as Awaab’s Law')

export function companionsOf(row: { state: unknown; deadlines: Deadline[] }): z.input<typeof companionsSchema> {
  const { companions = [] } = row.state as Pick<RecordedState, 'companions'>
  return companions.map(({ number, id, short, hazard, track, awareAtMs, endedAtMs, steps }) => ({
    ...{ number, id, title: short, hazard, track, awareAt: localTimestamp(awareAtMs) },
    status: endedAtMs === undefined ? 'running' : 'ended',
    endedAt: endedAtMs === undefined ? null : localTimestamp(endedAtMs),
    clocks: row.deadlines.flatMap((deadline) => {
      const clock = clockIn(deadline.kind ?? undefined)
      return clock?.companion === id && deadline.item === number ? [clockOf(deadline, clock.clock)] : []
    }),
    steps: steps.map(({ step, atMs }) => ({ step, at: localTimestamp(atMs) })),
  }))
}

function clockOf(row: Deadline, clock: string): z.input<typeof clockSchema> {
  const { clause, from, due, dueAt, status, counts, trail, metOn: doneOn } = deadlineOfRow(row)
  return { clock, clause, from, due, dueAt, status, counts, trail, doneOn }
}
