/**
 * Statutory clocks that run beside a complaint, Awaab's Law first: what was done meets some and sets others going. They have their
 * own days and letters, pause nothing, and outlive the case. Each clock is a duty (`duties.ts`); which there are is data. Pure.
 */
import type { Change } from '../change.ts'
import { localTimestamp } from '../policy/calendar.ts'
import { aware, citeCompanion, clockIn, type CompanionClock } from '../policy/companion-rules.ts'
import { currentStage } from '../stage.ts'
import type { Companion, Fact, StartingCompanion, State } from '../state.ts'
import {
  atOnce,
  clockOf,
  companionNumbered,
  eventOf,
  metBy,
  openClocks,
  openFrom,
  withCompanion,
  type Opened,
  type RunningCompanion,
} from './companion-clocks.ts'
import { endEach, settleEach } from './duties.ts'
import { pressing } from './triage.ts'

/** The one that comes with a complaint begins as it is received; where there may have to be one, a manager is asked to look. */
export function startedAtReceipt({ companion, ...state }: State, nowMs: number, after: number): Change {
  if (companion) return startCompanion(state, companion, nowMs, { after })
  // Whose risk is known already, the manager has heard of.
  return { state, entries: state.mayBeHazard && !state.triage?.risk ? pressing(state, 'hazard') : [] }
}

/**
 * The organisation knows of it: its first clocks run from that instant.
 * @param after how many entries of the same change stand before it
 */
export function startCompanion(
  state: State,
  starting: StartingCompanion,
  nowMs: number,
  { text, after = 0 }: { text?: string | undefined; after?: number } = {},
): Change {
  const { rules, hazard, track, awareAtMs } = starting
  const companion: RunningCompanion = {
    ...{ number: (state.companions?.length ?? 0) + 1, id: rules.id, short: rules.short, hazard, track },
    awareAtMs,
    ...(text !== undefined && { text }),
    ...{ steps: [], rules },
  }
  const { mayBeHazard: _looked, ...before } = state
  const listedToo = { ...before, companions: [...(state.companions ?? []), companion] }
  const opened = openFrom(listedToo, companion, aware, awareAtMs, { nowMs, after })
  const detail = { ...aboutOf(state, companion), hazard, track, awareAt: localTimestamp(awareAtMs) }
  return {
    state: opened.state,
    entries: [
      {
        ...entryOf(companion),
        event: 'companion-started',
        detail,
        text,
        letter: { kind: 'companion', to: 'resident' },
      },
      ...atOnce(state, opened.duties),
    ],
  }
}

export interface StepDone {
  step: string
  /** Epoch milliseconds: it is judged by when it was done, not by when it was recorded. */
  atMs: number
  by: string
  text?: string | undefined
}

/** Something was done about it, or asked for. */
export function recordStep(state: State, companion: RunningCompanion, done: StepDone, nowMs: number): Change {
  const { step, atMs, by, text } = done
  const { rules } = companion
  const event = eventOf(rules, step)
  const now: RunningCompanion = { ...companion, steps: [...companion.steps, { step, atMs }] }
  const met = metBy(state, companion, step)
  const settled = settleEach(withCompanion(state, now), met, atMs, { by, text })
  const left = openClocks(settled, companion).filter((duty) => event.ends.includes(clockIn(duty.kind)?.clock ?? ''))
  const ended = endEach(settled, left, atMs)
  const opened = openFrom(ended, now, step, atMs, { nowMs })
  const after = closedWhenDone(opened.state, now, nowMs)
  const detail = {
    ...aboutOf(state, companion),
    ...{ step, at: localTimestamp(atMs), met: met.map(({ kind }): Fact => clockIn(kind)?.clock ?? '') },
    ...(companionNumbered(after, companion.number) === undefined && { over: true }),
  }
  return {
    state: after,
    entries: [
      {
        ...{ ...entryOf(companion), event: 'companion-step', detail, text },
        ...(event.told && { letter: { kind: 'companion', to: 'resident' } }),
      },
      ...atOnce(state, opened.duties),
    ],
  }
}

/** It turns out to be worse, or less bad: the other track's clocks run; what was missed before stays missed. */
export function changeTrack(
  state: State,
  companion: RunningCompanion,
  { track, atMs, text }: { track: string; atMs: number; text?: string | undefined },
  nowMs: number,
): Change {
  const { rules } = companion
  const counts = rules.tracks.find(({ id }) => id === track)?.counts
  const trackAtMs = counts === 'from-change' ? atMs : companion.awareAtMs
  const now: RunningCompanion = { ...companion, track }
  const gone = openClocks(state, companion).filter((duty) => !clockOf(rules, duty)?.tracks.includes(track))
  const ended = endEach(withCompanion(state, now), gone, atMs)
  const happened = [{ step: aware, atMs: trackAtMs }, ...now.steps]
  const opened = happened.reduce<Opened>(
    (sum, { step, atMs: since }) => {
      const more = openFrom(sum.state, now, step, since, { nowMs, isWanted: isNew })
      return { state: more.state, duties: [...sum.duties, ...more.duties] }
    },
    { state: ended, duties: [] },
  )
  const detail = { ...aboutOf(state, companion), track, before: companion.track, at: localTimestamp(atMs) }
  return {
    state: opened.state,
    entries: [
      {
        ...entryOf(companion),
        event: 'companion-changed',
        detail,
        text,
        letter: { kind: 'companion', to: 'resident' },
      },
      ...atOnce(state, opened.duties),
    ],
  }

  /** Of the new track alone, and not met by what was done already. */
  function isNew(clock: CompanionClock): boolean {
    return !clock.tracks.includes(companion.track) && !now.steps.some(({ step }) => clock.does.includes(step))
  }
}

/** A person ends it, for a reason of its list. */
export function endCompanion(
  state: State,
  companion: RunningCompanion,
  { reason, text }: { reason: string; text?: string | undefined },
  nowMs: number,
): Change {
  const ended = endEach(state, openClocks(state, companion), nowMs)
  const detail = { ...aboutOf(state, companion), reason }
  return {
    state: withCompanion(ended, over(companion, nowMs)),
    entries: [
      { ...entryOf(companion), event: 'companion-ended', detail, text, letter: { kind: 'companion', to: 'resident' } },
    ],
  }
}

/** It is over once its last step is done and nothing of it is owed any more. */
function closedWhenDone(state: State, companion: RunningCompanion, nowMs: number): State {
  const isLast = companion.steps.some(({ step }) => eventOf(companion.rules, step).closes)
  return isLast && openClocks(state, companion).length === 0 ? withCompanion(state, over(companion, nowMs)) : state
}

function over({ rules: _rules, ...companion }: RunningCompanion, nowMs: number): Companion {
  return { ...companion, endedAtMs: nowMs }
}

function aboutOf(state: State, { number, id }: RunningCompanion) {
  return { stage: currentStage(state).id, companion: number, id }
}

function entryOf({ rules }: RunningCompanion) {
  return { clause: citeCompanion(rules, undefined) }
}
