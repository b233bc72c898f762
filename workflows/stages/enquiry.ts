/**
 * Before stage 1, where the policy has it: a quick try to put things right. Resolved, the case is closed and the resident told the
 * outcome; not resolved in time, it becomes a stage 1 complaint by itself.
 */
import type { Change } from '../change.ts'
import { spreadAfter, type Moment } from '../moment.ts'
import { localDate } from '../policy/calendar.ts'
import { ended, openDeadline, passesAt } from '../policy/deadlines.ts'
import type { Policy } from '../policy/policy.ts'
import { clockOf, currentStage, openDeadlineNamed, settle, withDeadline, withStage } from '../stage.ts'
import type { State } from '../state.ts'
import { openActions, type Promised } from './actions.ts'
import { adoptedPolicy } from './adoption.ts'
import { endAll } from './closing.ts'
import { isHeldOpen } from './duties.ts'
import { givenTo } from './duty-moments.ts'
import { begin } from './investigation.ts'
import { deadlineInWords } from './reminders.ts'

/** Whether a new complaint begins with it: by agreement, or because it was tried already. */
export function beginsWithEnquiry(state: State): boolean {
  return state.kind === 'complaint' && state.policy.enquiry !== undefined && state.enquiry === true
}

export function receiveEnquiry(state: State, receivedAtMs: number): Change {
  const stage = 'urgent-enquiry'
  const opened: State = { ...state, stages: [{ id: stage, openedAtMs: receivedAtMs, consideredBy: [] }] }
  const from = localDate(receivedAtMs)
  const deadline = openDeadline(clockOf(opened), { name: 'resolve-urgent-enquiry', stage, from })
  return {
    state: withDeadline(opened, deadline),
    entries: [
      {
        event: 'received',
        atMs: receivedAtMs,
        clause: enquiryOf(state).clause,
        detail: { stage, receivedOn: from, resolveBy: deadline.due },
        letter: { kind: 'receipt', to: 'resident' },
      },
    ],
  }
}

/** Put right to the resident's satisfaction: told, and closed as soon as nothing that was promised is left to do (HO Code 7.3). */
export function resolved(state: State, nowMs: number, text: string | undefined, remedies: readonly Promised[]): Change {
  const done = settle(state, 'resolve-urgent-enquiry', nowMs)
  const { state: promised, opened } = openActions(done, remedies, { text, inList: true }, nowMs)
  const isHeld = isHeldOpen(promised)
  return {
    state: isHeld
      ? withStage({ ...promised, status: 'answered' }, { answeredAtMs: nowMs })
      : endAll({ ...promised, status: 'closed' }, nowMs),
    entries: [
      {
        event: 'enquiry-resolved',
        clause: enquiryOf(state).clause,
        detail: {
          stage: currentStage(state).id,
          remedies: remedies.map(({ kind, by }) => ({ kind, by })),
          ...(isHeld && { stillToDo: true }),
        },
        text,
        letter: { kind: 'closed', to: 'resident' },
      },
      ...givenTo(opened),
    ],
  }
}

/** It could not be put right: a stage 1 complaint from that day on, and the resident is told so. */
export function unresolved(state: State, nowMs: number, text?: string): Change {
  const deadline = openDeadlineNamed(state, 'resolve-urgent-enquiry')
  const over = deadline !== undefined && nowMs >= passesAt(deadline)
  // The try ended with its last day, whenever the clock came to look.
  const fromMs = over ? passesAt(deadline) - 1 : nowMs
  const after = deadline ? withDeadline(state, ended(deadline, nowMs)) : state
  return {
    state: begin(after, state.policy.stages[0].id, fromMs),
    entries: [
      {
        event: 'enquiry-unresolved',
        clause: enquiryOf(state).clause,
        detail: { stage: state.policy.stages[0].id, from: localDate(fromMs), ...adoptedPolicy(state) },
        text,
        letter: { kind: 'receipt', to: 'resident' },
      },
    ],
  }
}

export function enquiryMoments(state: State): Moment[] {
  const deadline = openDeadlineNamed(state, 'resolve-urgent-enquiry')
  if (!deadline || currentStage(state).id !== 'urgent-enquiry') return []
  return [
    {
      atMs: spreadAfter(passesAt(deadline), state.ref),
      summary: `${deadlineInWords(state, deadline)}: a stage 1 complaint if it is not`,
      act: (now, nowMs) => unresolved(now, nowMs),
    },
  ]
}

function enquiryOf({ policy }: State): NonNullable<Policy['enquiry']> {
  if (!policy.enquiry) throw new Error(`${policy.id} has no step before stage 1`)
  return policy.enquiry
}
