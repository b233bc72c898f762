/**
 * How the resident is reached has changed, or was wrong: their letters go there from now on, and what could not be brought to them
 * before is sent again. What the details are stands in the records alone. Pure.
 */
import type { Change } from '../change.ts'
import { localDate } from '../policy/calendar.ts'
import { currentStage } from '../stage.ts'
import type { Batch, Reach, State } from '../state.ts'
import { complete, openTasks, releaseAll } from './tasks.ts'

/** What travels of a correction: which details it gives, and how the resident is reached with them. */
export interface Correction {
  changed: string[]
  reach: Reach
}

/** The details by which a letter finds its way. */
const ways = ['email', 'address', 'preferredContact']

export function correctContact(
  state: State,
  nowMs: number,
  { changed, reach }: Correction,
  { by, text }: { by: string; text: string | undefined },
): Change {
  const { reach: _before, refused = [], ...kept } = state
  const findsWay = changed.some((field) => ways.includes(field))
  const again = findsWay ? refused.toSorted((one, other) => one - other) : []
  const left = findsWay ? [] : refused
  const corrected: State = {
    ...kept,
    ...(Object.keys(reach).length > 0 && { reach }),
    ...(left.length > 0 && { refused: left }),
    undelivered: [...kept.undelivered, ...again],
  }
  const detail = { stage: currentStage(state).id, changed, ...(again.length > 0 && { again }) }
  // Who does not wish to be told in person any more has nothing to wait for.
  const told = reach.speak ? corrected : releaseAll(corrected)
  const change: Change = { state: told, entries: [{ event: 'contact-corrected', detail, text }] }
  return findsWay ? addressFound(change, { on: localDate(nowMs), by }) : change
}

function addressFound(change: Change, found: { on: string; by: string }): Change {
  const sought = openTasks(change.state).find(({ kind }) => kind === 'find-address')
  if (!sought) return change
  const { state, entries } = complete(change.state, sought, { ...found, outcome: 'done' })
  return { state, entries: [...change.entries, ...entries] }
}

/** A letter that could not be brought to the resident by any way waits for another address. */
export function withRefused(state: State, seq: number): State {
  return { ...state, refused: [...(state.refused ?? []).filter((other) => other !== seq), seq] }
}

/** The letters of earlier entries that a batch sends again. */
export function sentAgain({ entries }: Batch): number[] {
  return entries.flatMap(({ detail: { again } }) =>
    Array.isArray(again) ? again.filter((seq) => typeof seq === 'number') : [],
  )
}
