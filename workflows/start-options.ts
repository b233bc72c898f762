/** How a complaint's workflow is started, by whoever starts it: the same id, so that it is started once. */
import { workflowIdOf } from './reference.ts'
import type { Start, State } from './state.ts'
import { searchAttributesOf, summaryOf } from './view.ts'
import { receive } from './stages/receipt.ts'

export const taskQueue = 'redress'

/** Of deliveries alone: letters that wait for a slow mail server, or for their turn, hold up nothing else. */
export const lettersQueue = 'redress-letters'

/** Of the one workflow that takes a change of the calendar to the running complaints. */
export const recalendarOptions = {
  taskQueue,
  workflowId: 'redress-calendar',
  staticSummary: 'Takes a change of the calendar of working days to every running complaint',
} as const

/** Of the one workflow that tells complaints that letters of theirs were posted. */
export const postingOptions = {
  taskQueue,
  workflowId: 'redress-posting',
  staticSummary: 'Tells every complaint of a print job the day on which its letter was posted',
} as const

/** Of the workflow of exceptional circumstances, which lives until every resident knows that they are over. */
export function incidentOptions({ id, organisationId }: { id: number; organisationId: string }) {
  return {
    taskQueue,
    workflowId: `redress-incident-${id}`,
    args: [id] as [number],
    staticSummary: `Exceptional circumstances of ${organisationId}: tells every running complaint, and reminds managers of their end`,
    workflowIdConflictPolicy: 'USE_EXISTING',
  } as const
}

/** Of the one workflow that gives complaints what others hand to them. */
export const relayOptions = {
  taskQueue,
  workflowId: 'redress-relay',
  staticSummary: 'Gives complaints what others hand to them: the answer to a group, the points of a merged complaint',
} as const

/** For a command that opens a complaint which is over; where somebody was faster, the running one gets it. */
export function openingOptions(start: Start) {
  return {
    ...optionsFor(start, start.state),
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  } as const
}

/**
 * Throws nothing; the caller finds an already started workflow by `WorkflowExecutionAlreadyStartedError`.
 * @param nowMs when it is logged: what is asked on receipt counts from then, also of what came earlier
 */
export function startOptions(start: Start, nowMs: number) {
  const { state, receivedAtMs } = start
  return optionsFor(start, receivedAtMs === undefined ? state : receive(state, receivedAtMs, nowMs).state)
}

/** @param seen what a manager finds it by from the first moment */
function optionsFor(start: Start, seen: State) {
  const { state } = start
  return {
    taskQueue,
    workflowId: workflowIdOf(state.ref),
    args: [start] as [Start],
    staticSummary: summaryOf(state),
    typedSearchAttributes: searchAttributesOf(seen),
  }
}
