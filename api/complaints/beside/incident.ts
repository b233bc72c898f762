/** Exceptional circumstances of the organisation that the resident of a complaint was told of. */
import { z } from 'zod'
import { dayOf } from '../../../prisma/calendar.ts'
import type { IncidentComplaint } from '../../../prisma/generated/client.ts'
import { localTimestamp } from '../../../workflows/policy/calendar.ts'
import { instant } from '../deadline.ts'

export const incidentsSchema = z
  .array(
    z.strictObject({
      id: z.int(),
      toldAt: instant,
      returnOn: z.iso
        .date()
        .describe('When the organisation expects to keep to the Code again, as the resident was told'),
      on: z.boolean().describe('It is not over for this complaint'),
    }),
  )
  .describe('Exceptional circumstances that the resident was told of')

export function incidentsOf({ incidents }: { incidents: IncidentComplaint[] }): z.input<typeof incidentsSchema> {
  return incidents.map(({ incidentId, toldAt, returnOn, leftAt }) => ({
    id: incidentId,
    toldAt: localTimestamp(toldAt.getTime()),
    returnOn: dayOf(returnOn),
    on: leftAt === null,
  }))
}
