/**
 * Reasonable adjustments (HO Code 5.10): agreed, kept to by letters and clocks, told to the resident, and kept under active review until
 * they end. What they are in words stands in the records alone. Pure.
 */
import { detailsBy, reachWithout } from '../adjustments.ts'
import type { Change } from '../change.ts'
import type { LocalDate } from '../policy/calendar.ts'
import { count } from '../policy/counting.ts'
import { isPassed, type Deadline } from '../policy/deadlines.ts'
import { dutyRule, isOfResident } from '../policy/duty-rules.ts'
import type { AdjustmentKind, AdjustmentOutcome } from '../policy/names.ts'
import { currentStage, openDeadlineNamed, openDuties, withDeadline } from '../stage.ts'
import type { Duty, Reach, State } from '../state.ts'
import { correctContact } from './contact.ts'
import { withDuty } from './duties.ts'
import { withExtraTime } from './extra-time.ts'
import { inForceNumbered, letGo, lookAgain, nextNumber, putInForce, reviewOn, type Looked } from './under-review.ts'

const name = 'review-adjustment'

export interface Adjusting {
  kind: AdjustmentKind
  /** Working days more, of extra time. */
  days?: number | undefined
  review?: LocalDate | undefined
  /** It goes on when the case is over. */
  lasting?: boolean | undefined
  /** How the resident is reached with it. */
  reach: Reach
}

export function adjust(state: State, adjusting: Adjusting, looked: Looked, nowMs: number): Change {
  const { kind, days, review, lasting, reach } = adjusting
  const { by, text } = looked
  const number = nextNumber(state, name)
  const begun = putInForce(
    state,
    name,
    {
      kind,
      ...(text !== undefined && { text }),
      ...(review !== undefined && { due: review }),
      ...(lasting && { lasting }),
    },
    nowMs,
  )
  const timed = days === undefined ? begun : giveTime(begun, days, nowMs)
  const changed = detailsBy(kind)
  const reached: Change =
    changed.length === 0
      ? { state: timed, entries: [] }
      : correctContact(timed, nowMs, { changed, reach }, { by, text: undefined })
  const detail = {
    ...{ stage: currentStage(state).id, adjustment: number, kind, reviewOn: reviewOn(begun, name, number) },
    ...(lasting && { lasting }),
    ...timeOf(timed, days),
  }
  return {
    state: reached.state,
    entries: [
      {
        event: 'adjustment-recorded',
        clause: dutyRule(state.policy, name).clause,
        detail,
        text,
        letter: { kind: 'adjustment', to: 'resident' },
      },
      ...reached.entries,
    ],
  }
}

/** What the resident asked for when they complained is in force from the beginning. */
export function adjustedFromTheStart({ adjusted = [], ...state }: State, from: LocalDate, nowMs: number): State {
  return adjusted.reduce<State>((sum, kind) => putInForce(sum, name, { kind, from }, nowMs), state)
}

export interface AdjustmentReview {
  adjustment: number
  outcome: AdjustmentOutcome
  next?: LocalDate | undefined
  days?: number | undefined
  /** The text has new words for what is done. */
  reworded?: boolean | undefined
}

export function review(state: State, given: AdjustmentReview, looked: Looked, nowMs: number): Change {
  const { adjustment, outcome, next, days, reworded } = given
  const duty = inForceNumbered(state, name, adjustment)
  if (!duty) return { state, entries: [] }
  const kind = duty.kind as AdjustmentKind
  const after =
    outcome === 'ended'
      ? withoutIt(letGo(state, duty, looked, nowMs), kind, looked, nowMs)
      : {
          state: goOn(state, duty, { next, days, changed: reworded ? looked.text : undefined }, looked, nowMs),
          entries: [],
        }
  const on = reviewOn(after.state, name, adjustment)
  const detail = {
    ...{ stage: currentStage(state).id, adjustment, kind, outcome },
    ...(duty.text !== undefined && { was: duty.text }),
    ...(on !== null && { reviewOn: on }),
    ...timeOf(after.state, days),
  }
  return {
    state: after.state,
    entries: [
      {
        event: 'adjustment-reviewed',
        clause: duty.clause,
        detail,
        text: looked.text,
        letter: { kind: 'adjustment', to: 'resident' },
      },
      ...after.entries,
    ],
  }
}

function goOn(
  state: State,
  duty: Duty,
  { next, days, changed }: { next: LocalDate | undefined; days: number | undefined; changed: string | undefined },
  looked: Looked,
  nowMs: number,
): State {
  const again = lookAgain(state, duty, { due: next, changed }, looked, nowMs)
  return days === undefined ? again : giveTime(again, days, nowMs)
}

/** Letters and clocks are as they were without it. */
function withoutIt(before: State, kind: AdjustmentKind, { by }: Looked, nowMs: number): Change {
  if (kind === 'extra-time') {
    const { extraDays: _gone, ...state } = before
    return { state, entries: [] }
  }
  const changed = detailsBy(kind)
  if (changed.length === 0 || kind === 'letters-not-calls') return { state: before, entries: [] }
  const reach = reachWithout(before.reach ?? {}, kind)
  const { state, entries } = correctContact(before, nowMs, { changed, reach }, { by, text: undefined })
  return { state, entries: entries.map((entry) => ({ ...entry, detail: { ...entry.detail, without: kind } })) }
}

/** So many days from now on: what runs already is lengthened with it, and nothing is made shorter. */
function giveTime(state: State, extraDays: number, nowMs: number): State {
  const more = Math.max(0, extraDays - (state.extraDays ?? 0))
  const given: State = { ...state, extraDays }
  if (more === 0) return given
  const longer = <D extends Deadline>(one: D): D => {
    const span = withExtraTime({ extraDays: more, calendar: state.calendar }, one.from, one.counts)
    return { ...one, counts: { ...one.counts, ...span }, due: count(state.calendar, one.from, span).due }
  }
  const request = openDeadlineNamed(given, 'request-stage-2')
  const asked = request && !isPassed(request, nowMs) ? withDeadline(given, longer(request)) : given
  const theirs = openDuties(asked).filter((duty) => isOfResident(duty.name) && !isPassed(duty, nowMs))
  return theirs.reduce((sum, duty) => withDuty(sum, longer(duty)), asked)
}

/** What the resident is told of their own time: how much, and until when they can ask for stage 2 where that runs. */
function timeOf(state: State, days: number | undefined): { days?: number; askBy?: LocalDate } {
  if (days === undefined) return {}
  const request = openDeadlineNamed(state, 'request-stage-2')
  return { days, ...(request && { askBy: request.due }) }
}
