/**
 * Exceptional circumstances of the whole organisation (HO Code 8.5, Joint Code 8.5): each resident whose complaint runs is told of them,
 * of a new day of return, and of their end. Nothing stops: deadlines run on and are told late as ever; what ran out meanwhile is marked
 * with it, so that reports can tell. Pure.
 */
import type { Change, NewEntry } from '../change.ts'
import type { Deadline } from '../policy/deadlines.ts'
import type { LocalDate } from '../policy/calendar.ts'
import { currentStage } from '../stage.ts'
import type { IncidentOn, State } from '../state.ts'

/** How it stands in the records. */
export interface IncidentOnFile {
  returnOn: LocalDate
  ended: boolean
}

export function noteIncident(state: State, id: number, { returnOn, ended }: IncidentOnFile): Change {
  const { incident: known, ...rest } = state
  if (ended) return { state: rest, entries: [told(state, 'incident-ended', { incident: id })] }
  const before = known?.id === id ? { before: known.returnOn } : {}
  return {
    state: { ...state, incident: { id, returnOn } },
    entries: [told(state, 'incident-declared', { incident: id, returnOn, ...before })],
  }
}

/** Of a complaint that comes while it is on: its resident is told right after the receipt. */
export function receivedDuring({ id, returnOn }: IncidentOn, state: State): NewEntry {
  return { ...told(state, 'incident-declared', { incident: id, returnOn }), byItself: true }
}

function told(state: State, event: 'incident-declared' | 'incident-ended', facts: NewEntry['detail']): NewEntry {
  return {
    event,
    clause: state.policy.exceptional?.clause,
    detail: { stage: currentStage(state).id, ...facts },
    letter: { kind: 'incident', to: 'resident' },
  }
}

/** It knows what the records say, or has nothing to do with it. */
export function knowsIncident({ incident: known }: State, id: number, { returnOn, ended }: IncidentOnFile): boolean {
  if (ended) return known?.id !== id
  return known?.id === id && known.returnOn === returnOn
}

/** What ran out in the time, or was done too late, whoever noticed it. What was late before stays as it was. */
export function marked<D extends Deadline>({ incident }: State, before: readonly Deadline[], after: readonly D[]): D[] {
  if (!incident) return [...after]
  return after.map((deadline) => {
    if (!isBroken(deadline) || before.some((other) => isSame(other, deadline) && isBroken(other))) return deadline
    return { ...deadline, incident: incident.id }
  })
}

function isBroken({ status }: Deadline): boolean {
  return status === 'missed' || status === 'late'
}

function isSame(one: Deadline, other: Deadline): boolean {
  return one.name === other.name && one.number === other.number
}

/** For the entries that tell of a breach. */
export function markOn({ incident }: State, { event }: Pick<NewEntry, 'event'>): { incident?: number } {
  return incident && event === 'deadline-missed' ? { incident: incident.id } : {}
}
