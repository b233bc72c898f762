/** What is complained of, as it stood at a time: each correction changes what it names and leaves the rest. */
import { z } from 'zod'

/** The entries whose texts have it. */
export const definingEvents = ['acknowledged', 'defined', 'group-joined', 'point-added'] as const

const correction = z.object({ points: z.array(z.string()).optional() })
const addition = z.object({ point: z.string(), more: z.array(z.string()).default([]) })

/**
 * The points, one after the other.
 * @param first as the complaint came
 * @param bodies the texts of what defined, corrected and added to it since, oldest first
 */
export function pointsAfter(first: readonly string[], bodies: readonly unknown[]): string[] {
  return bodies.reduce<string[]>(
    (points, body) => {
      const added = addition.safeParse(body)
      return added.success
        ? [...points, added.data.point, ...added.data.more]
        : (correction.parse(body).points ?? points)
    },
    [...first],
  )
}
