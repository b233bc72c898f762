/** Exceptional circumstances that a resident is told of: that they began, a new day of return, and their end. */
import { atTime } from '../../../workflows/policy/calendar.ts'
import type { Policy } from '../../../workflows/policy/policy.ts'
import type { CaseRecords } from '../records.ts'
import type { Invented } from './batches.ts'
import { defined } from './happenings.ts'
import { after, promisedBy, tuesday23March, workingDays } from './life.ts'

const onFile: Partial<CaseRecords> = {
  timeline: defined,
  incidents: [
    {
      id: 7,
      reason: 'Somebody broke into our computers. We have switched them off until they are safe again.',
      declaredAt: new Date(atTime(tuesday23March, '15:00')),
    },
  ],
}

export function incidentLetters(policy: Policy): Record<string, Invented> {
  const answer = promisedBy(policy, 'respond-stage-1')
  const told = { letter: 'incident', by: 'manager:m.bell', seq: 8, deadlines: [answer] } as const
  const returnOn = after(tuesday23March, workingDays(10))
  const begun = { ...told, event: 'incident-declared', on: tuesday23March, detail: { incident: 7, returnOn } } as const
  return {
    incident: [begun, onFile],
    'incident-request': [{ ...begun, kind: 'service-request', deadlines: [] }, onFile],
    'incident-moved': [
      {
        ...{ ...told, event: 'incident-declared', on: returnOn },
        detail: { incident: 7, returnOn: after(returnOn, workingDays(5)), before: returnOn },
      },
      onFile,
    ],
    'incident-over': [{ ...told, event: 'incident-ended', on: '2027-04-12', detail: { incident: 7 } }, onFile],
  }
}
