/**
 * Keeping in touch while a resident waits (HO Code 5.9): an update goes out at the interval agreed, until the response is out. Redress
 * sends it by itself; or, where that was agreed, an officer writes it, and Redress does only where nobody has.
 */
import type { Change, NewEntry } from '../change.ts'
import { spreadAfter, type Moment } from '../moment.ts'
import { addDays, atTime, localDate, type LocalDate } from '../policy/calendar.ts'
import { count } from '../policy/counting.ts'
import { isPassed, lastDay, openDeadline, passesAt, settled, type Deadline } from '../policy/deadlines.ts'
import type { Span } from '../policy/policy.ts'
import { clockOf, currentStage, openAnswer, openDeadlineNamed, openDuties, withDeadline } from '../stage.ts'
import type { State } from '../state.ts'
import { listed } from './duties.ts'
import { deadlineInWords } from './reminders.ts'

/** The update promised, still on the right side of its day; an officer's, with what happens where nobody writes it. */
export function updateMoments(state: State, deadline: Deadline): Moment[] {
  if (state.updatesBy !== 'officer') return [bySelf(state, deadline, lastDay(deadline))]
  // The resident is not left without one: it goes out the next morning.
  if (deadline.status === 'missed') return [bySelf(state, deadline, addDays(lastDay(deadline), 1))]
  return [...askedFor(state, deadline), notWritten(state, deadline)]
}

function bySelf(state: State, deadline: Deadline, day: LocalDate): Moment {
  return {
    atMs: spreadAfter(atTime(day, state.policy.reminders.at), state.ref),
    summary: deadlineInWords(state, deadline),
    act: (now, nowMs) => sendUpdate(now, nowMs),
  }
}

const keyOfAsking = 'asked-for'

function askedFor(state: State, deadline: Deadline): Moment[] {
  if (deadline.seenTo.includes(keyOfAsking)) return []
  return [
    {
      atMs: spreadAfter(atTime(lastDay(deadline), state.policy.reminders.at), state.ref),
      summary: `Officer asked for it: ${deadlineInWords(state, deadline)}`,
      act(now, nowMs) {
        const seen = withDeadline(now, { ...deadline, seenTo: [...deadline.seenTo, keyOfAsking] })
        if (isPassed(deadline, nowMs)) return { state: seen, entries: [] }
        const detail = { ...aboutOf(deadline), to: 'officer' }
        const { clause } = deadline
        return {
          state: seen,
          entries: [{ event: 'reminded', clause, detail, letter: { kind: 'reminder', to: 'officer' } }],
        }
      },
    },
  ]
}

function notWritten(state: State, deadline: Deadline): Moment {
  return {
    atMs: spreadAfter(passesAt(deadline), state.ref),
    summary: deadlineInWords(state, deadline),
    act(now) {
      const [detail, { clause }] = [aboutOf(deadline), deadline]
      const entries: NewEntry[] = [
        { event: 'deadline-missed', clause, detail },
        { event: 'manager-told', clause, detail, letter: { kind: 'missed-deadline', to: 'manager' } },
      ]
      return { state: withDeadline(now, { ...deadline, status: 'missed' }), entries }
    },
  }
}

function aboutOf(deadline: Deadline) {
  return { stage: deadline.stage, deadline: deadline.name, due: lastDay(deadline) }
}

/** What an officer tells in words of their own, and the new day for a late answer. */
export interface News {
  text?: string | undefined
  newDate?: LocalDate | undefined
}

/** The resident hears how far it is, and when they hear again. */
export function sendUpdate(state: State, nowMs: number, { text, newDate }: News = {}): Change {
  const due = openDeadlineNamed(state, 'update-resident')
  const met = due ? withDeadline(state, settled(due, nowMs)) : state
  const told = { ...met, ...(newDate !== undefined && { promised: newDate }) }
  const { state: after, ...detail } = whatIsTold(told, due, nowMs)
  return {
    state: after,
    entries: [
      {
        event: 'updated',
        clause: state.policy.late.updates.clause,
        detail: {
          stage: currentStage(state).id,
          ...detail,
          ...(due && isPassed(due, nowMs) && { heardNothingBy: lastDay(due) }),
        },
        text,
        letter: { kind: 'update', to: 'resident' },
      },
    ],
  }
}

function whatIsTold(state: State, due: Deadline | undefined, nowMs: number) {
  if (currentStage(state).answeredAtMs !== undefined) {
    return { state, tells: 'actions', duties: listed(openDuties(state, 'complete-action')) }
  }
  const answer = openAnswer(state)
  if (state.promised !== undefined || answer?.status === 'missed') {
    const last = state.promised ?? (answer ? lastDay(answer) : localDate(nowMs))
    return { ...promise(state, last, nowMs), tells: 'waiting' }
  }
  const newDate = answer && { newDate: lastDay(answer) }
  return { ...(due ? promiseUpdate(state, nowMs) : { state }), ...newDate, tells: 'progress' }
}

/** Whether the resident waits longer than they were first told. */
export function isWaiting(state: State): boolean {
  return state.promised !== undefined || openAnswer(state)?.status === 'missed'
}

/** The resident has agreed to wait until then, and to hear at an interval: the first update is promised. */
export function keepInTouch(state: State, until: LocalDate, nowMs: number): State {
  return promise({ ...state, promised: until }, until, nowMs).state
}

/** A new date for the response, unless the last one still stands, and the day of the next update. */
export function promise(
  state: State,
  last: LocalDate,
  nowMs: number,
): { state: State; newDate: LocalDate; nextUpdate: LocalDate } {
  const newDate = newDateOf(state, last, localDate(nowMs))
  return { ...promiseUpdate({ ...state, promised: newDate }, nowMs), newDate }
}

/** The day of the next update. Where it is promised already, that promise stands. */
export function promiseUpdate(state: State, nowMs: number): { state: State; nextUpdate: LocalDate } {
  const running = openDeadlineNamed(state, 'update-resident')
  if (running && !isPassed(running, nowMs)) return { state, nextUpdate: lastDay(running) }
  const number = (state.updates ?? 0) + 1
  const next = updateOf(state, { number, stage: currentStage(state).id, from: localDate(nowMs) })
  return { state: withDeadline({ ...state, updates: number }, next), nextUpdate: next.due }
}

/** An update at the interval that is agreed, or else the policy's. */
export function updateOf(state: State, at: Pick<Deadline, 'number' | 'stage' | 'from'>): Deadline {
  const { number, stage, from } = at
  const span: Span = state.updateEvery ?? state.policy.late.updates.every
  return openDeadline(clockOf(state), { name: 'update-resident', number, stage, from, span })
}

function newDateOf({ promised, policy, calendar }: State, last: LocalDate, today: LocalDate): LocalDate {
  if (promised !== undefined && promised > today) return promised
  const { within } = policy.late.newDate
  const date = count(calendar, last, within).due
  return date > today ? date : count(calendar, today, within).due
}
