/** What happens in the invented complaint's life, for every kind of letter, with what is on file then. */
import type { Policy } from '../../../workflows/policy/policy.ts'
import type { Invented } from './batches.ts'
import type { CaseRecords } from '../records.ts'
import { outcomeOf } from '../../../workflows/policy/outcome.ts'
import {
  after,
  askingTime,
  before,
  files,
  friday16April,
  monday19April,
  monday22March,
  promisedBy,
  tuesday18May,
  tuesday23March,
  wednesday21April,
  workingDays,
} from './life.ts'
import type { TEXTS } from './texts.ts'

/** The timeline rows of a complaint that an officer has defined, and of one that went on to stage 2. */
export const defined: CaseRecords['timeline'] = [{ seq: 3, event: 'acknowledged', textId: 't-definition' }]
export const escalated: CaseRecords['timeline'] = [...defined, { seq: 9, event: 'escalated', textId: 't-escalate' }]

/** By name: a kind of letter, or a kind and what is special about it. */
export function happeningsUnder(policy: Policy) {
  return { ...stage1(policy), ...stage2(policy), ...turnedAway(policy), ...ends(policy), ...toStaff(policy) }
}

function stage1(policy: Policy) {
  const answer = promisedBy(policy, 'respond-stage-1')
  const respondBy = answer.due
  const [late, newDate] = [after(respondBy, workingDays(1)), after(respondBy, policy.late.newDate.within)]
  const every = policy.late.updates.every
  const nextUpdate = after(late, every)
  const extendedTo = after(respondBy, workingDays(8))
  const acknowledged = {
    event: 'acknowledged',
    letter: 'acknowledgement',
    on: tuesday23March,
    deadlines: [answer],
  } as const
  const responded = {
    event: 'responded',
    letter: 'response',
    on: friday16April,
    deadlines: [answer, ...askingTime(policy)],
  } as const
  const onFiles = { outcome: 'not-upheld', late: true, evidenceFiles: [1, 2] }
  const mixed = outcomeOf(['upheld', 'not-upheld'], policy.outcomes.mixed)
  return {
    receipt: [
      {
        ...{ event: 'received', letter: 'receipt', on: monday22March, seq: 1 },
        deadlines: [{ name: 'acknowledge-stage-1', from: monday22March }],
      },
      {},
    ],
    acknowledgement: [
      { ...acknowledged, text: 't-definition', detail: { ownWords: false, respondBy, late: false } },
      {},
    ],
    'acknowledgement-own-words': [{ ...acknowledged, detail: { ownWords: true, respondBy, late: false } }, {}],
    'acknowledgement-corrected': [
      { event: 'defined', letter: 'acknowledgement', on: '2027-03-25', text: 't-definition', deadlines: [answer] },
      {},
    ],
    'acknowledgement-new-point': [
      {
        event: 'point-added',
        letter: 'acknowledgement',
        on: '2027-03-25',
        text: 't-point',
        seq: 6,
        deadlines: [answer],
      },
      { timeline: defined },
    ],
    extension: [
      {
        ...{ event: 'extended', letter: 'extension', on: before(respondBy, workingDays(1)), text: 't-reason' },
        detail: { from: respondBy, to: extendedTo, goodReason: false },
        deadlines: [{ ...answer, extendedTo }],
      },
      { timeline: defined },
    ],
    late: [
      {
        ...{ event: 'deadline-missed', letter: 'late', on: late },
        detail: { deadline: 'respond-stage-1', due: respondBy, newDate, nextUpdate },
        deadlines: [answer, { name: 'update-resident', from: late }],
      },
      {},
    ],
    update: [
      {
        ...{ event: 'updated', letter: 'update', on: nextUpdate },
        detail: { newDate, nextUpdate: after(nextUpdate, every) },
        deadlines: [answer],
      },
      {},
    ],
    'update-date-moved': [
      {
        ...{ event: 'calendar-changed', letter: 'update', on: '2027-03-24', deadlines: [answer] },
        detail: {
          change: 7,
          moved: [
            {
              deadline: 'respond-stage-1',
              number: 1,
              clause: null,
              from: before(respondBy, workingDays(1)),
              to: respondBy,
            },
          ],
        },
      },
      {},
    ],
    response: [
      { ...responded, text: 't-response', detail: { outcome: mixed, late: false }, outcome: mixed },
      { timeline: defined },
    ],
    'response-not-upheld-late': [
      { ...responded, text: 't-response-parts', detail: onFiles, outcome: 'not-upheld' },
      { timeline: defined, files },
    ],
  } as const satisfies Record<string, Invented>
}

