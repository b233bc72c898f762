/**
 * What is owed by a day beside the answers: an action that was promised (HO Code 7.3), a review (5.10, 5.15), an Ombudsman's order, an
 * improvement (9.1). Opened here, and settled; what happens by itself before its day and after is in `duty-moments.ts`. Pure.
 */
import type { Change } from '../change.ts'
import { localDate, type LocalDate } from '../policy/calendar.ts'
import { count } from '../policy/counting.ts'
import { dayNumber } from '../policy/day-number.ts'
import { ended, settled, type Deadline } from '../policy/deadlines.ts'
import type { DutyName } from '../policy/names.ts'
import { dutyRule, endsWithCase, holdsOpen, isOfResident } from '../policy/duty-rules.ts'
import type { Span } from '../policy/policy.ts'
import { currentStage, nextSeq, openDuties } from '../stage.ts'
import type { Duty, DutyFacts, Fact, State } from '../state.ts'
import { withExtraTime } from './extra-time.ts'

/** What the day of a duty being over means. @param state in which the duties stand as missed already */
export type Passed = (state: State, duties: readonly Duty[], nowMs: number) => Change

export interface OpeningDuty extends Pick<Duty, 'kind' | 'text' | 'item' | 'owner' | 'lasting' | 'decidedBy'> {
  name: DutyName
  /** The day that people named; left out, the rule's own time runs. */
  due?: LocalDate
  /** The time, where it is another than the rule's. */
  span?: Span
  /** The day that it counts from, and of what; today, and of an agreement, unless given. */
  from?: LocalDate
  of?: Deadline['counts']['from']
  /** As it was counted by who opens it: what is due within hours, or by the working days of another law. */
  counted?: Pick<Deadline, 'due' | 'dueAtMs'> & { counts: Omit<Deadline['counts'], 'from'> }
  /** The entry that it comes of: the next one, unless given. */
  entry?: number
  /** Unless given, the rule's. */
  clause?: string
}

/** Throws Error where neither a day is named nor the rule has a time: a command asks for the day first. */
export function openDuty(state: State, opening: OpeningDuty, nowMs: number): State {
  const { name, from = localDate(nowMs), of = 'agreement', entry = nextSeq(state) } = opening
  const rule = dutyRule(state.policy, name)
  const clause = opening.clause ?? rule.clause
  const number = (state.dutyCounts?.[name] ?? 0) + 1
  const { counts, ...when } = opening.counted ?? counted(state, opening, from)
  const duty: Duty = {
    ...{ name, number, entry, from, stage: currentStage(state).id },
    ...(clause !== undefined && { clause }),
    counts: { from: of, ...counts },
    ...when,
    status: 'running',
    seenTo: [],
    ...aboutOf(opening),
    ...(opening.lasting && { lasting: true }),
    ...(opening.decidedBy !== undefined && { decidedBy: opening.decidedBy }),
  }
  return {
    ...state,
    duties: [...(state.duties ?? []), duty],
    dutyCounts: { ...state.dutyCounts, [name]: number },
  }
}

function counted(state: State, { name, due, span: own }: OpeningDuty, from: LocalDate) {
  const ordinary = own ?? dutyRule(state.policy, name).within
  const longer = ordinary && isOfResident(name) ? withExtraTime(state, from, ordinary) : ordinary
  const span = due === undefined ? longer : daysTo(from, due)
  if (!span) throw new Error(`${name} needs a day: the policy ${state.policy.id} has no time for it`)
  return { counts: { ...span }, due: due ?? count(state.calendar, from, span).due }
}

function daysTo(from: LocalDate, due: LocalDate): Span {
  return { number: Math.max(0, dayNumber(due) - dayNumber(from)), unit: 'calendar-days' }
}

function aboutOf({ kind, text, item, owner }: OpeningDuty): DutyFacts {
  return {
    ...(kind !== undefined && { kind }),
    ...(text !== undefined && { text }),
    ...(item !== undefined && { item }),
    ...(owner !== undefined && { owner }),
  }
}

/** Those that were opened between two states of one change. */
export function openedSince(before: State, after: State): Duty[] {
  return (after.duties ?? []).slice(before.duties?.length ?? 0)
}

