/** Where a page of the list ended: by the value it is sorted by and the reference, so that what comes in meanwhile moves nothing. */
import { z } from 'zod'
import { placeIn, refInCursor, writeCursor } from '../paging.ts'
import type { Prisma } from '../../prisma/generated/client.ts'

export const sorts = ['dueAt', '-dueAt', 'filedAt', '-filedAt'] as const
export type Sort = (typeof sorts)[number]

interface Place {
  /** Null for a complaint with nothing due: they come last. */
  at: Date | null
  ref: string
}

const cursorSchema = z.tuple([z.enum(sorts), z.int().min(0).max(8.64e15).nullable(), refInCursor])

export function cursorOf(sort: Sort, row: { ref: string; dueAt: Date | null; filedAt: Date }): string {
  const at = row[columnOf(sort)]
  return writeCursor([sort, at?.getTime() ?? null, row.ref])
}

export function readCursor(sort: Sort, text: string): Place | 'unreadable' {
  const place = placeIn(text, cursorSchema)
  if (!place || place[0] !== sort) return 'unreadable'
  const [, at, ref] = place
  return { at: at === null ? null : new Date(at), ref }
}

export function orderOf(sort: Sort): Prisma.ComplaintOrderByWithRelationInput[] {
  const direction = sort.startsWith('-') ? 'desc' : 'asc'
  if (columnOf(sort) === 'filedAt') return [{ filedAt: direction }, { ref: 'asc' }]
  return [{ dueAt: { sort: direction, nulls: 'last' } }, { ref: 'asc' }]
}

export function after(sort: Sort, { at, ref }: Place): Prisma.ComplaintWhereInput {
  const column = columnOf(sort)
  if (at === null) return { dueAt: null, ref: { gt: ref } }
  const further = sort.startsWith('-') ? { lt: at } : { gt: at }
  return {
    OR: [{ [column]: further }, { [column]: at, ref: { gt: ref } }, ...(column === 'dueAt' ? [{ dueAt: null }] : [])],
  }
}

function columnOf(sort: Sort): 'dueAt' | 'filedAt' {
  return sort.endsWith('dueAt') ? 'dueAt' : 'filedAt'
}