function stage2(policy: Policy) {
  const answer = promisedBy(policy, 'respond-stage-2')
  const before2 = outcomeOf(['upheld', 'not-upheld'], policy.outcomes.mixed)
  return {
    'receipt-2': [
      {
        ...{ event: 'escalated', letter: 'receipt', on: monday19April, stage: 'stage-2', text: 't-escalate', seq: 9 },
        deadlines: [{ name: 'acknowledge-stage-2', from: monday19April }],
      },
      { timeline: defined },
    ],
    'acknowledgement-2': [
      {
        ...{ event: 'acknowledged', letter: 'acknowledgement', on: wednesday21April, stage: 'stage-2', seq: 11 },
        detail: { ownWords: true, respondBy: answer.due, late: false },
        deadlines: [answer],
        matter: 'both',
      },
      { timeline: escalated },
    ],
    'response-2': [
      {
        ...{
          event: 'responded',
          letter: 'response',
          on: tuesday18May,
          stage: 'stage-2',
          seq: 12,
          text: 't-response-2',
        },
        ...{ detail: { outcome: 'upheld', late: false }, outcome: before2, matter: 'both' },
      },
      { timeline: escalated },
    ],
  } as const satisfies Record<string, Invented>
}

type Text = keyof typeof TEXTS

/** A reason that the policy has, with an explanation that goes with it: the first of these that there is, or else any. */
function reasonIn({ decline: { reasons } }: Policy, wished: readonly (readonly [reason: string, text: Text])[]) {
  const found = wished.find(([id]) => reasons.some((reason) => reason.id === id))
  const [reason, text] = found ?? [reasons[0]?.id ?? '', 't-decline-other']
  return { text, detail: { reason } }
}

function turnedAway(policy: Policy) {
  const court = ['legal-proceedings', 't-decline'] as const
  const late = ['out-of-time', 't-decline-late'] as const
  return {
    declined: [{ event: 'declined', letter: 'declined', on: tuesday23March, ...reasonIn(policy, [court, late]) }, {}],
    'declined-late': [{ event: 'declined', letter: 'declined', on: tuesday23March, ...reasonIn(policy, [late]) }, {}],
    'escalation-declined': [
      {
        ...{
          event: 'escalation-declined',
          letter: 'escalation-declined',
          on: wednesday21April,
          stage: 'stage-2',
          seq: 10,
        },
        ...reasonIn(policy, [['considered-before', 't-decline-stage-2'], court, late]),
      },
      { timeline: escalated },
    ],
    reopened: [
      {
        ...{ event: 'reopened', letter: 'receipt', on: '2027-06-02', text: 't-reopen' },
        detail: { because: 'ombudsman', decidedOn: '2027-06-01', was: 'declined' },
        deadlines: [{ name: 'acknowledge-stage-1', from: '2027-06-01' }],
      },
      {},
    ],
    'reopened-2': [
      {
        ...{ event: 'reopened', letter: 'receipt', on: '2027-06-02', stage: 'stage-2', text: 't-reopen' },
        detail: { because: 'council', decidedOn: '2027-06-02', was: 'escalation-declined' },
        deadlines: [{ name: 'acknowledge-stage-2', from: '2027-06-02' }],
      },
      { timeline: escalated },
    ],
  } as const satisfies Record<string, Invented>
}

function ends(policy: Policy) {
  const outcome = outcomeOf(['upheld', 'not-upheld'], policy.outcomes.mixed)
  return {
    withdrawn: [{ event: 'withdrawn', letter: 'closed', on: '2027-04-01', text: 't-withdraw' }, { timeline: defined }],
    closed: [{ event: 'closed', letter: 'closed', on: '2027-10-18', outcome }, { timeline: defined }],
  } as const satisfies Record<string, Invented>
}

function toStaff(policy: Policy) {
  const answer = promisedBy(policy, 'respond-stage-1')
  const detail = { deadline: 'respond-stage-1', due: answer.due }
  return {
    reminder: [
      {
        ...{ event: 'reminded', letter: 'reminder', to: 'officer', on: before(answer.due, workingDays(2)), detail },
        deadlines: [answer],
      },
      {},
    ],
    'missed-deadline': [
      {
        ...{
          event: 'manager-told',
          letter: 'missed-deadline',
          to: 'manager',
          on: after(answer.due, workingDays(1)),
          detail,
        },
        deadlines: [answer],
      },
      {},
    ],
  } as const satisfies Record<string, Invented>
}
