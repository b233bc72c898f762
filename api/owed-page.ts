/** A page of what is owed of one kind across all complaints that somebody may see, what is due first in front, with the texts about it. */
import type { Prisma, Text } from '../prisma/generated/client.ts'
import type { DutyName } from '../workflows/policy/names.ts'
import { after, byDueDay, cursorOf, readCursor } from './by-due-day.ts'
import { visibleTo } from './complaints/visible.ts'
import type { RawAsked } from './operation.ts'
import { notNext, pageOf } from './paging.ts'
import type { Problem } from './problem.ts'
import type { Services } from './services.ts'

const withOfficer = { complaint: { select: { officer: true } } } as const
type Row = Prisma.DeadlineGetPayload<{ include: typeof withOfficer }>

export interface OwedPage {
  shown: Row[]
  texts: Text[]
  next: string | null
}

export async function owedPage(
  { records }: Services,
  { caller, query }: Pick<RawAsked, 'caller'> & { query: { cursor?: string | undefined; limit: number } },
  name: DutyName,
  filters: Prisma.DeadlineWhereInput[],
): Promise<OwedPage | Problem> {
  const from = query.cursor === undefined ? undefined : readCursor(query.cursor)
  if (from === 'unreadable') return notNext
  const rows = await records.deadline.findMany({
    where: { AND: [{ name, complaint: visibleTo(caller) }, ...filters, ...(from ? [after(from)] : [])] },
    orderBy: [...byDueDay],
    take: query.limit + 1,
    include: withOfficer,
  })
  const { shown, last } = pageOf(rows, query.limit)
  const ids = shown.flatMap(({ textId, doneTextId }) => [textId, doneTextId]).filter((id) => id !== null)
  const texts = await records.text.findMany({ where: { id: { in: ids } } })
  return { shown, texts, next: last ? cursorOf(last) : null }
}
