/** What becomes of a complaint that an Ombudsman has. */
import type { Policy } from '../../../workflows/policy/policy.ts'
import type { Fact } from '../../../workflows/state.ts'
import type { Invented } from './batches.ts'
import { defined, escalated } from './happenings.ts'

const order = (number: number, kind: string, due: string): Fact => ({
  ...{ name: 'comply-with-order', number, kind, due, text: 't-determination', item: number },
})
const apology = order(1, 'apology', '2027-09-20')
const compensation = order(2, 'compensation', '2027-10-04')
const advice = order(3, 'recommendation', '2027-12-06')

export function withOmbudsman({ ombudsman: { landlord } }: Policy): Record<string, Invented> {
  const news = { letter: 'ombudsman', stage: 'ombudsman', seq: 20 } as const
  const about = { ombudsman: landlord }
  const onFile = { timeline: escalated }
  const determined = { ...news, event: 'determined', on: '2027-09-07' } as const
  const done = { ...news, event: 'order-complied', text: 't-proof' } as const
  return {
    'referred-by-resident': [
      {
        ...{ event: 'referred', letter: 'referred', on: '2027-04-02', text: 't-to-ombudsman' },
        detail: { ...about, on: '2027-04-01', by: 'resident', goesOn: true },
      },
      { timeline: defined },
    ],
    ombudsman: [
      {
        ...{ ...determined, text: 't-determination' },
        detail: { ...about, on: '2027-09-06', duties: [apology, compensation, advice], closes: false },
      },
      onFile,
    ],
    'ombudsman-no-orders': [
      { ...determined, text: 't-no-orders', detail: { ...about, on: '2027-09-06', duties: [], closes: true } },
      onFile,
    ],
    'ombudsman-done': [
      {
        ...{ ...done, on: '2027-10-02' },
        detail: { on: '2027-10-01', duties: [compensation], left: [advice], closes: false },
      },
      onFile,
    ],
    'ombudsman-all-done': [
      {
        ...{ ...done, on: '2027-12-03', text: 't-last-proof' },
        detail: { on: '2027-12-02', duties: [advice], closes: true },
      },
      onFile,
    ],
    'ombudsman-failure': [
      {
        ...{ ...news, event: 'failure-recorded', on: '2027-05-04', stage: 'stage-1', text: 't-failure' },
        detail: {
          ...{ ...about, failure: 'handling-failure', on: '2027-05-03', about: 'progress' },
          duties: [
            { name: 'comply-with-order', number: 1, kind: 'failure', due: '2027-05-10', text: 't-failure', item: 1 },
          ],
        },
      },
      { timeline: defined },
    ],
    'ombudsman-ended': [
      {
        ...{ ...news, event: 'referral-ended', on: '2027-06-15', text: 't-not-investigated' },
        detail: { ...about, outcome: 'not-investigated', on: '2027-06-14', closes: true },
      },
      onFile,
    ],
  }
}
