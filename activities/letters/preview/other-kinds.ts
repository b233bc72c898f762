/** What happens to what is no complaint, or not one yet: letters of their own, which say nothing of stages. */
import type { Policy } from '../../../workflows/policy/policy.ts'
import type { CaseRecords } from '../records.ts'
import type { Invented } from './batches.ts'
import { friday16April, monday22March } from './life.ts'
import { TEXTS } from './texts.ts'

const request = { kind: 'service-request', stage: 'service-request' } as const
const feedback = { event: 'received', letter: 'receipt', on: monday22March, stage: 'feedback', seq: 1 } as const
const wednesday24March = '2027-03-24'

/** What the resident told us, where that is no complaint. */
const told = (summary: string): Partial<CaseRecords> => ({
  texts: Object.entries({
    ...TEXTS,
    't-summary': ['summary', { summary }],
    't-outcomes': ['outcomes-sought', { outcomesSought: [] }],
  } as const).map(([id, [kind, body]]) => ({ id, kind, body })),
  points: [],
})
const lamp = told('The lamp above the door of our block has been dark for a week.')

/** A service request, and what is said without a complaint. */
export const otherKinds = {
  request: [{ ...request, event: 'received', letter: 'receipt', on: monday22March, seq: 1 }, lamp],
  'request-dealt-with': [
    { ...request, event: 'request-resolved', letter: 'closed', on: friday16April, text: 't-request' },
    lamp,
  ],
  'request-withdrawn': [
    { ...request, event: 'withdrawn', letter: 'closed', on: friday16April, text: 't-withdraw' },
    {},
  ],
  compliment: [
    { ...feedback, kind: 'compliment' },
    told('The two men who mended our roof were kind, quick and left no mess.'),
  ],
  suggestion: [
    { ...feedback, kind: 'suggestion' },
    told('Please send a text message on the day before an engineer comes.'),
  ],
  survey: [
    { ...feedback, kind: 'survey-feedback' },
    told('Repairs: 3 out of 5. The phone line: 2 out of 5, I waited half an hour.'),
  ],
} as const satisfies Record<string, Invented>

/** Of them, for staff. */
export const otherKindsToStaff = {
  'request-still-open': [
    {
      ...{ ...request, event: 'reminded', letter: 'reminder', to: 'officer', on: '2027-04-06' },
      detail: { openSince: monday22March, review: 2 },
    },
    {},
  ],
  'compliment-to-pass-on': [
    {
      ...{ ...feedback, event: 'passed-on', letter: 'reminder', to: 'officer', kind: 'compliment' },
      detail: { receivedOn: monday22March },
    },
    {},
  ],
} as const satisfies Record<string, Invented>

/** The quick try before stage 1, where the policy has one. */
export function enquiryUnder({ enquiry }: Policy): Record<string, Invented> {
  if (!enquiry) return {}
  const within = [{ name: 'resolve-urgent-enquiry', from: monday22March }] as const
  return {
    enquiry: [
      { event: 'received', letter: 'receipt', on: monday22March, stage: 'urgent-enquiry', seq: 1, deadlines: within },
      {},
    ],
    'enquiry-put-right': [
      { event: 'enquiry-resolved', letter: 'closed', on: wednesday24March, stage: 'urgent-enquiry', text: 't-enquiry' },
      {},
    ],
    'enquiry-goes-on': [
      {
        ...{ event: 'enquiry-unresolved', letter: 'receipt', on: '2027-03-25', text: 't-enquiry-unresolved' },
        deadlines: [{ name: 'acknowledge-stage-1', from: '2027-03-25' }],
      },
      {},
    ],
  }
}
