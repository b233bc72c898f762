/** What was promised to put things right (HO Code 7.1, 7.3), as it is answered: of the deadlines, those of actions. */
import { z } from 'zod'
import { dayOf } from '../../prisma/calendar.ts'
import type { Deadline } from '../../prisma/generated/client.ts'

export const action = z.strictObject({
  number: z.int(),
  kind: z.string(),
  by: z.iso.date(),
  status: z
    .string()
    .describe('running, met (done in time), late (done after its day), missed (its day is over) or ended'),
  doneOn: z.iso.date().nullable(),
  owner: z.string().nullable().describe('Who sees to it, where that is not whoever has the case; to staff'),
})

export function actionsIn({ deadlines }: { deadlines: Deadline[] }, toStaff: boolean): z.input<typeof action>[] {
  return deadlines
    .filter(({ name }) => name === 'complete-action')
    .map(({ number, kind, due, status, metOn, owner }) => ({
      number,
      kind: kind ?? '',
      by: dayOf(due),
      status,
      doneOn: metOn && dayOf(metOn),
      owner: toStaff ? owner : null,
    }))
}
