/**
 * Nobody is in: what a stage does by itself. Staff are reminded; an acknowledgement near its deadline is made in the resident's
 * own words; a missed response is recorded, told to manager and resident with an apology, and followed by updates (5.9).
 */
import type { Change } from '../change.ts'
import { spreadAfter, type Moment } from '../moment.ts'
import { atTime } from '../policy/calendar.ts'
import { lastDay, passesAt, type Deadline } from '../policy/deadlines.ts'
import { formalStage, openDeadlineNamed, withDeadline } from '../stage.ts'
import type { State } from '../state.ts'
import { acknowledge } from './investigation.ts'
import { deadlineInWords, reminders } from './reminders.ts'
import { voidExtension, withoutLastExtension } from './undeliverable.ts'
import { promise, updateMoments } from './updates.ts'

export function unattendedMoments(state: State): Moment[] {
  const id = formalStage(state)?.id
  if (id === undefined) return []
  const toAcknowledge = openDeadlineNamed(state, `acknowledge-${id}`)
  const toRespond = openDeadlineNamed(state, `respond-${id}`)
  const update = openDeadlineNamed(state, 'update-resident')
  return [
    ...(toAcknowledge ? [...reminders(state, toAcknowledge), selfAcknowledgement(state, toAcknowledge)] : []),
    ...(toRespond?.status === 'running' ? [...reminders(state, toRespond), ...response(state, toRespond)] : []),
    ...(update ? updateMoments(state, update) : []),
  ]
}

/** On the deadline's morning, still on the right side of it. */
function selfAcknowledgement(state: State, deadline: Deadline): Moment {
  return {
    atMs: spreadAfter(atTime(lastDay(deadline), state.policy.selfAcknowledge.at), state.ref),
    summary: `${deadlineInWords(state, deadline)}: made in the resident's own words if nobody has`,
    act: (now, nowMs) => acknowledge(now, nowMs, { ownWords: true }),
  }
}

function response(state: State, deadline: Deadline): Moment[] {
  const passes: Moment = {
    atMs: spreadAfter(passesAt(deadline), state.ref),
    summary: deadlineInWords(state, deadline),
    act: (now, nowMs) => missed(now, deadline, nowMs),
  }
  const told = asTold(state, deadline)
  if (told === deadline) return [passes]
  return [
    {
      atMs: passesAt(told),
      summary: `Extension is void unless its notice is out: ${deadlineInWords(state, told)}`,
      act: (now) => voidExtension(now, told),
    },
    passes,
  ]
}

/** The deadline as the resident knows it: without the last extensions, as far as their notices are not out. */
function asTold(state: State, deadline: Deadline): Deadline {
  const { extension } = deadline
  if (extension === undefined || !state.undelivered.includes(extension.notice)) return deadline
  return asTold(state, withoutLastExtension(deadline))
}

function missed(state: State, deadline: Deadline, nowMs: number): Change {
  const due = lastDay(deadline)
  // Nothing is promised to somebody who cannot be written to.
  const { state: after, ...promised } = state.anonymous ? { state } : promise(state, due, nowMs)
  const detail = { stage: deadline.stage, deadline: deadline.name, due }
  return {
    state: withDeadline(after, { ...deadline, status: 'missed' }),
    entries: [
      {
        event: 'deadline-missed',
        clause: deadline.clause,
        detail: { ...detail, ...promised },
        letter: { kind: 'late', to: 'resident' },
      },
      { event: 'manager-told', clause: deadline.clause, detail, letter: { kind: 'missed-deadline', to: 'manager' } },
    ],
  }
}
