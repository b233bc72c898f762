/**
 * `node --import tsx test/bench/incident.ts [--n 2000] [--json]`: so many complaints run, and exceptional circumstances are declared and
 * ended. How long it takes until every resident is told, and what memory each process has at most.
 */
import { addDays, localDate } from '../../workflows/policy/calendar.ts'
import { measureAll, type Reaching } from './reaches-all.ts'

interface Incident {
  id: number
  status: string
  complaints: { told: number; waiting: number }
  report: { letters: { declared: number; ended: number } }
}

const returnOn = addDays(localDate(Date.now()), 14)
let id = 0

const declared: Reaching<Incident> = {
  async begin(ask) {
    const reason = 'Somebody broke into our computers. We have switched them off.'
    const { status, answer } = await ask('POST', '/v1/incidents', { kind: 'cyber-incident', reason, returnOn })
    id = answer.id
    return { status, path: `/v1/incidents/${id}` }
  },
  progress: ({ status, complaints }) => ({ reached: complaints.told, isDone: status === 'told' }),
  shown: ({ complaints, report }) => ({ complaints, letters: report.letters }),
}
const ended: Reaching<Incident> = {
  ...declared,
  async begin(ask) {
    const { status } = await ask('POST', `/v1/incidents/${id}/end`, {})
    return { status, path: `/v1/incidents/${id}` }
  },
  progress: ({ status, complaints }) => ({
    reached: complaints.told - complaints.waiting,
    isDone: status === 'ended',
  }),
}

await measureAll(2_000, { declared, ended })
