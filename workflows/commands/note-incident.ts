/** A complaint takes up exceptional circumstances of its organisation as the records have them. Sent by Redress to each that runs. */
import { z } from 'zod'
import { dayInWords } from '../policy/calendar.ts'
import { cite } from '../policy/reading.ts'
import type { Refusal } from '../policy/refusal.ts'
import { knowsIncident, noteIncident as note, type IncidentOnFile } from '../stages/incident.ts'
import type { State } from '../state.ts'
import { defineCommand } from './command.ts'
import { count, day, flag, optional, shape } from './facts.ts'
import { over } from './rules.ts'

interface Noting {
  incident: number
  stands?: IncidentOnFile
}

export const noteIncident = defineCommand({
  name: 'note-incident',
  title: 'Tell the resident of exceptional circumstances',
  description:
    'The resident is told of exceptional circumstances that a manager declared with POST /v1/incidents, of a new day of return, or of their end, as the records have it. Redress gives this to every running complaint by itself.',
  by: ['manager'],
  body: () => z.strictObject({ incident: z.int().min(1).max(2_147_483_647).describe('Its number: GET /v1/incidents') }),
  facts: shape({
    incident: count(1, 2_147_483_647),
    // Only ever read from the records.
    stands: optional(shape({ returnOn: day, ended: flag })),
  }),
  words: 'none',
  digest: ({ incident }): Noting => ({ incident }),
  names: ({ incident: number }) => ({ what: 'incident', number }),
  // It goes to all alike and decides nothing on this one: also where the manager who declared it keeps away from the case.
  toAll: true,
  allowed: (state, { incident, stands }) => over(state) ?? (stands && nothingNew(state, incident, stands)),
  apply(state, { incident, stands }) {
    if (!stands) throw new Error('An incident is read from the records before it is told')
    return note(state, incident, stands)
  },
})

function nothingNew(state: State, incident: number, stands: IncidentOnFile): Refusal | undefined {
  if (!knowsIncident(state, incident, stands)) return undefined
  const message = stands.ended
    ? `Incident ${incident} is over, and this complaint has nothing of it that is still open. There is nothing to tell.`
    : `The resident was told of incident ${incident}, with ${dayInWords(stands.returnOn)} as the day of return. There is nothing new to tell: move that day first, or end the incident.`
  return { rule: cite(state.policy, state.policy.exceptional?.clause), message }
}
