/** A complaint of which something is asked, or which somebody else has now. */
import type { Policy } from '../../../workflows/policy/policy.ts'
import type { Invented } from './batches.ts'
import { defined, escalated } from './happenings.ts'
import { monday22March, promisedBy, tuesday23March } from './life.ts'

export function askedAndDone(policy: Policy): Record<string, Invented> {
  const asked = { event: 'clarification-asked', letter: 'clarification', text: 't-questions' } as const
  const passed = { event: 'referred', letter: 'referred' } as const
  return {
    clarification: [
      {
        ...asked,
        on: '2027-03-30',
        detail: { answerBy: '2027-04-05' },
        deadlines: [promisedBy(policy, 'respond-stage-1')],
      },
      { timeline: defined },
    ],
    'clarification-online-and-waited-for': [
      {
        ...asked,
        on: '2027-03-30',
        detail: { answerBy: '2027-04-07', waits: { from: promisedBy(policy, 'respond-stage-1').due } },
        deadlines: [{ ...promisedBy(policy, 'respond-stage-1'), extendedTo: '2027-04-30' }],
        link: 'https://complaints.council.example/r/7k3m-2pqr-9stv-4wxy-z0ab-c5de',
      },
      { timeline: defined },
    ],
    'clarification-before-we-wrote': [
      {
        ...{ ...asked, on: tuesday23March, detail: { answerBy: '2027-03-25' } },
        deadlines: [{ name: 'acknowledge-stage-1', from: monday22March }],
      },
      {},
    ],
    referred: [
      {
        ...{ ...passed, on: '2027-06-02', stage: 'stage-2', seq: 14, text: 't-to-ombudsman' },
        detail: { on: '2027-06-01', ombudsman: policy.ombudsman.landlord },
      },
      { timeline: escalated },
    ],
    'referred-elsewhere': [
      { ...passed, on: '2027-03-30', text: 't-to-another', detail: { on: '2027-03-30', goesOn: true } },
      { timeline: defined },
    ],
  }
}
