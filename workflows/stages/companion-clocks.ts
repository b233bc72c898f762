/** The clocks of a companion as duties: which run, which an event sets going, and who hears at once of one that runs in hours. Pure. */
import type { NewEntry } from '../change.ts'
import {
  citeCompanion,
  clockIn,
  dueFrom,
  kindOf,
  type CompanionClock,
  type CompanionEvent,
  type CompanionRules,
} from '../policy/companion-rules.ts'
import { currentStage, nextSeq, openDuties } from '../stage.ts'
import type { Companion, Duty, State } from '../state.ts'
import { listed, openDuty, openedSince, withDuty } from './duties.ts'
import { hourReminders } from './duty-moments.ts'

/** One that still runs, with its rules. */
export type RunningCompanion = Companion & { rules: CompanionRules }

export function runningCompanions({ companions = [] }: State): RunningCompanion[] {
  return companions.flatMap((one) => (one.rules && one.endedAtMs === undefined ? [{ ...one, rules: one.rules }] : []))
}

export function companionNumbered(state: State, number: number): RunningCompanion | undefined {
  return runningCompanions(state).find((one) => one.number === number)
}

/** Its clocks that run or were missed. */
export function openClocks(state: State, { id, number }: Pick<Companion, 'id' | 'number'>): Duty[] {
  return openDuties(state, 'companion-step').filter(
    ({ kind, item }) => clockIn(kind)?.companion === id && item === number,
  )
}

/** Those that are done with by that step. */
export function metBy(state: State, companion: RunningCompanion, step: string): Duty[] {
  return openClocks(state, companion).filter((duty) => clockOf(companion.rules, duty)?.does.includes(step))
}

export interface Opened {
  state: State
  duties: Duty[]
}

/** The clocks that an event sets going, but for those that run already. */
export function openFrom(
  state: State,
  companion: RunningCompanion,
  event: string,
  atMs: number,
  {
    nowMs,
    after = 0,
    isWanted = () => true,
  }: { nowMs: number; after?: number; isWanted?: (clock: CompanionClock) => boolean },
): Opened {
  const { rules, track, steps } = companion
  const running = openClocks(state, companion).map(({ kind }) => clockIn(kind)?.clock)
  const clocks = rules.clocks.filter(
    ({ id, from, tracks, once, does }) =>
      from.includes(event) &&
      tracks.includes(track) &&
      !running.includes(id) &&
      !(once && steps.some(({ step }) => does.includes(step) || eventOf(rules, step).ends.includes(id))),
  )
  const opened = clocks
    .filter(isWanted)
    .reduce((sum, clock) => openClock(sum, companion, clock, atMs, { nowMs, after }), state)
  return { state: opened, duties: openedSince(state, opened) }
}

function openClock(
  state: State,
  { rules, number, text }: RunningCompanion,
  clock: CompanionClock,
  atMs: number,
  { nowMs, after }: { nowMs: number; after: number },
): State {
  const { from, ...counted } = dueFrom(rules, clock, state.calendar, atMs)
  const opened = openDuty(
    state,
    {
      ...{ name: 'companion-step', kind: kindOf(rules, clock.id), item: number, from, of: clock.of, lasting: true },
      ...{ clause: citeCompanion(rules, clock.clause), counted },
      ...{ entry: nextSeq(state) + after, ...(text !== undefined && { text }) },
    },
    nowMs,
  )
  const [duty] = openedSince(state, opened)
  if (duty?.dueAtMs === undefined) return opened
  // Whoever would have been reminded before it began is told of it at once anyhow.
  const past = hourReminders(state, 'companion-step', duty.dueAtMs).filter((reminder) => reminder.atMs <= nowMs)
  return withDuty(opened, { ...duty, seenTo: past.map(({ key }) => key) })
}

/** What is due within hours cannot wait for its reminder: the manager hears of it now, and the officer, where there is one. */
export function atOnce(state: State, opened: readonly Duty[]): NewEntry[] {
  const urgent = opened.filter(({ dueAtMs }) => dueAtMs !== undefined)
  const [first] = urgent.toSorted((one, other) => (one.dueAtMs ?? 0) - (other.dueAtMs ?? 0))
  if (!first) return []
  const { id: stage, officer } = currentStage(state)
  const detail = { stage, deadline: first.name, due: first.due, duties: listed(urgent) }
  const to = officer === undefined ? (['manager'] as const) : (['manager', 'officer'] as const)
  return to.map((one) => ({
    ...{ event: 'reminded', clause: first.clause, detail: { ...detail, to: one, atOnce: true } },
    letter: { kind: 'reminder', to: one },
  }))
}

export function withCompanion(state: State, companion: Companion): State {
  const others = state.companions ?? []
  return { ...state, companions: others.map((one) => (one.number === companion.number ? companion : one)) }
}

export function eventOf({ events, id }: CompanionRules, step: string): CompanionEvent {
  const event = events.find((one) => one.id === step)
  if (!event) throw new Error(`${id} has no step ${step}: the command is refused first`)
  return event
}

export function clockOf({ clocks }: CompanionRules, { kind }: Duty): CompanionClock | undefined {
  return clocks.find(({ id }) => id === clockIn(kind)?.clock)
}
