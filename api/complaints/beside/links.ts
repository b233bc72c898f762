/** Which other complaints a complaint has to do with: linked, merged, answered together. */
import { z } from 'zod'
import type { Prisma } from '../../../prisma/generated/client.ts'
import { localTimestamp } from '../../../workflows/policy/calendar.ts'
import { linkKinds } from '../../../workflows/policy/names.ts'
import { instant } from '../deadline.ts'

const open = { where: { endedAt: null }, orderBy: { at: 'asc' } } as const
export const linksIncluded = {
  linksMade: open,
  linksHad: open,
  merged: { orderBy: { filedAt: 'asc' }, select: { ref: true } },
} as const satisfies Prisma.ComplaintInclude

const link = z.strictObject({ ref: z.string(), as: z.enum(linkKinds), since: instant }).meta({ id: 'LinkedComplaint' })

export const linksSchema = {
  links: z.array(link).describe('Complaints that have to do with it, to staff'),
  groupLead: z.string().nullable().describe('The complaint that it is answered together with'),
  mergedInto: z.string().nullable().describe('The same resident’s older complaint, in which it is answered'),
  merged: z.array(z.string()).describe('Complaints that are answered in this one'),
}

type Row = Prisma.ComplaintGetPayload<{ include: typeof linksIncluded }>

export function linksIn({ linksMade, linksHad, merged, groupLead, mergedInto }: Row, toStaff: boolean) {
  const links = [
    ...linksMade.map(({ otherRef, as, at }) => ({ ref: otherRef, as, at })),
    ...linksHad.map(({ complaintRef, as, at }) => ({ ref: complaintRef, as, at })),
  ]
  return {
    links: toStaff
      ? links.map(({ ref, as, at }) => ({ ref, as: link.shape.as.parse(as), since: localTimestamp(at.getTime()) }))
      : [],
    ...{ groupLead, mergedInto },
    merged: merged.map(({ ref }) => ref),
  }
}
