/** A task beside a letter, as it is answered to staff. Nothing personal is in it: what was said stands with the timeline. */
import { z } from 'zod'
import { dayOf } from '../../prisma/calendar.ts'
import type { Task } from '../../prisma/generated/client.ts'
import { taskKinds } from '../../workflows/policy/names.ts'

export const taskSchema = z
  .strictObject({
    number: z.int().describe('As complete-task names it'),
    kind: z.enum(taskKinds),
    letter: z.int().describe('The number of the letter that it is about'),
    due: z.iso.date(),
    status: z.enum(['open', 'done', 'not-reached']),
    doneOn: z.iso.date().nullable(),
    by: z.string().nullable().describe('Who did it: officer:ID or manager:ID'),
  })
  .meta({ id: 'Task' })

export function taskOf({ number, kind, letter, due, status, doneOn, by }: Task): z.input<typeof taskSchema> {
  return {
    ...{ number, letter, by },
    kind: taskSchema.shape.kind.parse(kind),
    due: dayOf(due),
    status: taskSchema.shape.status.parse(status),
    doneOn: doneOn && dayOf(doneOn),
  }
}
