/** What the invented council promised to put things right: agreed, put off, late, and done. */
import type { Duty, Fact } from '../../../workflows/state.ts'
import type { Invented } from './batches.ts'
import { defined } from './happenings.ts'
import { friday16April } from './life.ts'

/** The actions of the answer, by their place in it: the text `t-response` has them. */
const paid = {
  name: 'complete-action',
  number: 1,
  kind: 'money',
  text: 't-response',
  item: 2,
  due: '2027-04-30',
} as const
export const heaters = {
  name: 'complete-action',
  number: 2,
  kind: 'policy-change',
  text: 't-response',
  item: 3,
  due: '2027-06-30',
} as const
type Action = typeof paid | typeof heaters

export const open = (action: Action): Duty => ({
  ...action,
  ...{ entry: 4, from: friday16April, stage: 'stage-1', status: 'running', seenTo: [] },
  counts: { from: 'agreement', number: 14, unit: 'calendar-days' },
})

export function actionsAgreed(): Record<string, Invented> {
  const named = (...actions: Action[]): { duties: Fact[] } => ({ duties: actions.map((action) => ({ ...action })) })
  const kept = { event: 'action-completed', letter: 'action-completed', text: 't-done' } as const
  const onFile = { timeline: defined }
  return {
    'action-agreed': [
      {
        ...{ event: 'action-agreed', letter: 'action-agreed', on: '2027-03-30', text: 't-action' },
        detail: { kind: 'action', by: '2027-04-14' },
      },
      onFile,
    ],
    'action-agreed-money': [
      {
        ...{ event: 'action-agreed', letter: 'action-agreed', on: '2027-03-30', text: 't-action-money' },
        detail: { kind: 'money', by: '2027-04-14' },
      },
      onFile,
    ],
    'action-put-off': [
      {
        ...{ event: 'action-put-off', letter: 'action-put-off', on: '2027-06-22', text: 't-later' },
        detail: { from: '2027-06-30', to: '2027-07-16', ...named(heaters) },
      },
      onFile,
    ],
    'action-ended': [
      {
        ...{ event: 'action-ended', letter: 'action-ended', on: '2027-06-22', text: 't-given-up' },
        ...{ detail: named(heaters), duties: [open(paid)] },
      },
      onFile,
    ],
    'action-ended-last': [
      {
        ...{ event: 'action-ended', letter: 'action-ended', on: '2027-06-22', text: 't-given-up' },
        detail: { closes: true, ...named(heaters) },
      },
      onFile,
    ],
    'action-late': [
      {
        ...{ event: 'deadline-missed', letter: 'action-late', on: '2027-05-01' },
        detail: { deadline: 'complete-action', due: '2027-04-30', newsBy: '2027-05-17', ...named(paid) },
        duties: [open(paid), open(heaters)],
      },
      onFile,
    ],
    'action-completed': [
      {
        ...{ ...kept, on: '2027-04-28', duties: [open(heaters)] },
        detail: { promisedOn: friday16April, on: '2027-04-28', ...named(paid) },
      },
      onFile,
    ],
    'update-of-actions': [
      {
        ...{ event: 'updated', letter: 'update', on: '2027-05-20', text: 't-news', duties: [open(heaters)] },
        detail: { tells: 'actions' },
      },
      onFile,
    ],
    'update-in-time': [
      {
        ...{ event: 'updated', letter: 'update', on: '2027-03-30', text: 't-news' },
        detail: { tells: 'progress', newDate: '2027-04-08', nextUpdate: '2027-04-07', heardNothingBy: '2027-03-29' },
      },
      onFile,
    ],
    'closed-as-agreed': [
      { event: 'closed', letter: 'closed', on: '2027-05-20', text: 't-content', detail: { agreed: true } },
      onFile,
    ],
    'action-completed-all': [
      { ...kept, on: '2027-06-30', detail: { on: '2027-06-30', closes: true, ...named(paid, heaters) } },
      onFile,
    ],
  }
}
