/**
 * `node --import tsx test/bench/calendar-change.ts [--n 5000] [--json]`: so many complaints wait for their acknowledgement, and the
 * council closes on a day more. How long that takes, what memory each process has at most, and what it costs to do it again.
 */
import { calendarOf } from '../../workflows/policy/bank-holidays.ts'
import { localDate } from '../../workflows/policy/calendar.ts'
import { count } from '../../workflows/policy/counting.ts'
import { measureAll, type Reaching } from './reaches-all.ts'

interface Change {
  id: number
  status: string
  complaints: { total: number | null; visited: number; unanswered: number }
  movedInAll: number
}

const date = count(calendarOf([]), localDate(Date.now()), { number: 2, unit: 'working-days' }).due

/** A PUT of that one closure, until its change is done. */
const closure: Reaching<Change> = {
  async begin(ask) {
    const { status, answer } = await ask('PUT', '/v1/calendar/closures', { closures: [{ date, name: 'Training' }] })
    return { status, path: `/v1/calendar/changes/${answer.id}?limit=1` }
  },
  progress: ({ status, complaints }) => ({ reached: complaints.visited, isDone: status === 'done' }),
  shown: ({ complaints, movedInAll }) => ({ complaints, movedInAll }),
}

await measureAll(5_000, { first: closure, again: closure })
