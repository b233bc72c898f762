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

type Linked = Row & {
  linkedTo: string | null
  linked: { ref: string }[]
  timeline: { detail: Prisma.JsonValue }[]
}

/** Every complaint that this one names to staff. */
export function namedBy({ linksMade, linksHad, merged, linked, timeline, ...row }: Linked): (string | null)[] {
  return [
    ...[...linksMade.map(({ otherRef }) => otherRef), ...linksHad.map(({ complaintRef }) => complaintRef)],
    ...[...merged, ...linked].map(({ ref }) => ref),
    ...timeline.flatMap(({ detail }) => Object.values(factsIn(detail)).filter(isReference)),
    ...[row.groupLead, row.mergedInto, row.linkedTo],
  ]
}

function isReference(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('C-')
}

function factsIn(detail: Prisma.JsonValue): Prisma.JsonObject {
  return typeof detail === 'object' && detail !== null && !Array.isArray(detail) ? detail : {}
}

/** @param row with what is not there for the reader left out: `withoutHidden` */
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

/** As if those complaints were not there: somebody has a conflict of interest on them. */
export function withoutHidden<R extends Linked>(row: R, hidden: ReadonlySet<string | null>): R {
  const seen = (ref: string | null) => (hidden.has(ref) ? null : ref)
  return {
    ...row,
    linksMade: row.linksMade.filter(({ otherRef }) => !hidden.has(otherRef)),
    linksHad: row.linksHad.filter(({ complaintRef }) => !hidden.has(complaintRef)),
    merged: row.merged.filter(({ ref }) => !hidden.has(ref)),
    linked: row.linked.filter(({ ref }) => !hidden.has(ref)),
    timeline: row.timeline.map((entry) => ({
      ...entry,
      detail: Object.fromEntries(
        Object.entries(factsIn(entry.detail)).filter(([, value]) => !(isReference(value) && hidden.has(value))),
      ),
    })),
    ...{ groupLead: seen(row.groupLead), mergedInto: seen(row.mergedInto), linkedTo: seen(row.linkedTo) },
  }
}
