/** What happens in the invented complaint's life, for every kind of letter, with what is on file then. */
import type { CaseRecords } from '../../../activities/letters/records.ts'
import { defined, escalated, friday16April, monday22March, tuesday23March, type Happening } from './invented.ts'

const respond1 = { name: 'respond-stage-1', from: tuesday23March } as const

export const happenings = {
  receipt: [
    {
      event: 'received',
      letter: 'receipt',
      on: monday22March,
      seq: 1,
      deadlines: [{ name: 'acknowledge-stage-1', from: monday22March }],
    },
    {},
  ],
  'receipt-2': [
    {
      event: 'escalated',
      letter: 'receipt',
      on: '2027-04-19',
      stage: 'stage-2',
      text: 't-escalate',
      seq: 9,
      deadlines: [{ name: 'acknowledge-stage-2', from: '2027-04-19' }],
    },
    { timeline: defined },
  ],
  acknowledgement: [
    {
      event: 'acknowledged',
      letter: 'acknowledgement',
      on: tuesday23March,
      text: 't-definition',
      detail: { ownWords: false, respondBy: '2027-04-08', late: false },
      deadlines: [respond1],
    },
    {},
  ],
  'acknowledgement-own-words': [
    {
      event: 'acknowledged',
      letter: 'acknowledgement',
      on: tuesday23March,
      detail: { ownWords: true, respondBy: '2027-04-08', late: false },
      deadlines: [respond1],
    },
    {},
  ],
  'acknowledgement-corrected': [
    { event: 'defined', letter: 'acknowledgement', on: '2027-03-25', text: 't-definition', deadlines: [respond1] },
    {},
  ],
  'acknowledgement-2': [
    {
      event: 'acknowledged',
      letter: 'acknowledgement',
      on: '2027-04-21',
      stage: 'stage-2',
      seq: 11,
      detail: { ownWords: true, respondBy: '2027-05-20', late: false },
      deadlines: [{ name: 'respond-stage-2', from: '2027-04-21' }],
      matter: 'both',
    },
    { timeline: escalated },
  ],
  extension: [
    {
      event: 'extended',
      letter: 'extension',
      on: '2027-04-07',
      text: 't-reason',
      detail: { from: '2027-04-08', to: '2027-04-20', goodReason: false },
      deadlines: [{ ...respond1, extendedTo: '2027-04-20' }],
    },
    { timeline: defined },
  ],
  late: [
    {
      event: 'deadline-missed',
      letter: 'late',
      on: '2027-04-09',
      detail: { deadline: 'respond-stage-1', due: '2027-04-08', newDate: '2027-04-22', nextUpdate: '2027-04-16' },
      deadlines: [respond1, { name: 'update-resident', from: '2027-04-09' }],
    },
    {},
  ],
  update: [
    {
      event: 'updated',
      letter: 'update',
      on: friday16April,
      detail: { newDate: '2027-04-22', nextUpdate: '2027-04-23' },
      deadlines: [respond1],
    },
    {},
  ],
  response: [
    {
      event: 'responded',
      letter: 'response',
      on: friday16April,
      text: 't-response',
      detail: { outcome: 'partially-upheld', late: false },
      deadlines: [respond1],
    },
    { timeline: defined },
  ],
  'response-2': [
    {
      event: 'responded',
      letter: 'response',
      on: '2027-05-18',
      stage: 'stage-2',
      seq: 12,
      text: 't-response',
      detail: { outcome: 'partially-upheld', late: false },
      matter: 'both',
    },
    { timeline: escalated },
  ],
  declined: [
    {
      event: 'declined',
      letter: 'declined',
      on: tuesday23March,
      text: 't-decline',
      detail: { reason: 'legal-proceedings' },
    },
    {},
  ],
  'declined-late': [
    {
      event: 'declined',
      letter: 'declined',
      on: tuesday23March,
      text: 't-decline-late',
      detail: { reason: 'out-of-time', issueOn: '2025-05-03' },
    },
    {},
  ],
  'escalation-declined': [
    {
      event: 'escalation-declined',
      letter: 'escalation-declined',
      on: '2027-04-21',
      stage: 'stage-2',
      seq: 10,
      text: 't-decline-stage-2',
      detail: { reason: 'considered-before' },
    },
    { timeline: escalated },
  ],
  reopened: [
    {
      event: 'reopened',
      letter: 'receipt',
      on: '2027-06-02',
      text: 't-reopen',
      detail: { because: 'ombudsman', decidedOn: '2027-06-01', was: 'declined' },
      deadlines: [{ name: 'acknowledge-stage-1', from: '2027-06-01' }],
    },
    {},
  ],
  'reopened-2': [
    {
      event: 'reopened',
      letter: 'receipt',
      on: '2027-06-02',
      stage: 'stage-2',
      text: 't-reopen',
      detail: { because: 'council', decidedOn: '2027-06-02', was: 'escalation-declined' },
      deadlines: [{ name: 'acknowledge-stage-2', from: '2027-06-02' }],
    },
    { timeline: escalated },
  ],
  withdrawn: [{ event: 'withdrawn', letter: 'closed', on: '2027-04-01', text: 't-withdraw' }, {}],
  closed: [{ event: 'closed', letter: 'closed', on: '2027-10-18' }, {}],
  reminder: [
    {
      event: 'reminded',
      letter: 'reminder',
      to: 'officer',
      on: '2027-04-06',
      detail: { deadline: 'respond-stage-1', due: '2027-04-08' },
      deadlines: [respond1],
    },
    {},
  ],
  'missed-deadline': [
    {
      event: 'manager-told',
      letter: 'missed-deadline',
      to: 'manager',
      on: '2027-04-09',
      detail: { deadline: 'respond-stage-1', due: '2027-04-08' },
      deadlines: [respond1],
    },
    {},
  ],
} as const satisfies Record<string, readonly [Happening, Partial<CaseRecords>]>
