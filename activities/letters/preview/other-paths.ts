/** Complaints that go another way: to a court, to talks out of court, into an older complaint or a group. */
import type { Policy } from '../../../workflows/policy/policy.ts'
import { heaters, open } from './actions.ts'
import type { Invented } from './batches.ts'
import { defined } from './happenings.ts'
import { promisedBy } from './life.ts'

const other = 'C-2027-0029-M'

export function otherPaths(policy: Policy): Record<string, Invented> {
  const answer = promisedBy(policy, 'respond-stage-1')
  const court = { event: 'proceedings-started', letter: 'proceedings', on: '2027-03-30', text: 't-court' } as const
  const agreed = { event: 'adr-agreed', letter: 'proceedings', on: '2027-03-30' } as const
  const ended = { event: 'adr-concluded', letter: 'proceedings', on: '2027-05-26' } as const
  const joined = { event: 'group-joined', letter: 'linked', on: '2027-03-30', deadlines: [answer] } as const
  const onFile = { timeline: defined }
  return {
    'proceedings-by-resident': [
      { ...court, status: 'closed', detail: { filedOn: '2027-03-29', by: 'resident' }, duties: [open(heaters)] },
      onFile,
    ],
    'proceedings-by-us': [{ ...court, status: 'closed', detail: { filedOn: '2027-03-29', by: 'council' } }, onFile],
    'mediation-agreed': [
      {
        ...{ ...agreed, text: 't-talks', deadlines: [answer] },
        detail: { kind: 'mediation', concludeBy: '2027-05-28' },
      },
      onFile,
    ],
    'arbitration-agreed': [
      { ...agreed, text: 't-talks', detail: { kind: 'arbitration', concludeBy: '2027-05-28' }, status: 'closed' },
      onFile,
    ],
    'talks-agreed': [
      { ...agreed, text: 't-no-note', detail: { kind: 'negotiation', concludeBy: '2027-05-28' } },
      onFile,
    ],
    'mediation-settled': [
      {
        ...{ ...ended, text: 't-settled', status: 'answered', duties: [open(heaters)] },
        detail: { kind: 'mediation', outcome: 'settled', ends: true, closed: false },
      },
      onFile,
    ],
    'talks-settled-and-closed': [
      {
        ...{ ...ended, text: 't-settled-at-once', status: 'closed' },
        detail: { kind: 'negotiation', outcome: 'settled', ends: true, closed: true },
      },
      onFile,
    ],
    'arbitration-not-settled': [
      {
        ...{ ...ended, text: 't-no-note', duties: [open(heaters)], deadlines: [answer] },
        detail: { kind: 'arbitration', outcome: 'not-settled', ends: false, closed: false },
      },
      onFile,
    ],
    'mediation-withdrawn': [
      {
        ...{ ...ended, text: 't-no-note', status: 'closed' },
        detail: { kind: 'mediation', outcome: 'withdrawn', ends: false, closed: false },
      },
      onFile,
    ],
    'referred-and-ended': [
      {
        ...{ event: 'referred', letter: 'referred', on: '2027-03-30', text: 't-to-another', status: 'closed' },
        ...{ detail: { on: '2027-03-30', goesOn: false }, duties: [open(heaters)] },
      },
      onFile,
    ],
    'withdrawn-with-a-promise': [
      {
        ...{ event: 'withdrawn', letter: 'closed', on: '2027-03-30', status: 'withdrawn' },
        duties: [open(heaters)],
      },
      onFile,
    ],
    merged: [
      {
        ...{ event: 'merged', letter: 'linked', on: '2027-03-30', status: 'closed', duties: [open(heaters)] },
        detail: { other, answerBy: answer.due },
      },
      onFile,
    ],
    'merged-before-its-answer-has-a-day': [
      { event: 'merged', letter: 'linked', on: '2027-03-30', status: 'closed', detail: { other } },
      {},
    ],
    'group-joined': [{ ...joined, text: 't-group', detail: { other } }, onFile],
    'group-left': [
      { event: 'group-left', letter: 'linked', on: '2027-04-01', deadlines: [answer], detail: { other } },
      onFile,
    ],
  }
}
