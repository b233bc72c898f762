/**
 * A conflict of interest (HO Code 5.8 c): whoever has one does nothing on the case any more and does not see it. What was theirs to do is
 * somebody else's. Pure.
 */
import type { Change } from '../change.ts'
import { currentStage } from '../stage.ts'
import type { Duty, State } from '../state.ts'
import { pressing } from './triage.ts'

/** @param officer a staff id */
export function declare(before: State, officer: string, text: string | undefined): Change {
  const stage = currentStage(before)
  const hadIt = stage.officer === officer
  const { proposed, ...rest } = without(before, officer)
  // Nobody sends an answer that they wrote.
  const withdrawn = proposed?.by === officer
  const state: State = {
    ...rest,
    ...(proposed && !withdrawn && { proposed }),
    conflicts: [...(before.conflicts ?? []), officer],
  }
  const detail = { stage: stage.id, officer, hadIt, ...(withdrawn && { proposalWithdrawn: true }) }
  return {
    state,
    entries: [{ event: 'conflict-declared', detail, text }, ...(hadIt ? pressing(state, 'conflict') : [])],
  }
}

function without(state: State, officer: string): State {
  const { officer: has, ...stage } = currentStage(state)
  const unassigned = has === officer ? { ...state, stages: [...state.stages.slice(0, -1), stage] } : state
  const { duties } = unassigned
  return duties ? { ...unassigned, duties: duties.map((duty) => disowned(duty, officer)) } : unassigned
}

/** It falls to whoever has the case. */
function disowned(duty: Duty, officer: string): Duty {
  if (duty.owner !== officer) return duty
  const { owner: _was, ...rest } = duty
  return rest
}

export function end(before: State, officer: string, text: string | undefined): Change {
  const { conflicts = [], ...rest } = before
  const left = conflicts.filter((one) => one !== officer)
  const detail = { stage: currentStage(before).id, officer }
  return {
    state: { ...rest, ...(left.length > 0 && { conflicts: left }) },
    entries: [{ event: 'conflict-ended', detail, text }],
  }
}
