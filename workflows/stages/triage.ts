/**
 * How much a complaint presses (HO Code 6.1): the resident is vulnerable, it is complex, somebody is at risk. It is looked at on intake and
 * whenever that changes; reminders come earlier for it, and a risk that nobody has is told to the manager at once. Pure.
 */
import type { Change, NewEntry } from '../change.ts'
import { lastDay } from '../policy/deadlines.ts'
import { triageOf, triageRule, type Triage } from '../policy/triage.ts'
import { currentStage, isOver } from '../stage.ts'
import type { State } from '../state.ts'
import { openOf } from './tasks.ts'

export type Flags = { [K in keyof Triage]?: boolean | undefined }

/** @param flags those that change; what is not named stays */
export function triage(before: State, flags: Flags, text: string | undefined): Change {
  const { triage: was, ...rest } = before
  const state: State = { ...rest, ...triageOf({ ...was, ...given(flags) }) }
  const { vulnerable = false, complex = false, risk = false } = state.triage ?? {}
  const detail = { stage: currentStage(before).id, vulnerable, complex, risk }
  const isNew = risk && was?.risk !== true
  return {
    state,
    entries: [
      { event: 'triaged', clause: triageRule(before.policy).clause, detail, text },
      ...(isNew ? pressing(state, 'risk') : []),
    ],
  }
}

/** As it looked on intake. */
export function triagedAtIntake(state: State): NewEntry[] {
  const { triage: found, ...before } = state
  return found ? triage(before, found, undefined).entries : []
}

function given(flags: Flags): Flags {
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined))
}

/** Somebody is at risk, or may be by a hazard, or nobody has it any more: where no officer has it the manager is told at once, with what is due first. */
export function pressing(state: State, because: 'risk' | 'conflict' | 'hazard'): NewEntry[] {
  const stage = currentStage(state)
  if (isOver(state) || stage.officer !== undefined) return []
  const [first] = openOf(state).toSorted((one, other) => (lastDay(one) < lastDay(other) ? -1 : 1))
  if (!first) return []
  const detail = { stage: stage.id, deadline: first.name, due: lastDay(first), to: 'manager', because }
  const { clause } = because === 'risk' ? triageRule(state.policy) : first
  return [{ event: 'reminded', clause, detail, letter: { kind: 'reminder', to: 'manager' } }]
}
