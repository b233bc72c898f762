/**
 * What is agreed or decided for long and looked at again on a day: adjustments (HO Code 5.10) and contact restrictions (5.14). Each is
 * in force while its review is open, and keeps its number through all of them. Pure.
 */
import type { LocalDate } from '../policy/calendar.ts'
import { openDuties } from '../stage.ts'
import type { Duty, Reviewed, State } from '../state.ts'
import { openDuty, settleDuty, type OpeningDuty } from './duties.ts'

/** Those in force. */
export function inForce(state: State, name: Reviewed): Duty[] {
  return openDuties(state, name)
}

export function inForceNumbered(state: State, name: Reviewed, number: number): Duty | undefined {
  return inForce(state, name).find(({ item }) => item === number)
}

/** The number of the next one. */
export function nextNumber({ reviewed }: State, name: Reviewed): number {
  return (reviewed?.[name] ?? 0) + 1
}

/** It begins, and its first review is owed. */
export function putInForce(
  state: State,
  name: Reviewed,
  opening: Pick<OpeningDuty, 'kind' | 'text' | 'owner' | 'decidedBy' | 'due' | 'lasting' | 'from'>,
  nowMs: number,
): State {
  const number = nextNumber(state, name)
  const opened = openDuty(state, { ...opening, name, item: number }, nowMs)
  return { ...opened, reviewed: { ...opened.reviewed, [name]: number } }
}

/** Who looked at it, and the stored text of what they found. */
export interface Looked {
  by: string
  text: string | undefined
}

/** It was looked at and goes on: the next review is owed. @param changed the text with its new words, where it has any */
export function lookAgain(
  state: State,
  duty: Duty,
  next: { due?: LocalDate | undefined; changed?: string | undefined; owner?: string | undefined },
  looked: Looked,
  nowMs: number,
): State {
  const { kind, entry, item, lasting } = duty
  const [text, owner] = [next.changed ?? duty.text, next.owner ?? duty.owner]
  const decidedBy = next.owner ?? duty.decidedBy
  return openDuty(
    settleDuty(state, duty, nowMs, looked),
    {
      name: duty.name,
      ...(kind !== undefined && { kind }),
      ...(entry !== undefined && { entry }),
      ...(item !== undefined && { item }),
      ...(lasting && { lasting }),
      ...(text !== undefined && { text }),
      ...(owner !== undefined && { owner }),
      ...(decidedBy !== undefined && { decidedBy }),
      ...(next.due !== undefined && { due: next.due }),
    },
    nowMs,
  )
}

/** It was looked at and ends. */
export function letGo(state: State, duty: Duty, looked: Looked, nowMs: number): State {
  return settleDuty(state, duty, nowMs, looked)
}

/** The day of its next review, as it stands. */
export function reviewOn(state: State, name: Reviewed, number: number): LocalDate | null {
  return inForceNumbered(state, name, number)?.due ?? null
}
