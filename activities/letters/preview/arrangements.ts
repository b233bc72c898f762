/** What is done differently for somebody, how they may get in touch, and what staff hear at once of a case that presses. */
import type { Policy } from '../../../workflows/policy/policy.ts'
import type { Invented } from './batches.ts'
import { defined } from './happenings.ts'
import { promisedBy, tuesday23March } from './life.ts'

export function arrangements(policy: Policy): Record<string, Invented> {
  return { ...adjusted(), ...restricted(), ...pressing(policy) }
}

const onFile = { timeline: defined }

function adjusted(): Record<string, Invented> {
  const reviewed = { event: 'adjustment-reviewed', letter: 'adjustment', on: '2028-03-20' } as const
  const was = 't-adjustment'
  return {
    adjustment: [
      {
        ...{ event: 'adjustment-recorded', letter: 'adjustment', on: tuesday23March, text: 't-adjustment' },
        detail: { adjustment: 1, kind: 'extra-time', reviewOn: '2028-03-23', days: 5, askBy: '2027-05-25' },
      },
      onFile,
    ],
    'adjustment-kept': [
      { ...reviewed, text: 't-adjustment-note', detail: { outcome: 'kept', was, reviewOn: '2029-03-20' } },
      onFile,
    ],
    'adjustment-changed': [
      {
        ...{ ...reviewed, text: 't-adjustment-changed' },
        detail: { outcome: 'changed', was, days: 10, reviewOn: '2029-03-20' },
      },
      onFile,
    ],
    'adjustment-ended': [{ ...reviewed, text: 't-adjustment-note', detail: { outcome: 'ended', was } }, onFile],
  }
}

function restricted(): Record<string, Invented> {
  const reviewed = { event: 'restriction-reviewed', letter: 'restriction', on: '2027-09-20' } as const
  const [was, reviewOn] = ['t-restriction', '2028-03-20']
  return {
    restriction: [
      {
        ...{ event: 'restriction-placed', letter: 'restriction', on: tuesday23March, text: 't-restriction' },
        detail: { restriction: 1, kind: 'one-channel', reviewOn: '2027-09-23' },
      },
      onFile,
    ],
    'restriction-kept': [
      { ...reviewed, text: 't-restriction-kept', detail: { outcome: 'kept', was, reviewOn } },
      onFile,
    ],
    'restriction-changed': [
      { ...reviewed, text: 't-restriction-changed', detail: { outcome: 'changed', was, reviewOn } },
      onFile,
    ],
    'restriction-challenged': [
      {
        ...{ event: 'restriction-challenged', letter: 'restriction', on: '2027-03-30', text: 't-challenge' },
        detail: { challenge: 1, decideBy: '2027-04-15', was, reviewOn: '2027-09-23' },
      },
      onFile,
    ],
    'restriction-lifted': [
      {
        ...{ event: 'challenge-decided', letter: 'restriction', on: '2027-04-14', text: 't-challenge-decided' },
        detail: { challenge: 1, outcome: 'lifted', was },
      },
      onFile,
    ],
  }
}

function pressing(policy: Policy): Record<string, Invented> {
  const { due } = promisedBy(policy, 'respond-stage-1')
  const told = { event: 'reminded', letter: 'reminder', to: 'manager', on: tuesday23March, officer: null } as const
  const detail = { deadline: 'respond-stage-1', due, to: 'manager' }
  return {
    'reminder-risk': [{ ...told, detail: { ...detail, because: 'risk' } }, onFile],
    'reminder-conflict': [{ ...told, detail: { ...detail, because: 'conflict' } }, onFile],
  }
}
