/** A complaint's definition as it is now, for another complaint that takes it over. What its resident would like to happen is theirs alone. */
import { z } from 'zod'
import type { Transaction } from './client.ts'
import { definingEvents, pointsAfter } from './definition.ts'

const defined = z.object({
  definition: z.string().optional(),
  responsibleFor: z.array(z.string()).optional(),
  notResponsibleFor: z.array(z.string()).optional(),
})

export interface Definition extends z.output<typeof defined> {
  points: string[]
}

type Db = Pick<Transaction, 'point' | 'text' | 'entry'>

export async function definitionOf(db: Db, ref: string): Promise<Definition> {
  const points = await db.point.findMany({ where: { complaintRef: ref }, orderBy: { number: 'asc' } })
  const entries = await db.entry.findMany({
    where: { complaintRef: ref, event: { in: [...definingEvents] }, textId: { not: null } },
    orderBy: { seq: 'asc' },
    select: { textId: true },
  })
  const ids = entries.flatMap(({ textId }) => textId ?? [])
  const texts = await db.text.findMany({ where: { complaintRef: ref, id: { in: ids } } })
  const bodies = ids.flatMap((id) => texts.filter((text) => text.id === id).map(({ body }) => body))
  const said = bodies.map((body) => defined.safeParse(body).data ?? {})
  return {
    ...Object.assign({}, ...said),
    points: pointsAfter(
      points.map(({ words }) => words),
      bodies,
    ),
  }
}
