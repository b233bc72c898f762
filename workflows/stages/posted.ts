/**
 * A letter was posted, and the day of that counts: for the duty that it does, for an extension that it tells, and for the time that the
 * resident has to ask for stage 2. Until it is known, a letter by post counts as sent on the day it was made. Pure.
 */
import type { Change, NewEntry } from '../change.ts'
import type { LocalDate } from '../policy/calendar.ts'
import { count } from '../policy/counting.ts'
import { lastDay, type Deadline } from '../policy/deadlines.ts'
import { currentStage, deadlineNamed, withDeadline, withStage } from '../stage.ts'
import type { State } from '../state.ts'
import { windowFrom } from './escalation-window.ts'
import { breachOf } from './investigation.ts'
import { voidExtension, withoutLastExtension } from './undeliverable.ts'

export interface Posted {
  letter: number
  on: LocalDate
  /** It was posted before and came back, which makes nothing late that was in time. */
  again: boolean
}

export function posted(state: State, { letter, on, again }: Posted): Change {
  const entry = { event: 'letter-posted', detail: { stage: currentStage(state).id, letter, on } } as const
  if (again) return { state, entries: [entry] }
  const steps = [done, told, answered]
  return steps.reduce<Change>(
    (change, step) => {
      const next = step(change.state, letter, on)
      return { state: next.state, entries: [...change.entries, ...next.entries] }
    },
    { state, entries: [entry] },
  )
}

/** The duty that the letter did is done on the day it was posted; late, where that is after its last day. */
function done(state: State, letter: number, on: LocalDate): Change {
  const deadline = state.deadlines.find(({ metBy }) => metBy === letter)
  if (deadline?.metOn === undefined || on <= deadline.metOn) return { state, entries: [] }
  const late = deadline.status === 'met' && on > lastDay(deadline)
  const posted: Deadline = { ...deadline, metOn: on, ...(late && { status: 'late' }) }
  const entries: NewEntry[] = late ? breachOf(deadline) : []
  return { state: withDeadline(state, posted), entries }
}

/**
 * An extension is told before the old deadline passes, or it is void (HO Code 6.5). What was answered meanwhile is answered; and where
 * a later extension has taken its place, that was told in time.
 */
function told(state: State, letter: number, on: LocalDate): Change {
  const extended = state.deadlines.find(
    ({ status, extension }) => status === 'running' && extension?.notice === letter && on > extension.from,
  )
  return extended ? voidExtension(state, withoutLastExtension(extended)) : { state, entries: [] }
}

/** The time to ask for stage 2 that counts from the answer is never made shorter, and is kept where it is over as well. */
function answered(state: State, letter: number, on: LocalDate): Change {
  const stage = currentStage(state)
  const isAnswer = state.deadlines.some(
    ({ name, stage: of, metBy }) => metBy === letter && of === stage.id && name.startsWith('respond'),
  )
  const request = deadlineNamed(state, 'request-stage-2')
  if (!isAnswer || request === undefined || request.stage !== stage.id || request.status === 'met') {
    return { state, entries: [] }
  }
  const from = windowFrom(state, on)
  const { due } = count(state.calendar, from, request.counts)
  if (due <= request.due) return { state, entries: [] }
  const posted = withStage(state, { answerPostedOn: on })
  return { state: withDeadline(posted, { ...request, from, due }), entries: [] }
}