/** The last day that may be named for it, where the rule has one. */
export function latestDay(state: State, name: DutyName, nowMs: number): LocalDate | undefined {
  const { atMost } = dutyRule(state.policy, name)
  return atMost && count(state.calendar, localDate(nowMs), atMost).due
}

/** In the place of the duty of its name and number. */
export function withDuty(state: State, duty: Duty): State {
  const same = (other: Duty) => other.name === duty.name && other.number === duty.number
  return { ...state, duties: (state.duties ?? []).map((other) => (same(other) ? duty : other)) }
}

/** How it was done: on which day, by whom, and the stored text that says so. */
export interface Settling {
  on?: LocalDate | undefined
  by?: string | undefined
  text?: string | undefined
}

/** It is done: in time, or late. @param on the day it was done, where that was before today */
export function settleDuty(state: State, duty: Duty, nowMs: number, { on, by, text }: Settling = {}): State {
  const done = settled(duty, nowMs)
  const { firstMissed, due, dueAtMs } = duty
  const inTime = on !== undefined && dueAtMs === undefined && on <= (firstMissed ?? due)
  return withDuty(state, {
    ...done,
    ...(on !== undefined && { metOn: on }),
    ...(inTime && { status: 'met' }),
    ...saidBy({ by, text }),
  })
}

function saidBy({ by, text }: Settling): DutyFacts {
  return { ...(by !== undefined && { doneBy: by }), ...(text !== undefined && { doneText: text }) }
}

/** Each of them, as `settleDuty`. */
export function settleEach(state: State, duties: readonly Duty[], nowMs: number, how?: Settling): State {
  return duties.reduce((sum, duty) => settleDuty(sum, duty, nowMs, how), state)
}

/**
 * Nobody owes it any more. What was missed stays missed, and is let go.
 * @param by who said so, and the stored text of why, where the records keep that
 */
export function endDuty(state: State, duty: Duty, nowMs: number, by?: Settling): State {
  const over = ended(duty, nowMs)
  if (by) return withDuty(state, { ...over, ...saidBy(by) })
  if (over !== duty) return withDuty(state, over)
  return { ...state, duties: (state.duties ?? []).filter((other) => other !== duty) }
}

/** Each of them. */
export function endEach(state: State, duties: readonly Duty[], nowMs: number, by?: Settling): State {
  return duties.reduce((sum, duty) => endDuty(sum, duty, nowMs, by), state)
}

/** All open ones of a name. */
export function endDuties(state: State, name: DutyName, nowMs: number): State {
  return endEach(state, openDuties(state, name), nowMs)
}

/** The case is over: what only mattered while it went on ends with it. */
export function endWithCase(state: State, nowMs: number): State {
  const over = openDuties(state).filter(({ name, lasting }) => !lasting && endsWithCase.includes(name))
  return endEach(state, over, nowMs)
}

/** Something is still owed that a case is not closed before. */
export function isHeldOpen(state: State): boolean {
  return openDuties(state).some(({ name }) => holdsOpen.includes(name))
}

/**
 * Another day for it; whoever was reminded is reminded again before that. What was late already stays late: an extension counts only if
 * it is given before the day is over.
 */
export function putOff(state: State, duty: Duty, to: LocalDate): State {
  const { toldOn: _told, ...kept } = duty
  return withDuty(state, {
    ...kept,
    ...(duty.status === 'missed' && { firstMissed: duty.firstMissed ?? duty.due }),
    due: to,
    counts: { from: 'agreement', ...daysTo(duty.from, to) },
    status: 'running',
    seenTo: [],
  })
}

/** As entries name duties: codes, days and ids, from which letters find the words. */
export function listed(duties: readonly Duty[]): Fact[] {
  return duties.map(({ name, number, kind, text, item, entry, due, dueAtMs, owner }) => ({
    ...{ name, number, due },
    ...(dueAtMs !== undefined && { dueAtMs }),
    ...(kind !== undefined && { kind }),
    ...(text !== undefined && { text }),
    ...(item !== undefined && { item }),
    ...(entry !== undefined && { entry }),
    ...(owner !== undefined && { owner }),
  }))
}
