/** What is done beside letters, and what staff are told of it: tasks, answers that wait for approval, letters that came back. */
import { atTime } from '../../../workflows/policy/calendar.ts'
import type { Policy } from '../../../workflows/policy/policy.ts'
import type { CaseRecords } from '../records.ts'
import type { Invented } from './batches.ts'
import { defined } from './happenings.ts'
import { after, before, promisedBy, tuesday23March, workingDays } from './life.ts'

/** The entry whose letter is told, copied, or came back. */
export const ACKNOWLEDGEMENT = 5

const wednesday24March = '2027-03-24'
const about: Partial<CaseRecords> = {
  timeline: defined,
  letters: [{ seq: ACKNOWLEDGEMENT, kind: 'acknowledgement', madeOn: tuesday23March }],
}

export function besideLetters(policy: Policy): Record<string, Invented> {
  return { ...copied(policy), ...tasks(), ...undelivered(), ...approved(policy) }
}

function copied(policy: Policy): Record<string, Invented> {
  const answer = promisedBy(policy, 'respond-stage-1')
  return {
    'acknowledgement-with-copies': [
      {
        ...{ event: 'acknowledged', letter: 'acknowledgement', on: tuesday23March, text: 't-definition' },
        detail: { ownWords: false, respondBy: answer.due, late: false },
        deadlines: [answer],
        beside: [{ kind: 'braille', due: after(tuesday23March, workingDays(5)) }],
      },
      {},
    ],
  }
}

function tasks(): Record<string, Invented> {
  const opened = { event: 'task-opened', letter: 'task', to: 'officer', on: tuesday23March, seq: 6 } as const
  const detail = { task: 1, letter: ACKNOWLEDGEMENT, letterKind: 'acknowledgement', due: wednesday24March }
  const held = [{ seq: ACKNOWLEDGEMENT, untilMs: atTime(wednesday24March, '16:00') }]
  const copy = { ...detail, due: after(tuesday23March, workingDays(5)) }
  return {
    'task-call': [{ ...opened, detail: { ...detail, kind: 'call' }, held }, about],
    'task-visit': [{ ...opened, detail: { ...detail, kind: 'visit' } }, about],
    'task-braille': [{ ...opened, detail: { ...copy, kind: 'braille' } }, about],
    'task-translation': [{ ...opened, detail: { ...copy, kind: 'translation' } }, about],
    'task-late': [
      {
        ...{ event: 'task-late', letter: 'task', to: 'manager', on: '2027-03-25', seq: 9 },
        detail: { ...detail, kind: 'call' },
      },
      about,
    ],
  }
}

function undelivered(): Record<string, Invented> {
  const told = { letter: 'undeliverable', to: 'officer', on: wednesday24March, seq: 7 } as const
  const detail = { letter: ACKNOWLEDGEMENT }
  const due = after(wednesday24March, workingDays(2))
  return {
    'undeliverable-posted': [
      { ...told, event: 'letter-returned', detail: { ...detail, why: 'email-bounced', posted: true } },
      about,
    ],
    undeliverable: [
      {
        ...{ ...told, event: 'letter-returned', detail: { ...detail, why: 'gone-away', posted: false } },
        tasks: [{ number: 1, kind: 'find-address', letter: ACKNOWLEDGEMENT, due, status: 'open' }],
      },
      about,
    ],
  }
}

function approved(policy: Policy): Record<string, Invented> {
  const answer = promisedBy(policy, 'respond-stage-1')
  const on = before(answer.due, workingDays(2))
  return {
    approval: [
      {
        event: 'response-proposed',
        letter: 'approval',
        to: 'manager',
        on,
        by: 'officer:a.khan',
        text: 't-response',
        deadlines: [answer],
      },
      { timeline: defined },
    ],
    'sent-back': [
      {
        event: 'response-sent-back',
        letter: 'sent-back',
        to: 'officer',
        on,
        by: 'manager:m.bell',
        text: 't-send-back',
        deadlines: [answer],
      },
      { timeline: defined },
    ],
  }
}
