/** What only the office needs to know of a complaint: the resident's copy leaves it out. */
import { z } from 'zod'
import { localTimestamp } from '../../workflows/policy/calendar.ts'
import { dueAt } from '../../workflows/policy/deadlines.ts'
import type { RecordedState } from '../../workflows/state.ts'
import { isOverdue, nextDeadline } from '../../workflows/view.ts'
import { isInsideFile } from './beside/evidence.ts'

const events = new Set([
  'reminded',
  'manager-told',
  'refused',
  'undeliverable',
  'response-proposed',
  'response-sent-back',
  'letter-returned',
  'task-opened',
  'task-late',
  'linked',
  'unlinked',
  'group-answered',
  'triaged',
  'conflict-declared',
  'conflict-ended',
  'evidence-requested',
  'evidence-supplied',
  'action-assigned',
  'contact-recorded',
  'learning-recorded',
  'improvement-completed',
])

/** What the office owes to itself. */
const duties = new Set(['record-learning', 'complete-improvement', 'supply-evidence'])

export function isInsideDuty(name: string): boolean {
  return duties.has(name)
}

/** An entry of the timeline; of a deadline that passed too, where the office owes it to itself. */
export function isInside(entry: { event: string; by: string; detail: unknown }): boolean {
  const { deadline } = z.looseObject({ deadline: z.string().optional() }).parse(entry.detail)
  return events.has(entry.event) || isInsideFile(entry) || (deadline !== undefined && isInsideDuty(deadline))
}

/** What the list's columns say, as if the office owed nothing to itself. */
export function nextOutside(recorded: unknown) {
  const state = recorded as RecordedState
  const outside = { ...state, duties: (state.duties ?? []).filter(({ name }) => !isInsideDuty(name)) }
  const next = nextDeadline(outside)
  return {
    nextDeadline: next?.name ?? null,
    dueAt: next ? localTimestamp(dueAt(next)) : null,
    overdue: isOverdue(outside),
  }
}
