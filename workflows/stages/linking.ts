/**
 * Complaints that have to do with each other: linked, merged where one resident made two of the same, or answered together where one
 * cause is many residents' (each keeps a complaint, letters and clocks of their own). Pure.
 */
import type { Change } from '../change.ts'
import type { GroupAnswer, LinkKind } from '../policy/names.ts'
import type { OtherCase } from '../other-case.ts'
import { currentStage } from '../stage.ts'
import type { State } from '../state.ts'
import { endAll } from './closing.ts'

export function link(state: State, other: string, as: LinkKind, text: string | undefined): Change {
  const detail = { stage: currentStage(state).id, other, as }
  return { state, entries: [{ event: 'linked', detail, text }] }
}

export function unlink(state: State, other: string): Change {
  return { state, entries: [{ event: 'unlinked', detail: { stage: currentStage(state).id, other } }] }
}

/** Answered in the older one from now on; its points are handed over by the records, so that nothing is lost. */
export function merge(
  state: State,
  { into, other, alreadyThere }: { into: string; other: OtherCase; alreadyThere: number[] },
  nowMs: number,
  text: string | undefined,
): Change {
  return {
    state: endAll({ ...state, status: 'closed', mergedInto: into }, nowMs),
    entries: [
      {
        event: 'merged',
        detail: {
          ...{ stage: currentStage(state).id, other: into, alreadyThere },
          ...(other.answerBy !== undefined && { answerBy: other.answerBy }),
        },
        text,
        letter: { kind: 'linked', to: 'resident' },
      },
    ],
  }
}

/** From now on it is defined as the lead is, and answered with it. Its clocks stay its own. */
export function joinGroup(state: State, lead: string, { points, definition }: OtherCase): Change {
  return {
    state: { ...state, groupLead: lead, ...(definition !== undefined && { points }) },
    entries: [
      {
        event: 'group-joined',
        detail: {
          stage: currentStage(state).id,
          other: lead,
          points: definition === undefined ? state.points : points,
        },
        text: definition,
        letter: { kind: 'linked', to: 'resident' },
      },
    ],
  }
}

export function leaveGroup({ groupLead, ...state }: State): Change {
  return {
    state,
    entries: [
      {
        event: 'group-left',
        detail: { stage: currentStage(state).id, other: groupLead ?? null },
        letter: { kind: 'linked', to: 'resident' },
      },
    ],
  }
}

/** The records hand it to every member. */
export function answerGroup(state: State, what: GroupAnswer, members: number): Change {
  const detail = { stage: currentStage(state).id, what, members }
  return { state, entries: [{ event: 'group-answered', detail }] }
}
