/** Lists of what is due in complaints, what is due first in front: where a page ended, so that what comes in meanwhile moves nothing. */
import { z } from 'zod'
import { dayOf } from '../prisma/calendar.ts'
import { placeIn, refInCursor, writeCursor } from './paging.ts'

interface Place {
  due: Date
  complaintRef: string
  number: number
}

const cursorSchema = z.tuple([z.iso.date(), refInCursor, z.int().min(1)])

export function cursorOf({ due, complaintRef, number }: Place): string {
  return writeCursor([dayOf(due), complaintRef, number])
}

export function readCursor(text: string): Place | 'unreadable' {
  const place = placeIn(text, cursorSchema)
  if (!place) return 'unreadable'
  const [due, complaintRef, number] = place
  return { due: new Date(due), complaintRef, number }
}

export const byDueDay = [{ due: 'asc' }, { complaintRef: 'asc' }, { number: 'asc' }] as const

/** What comes after a place, for any table that has these columns. */
export function after({ due, complaintRef, number }: Place) {
  return {
    OR: [
      { due: { gt: due } },
      { due, complaintRef: { gt: complaintRef } },
      { due, complaintRef, number: { gt: number } },
    ],
  }
}
