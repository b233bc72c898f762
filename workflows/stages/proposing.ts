/**
 * A second pair of eyes, where the policy asks for one: a response is proposed, and goes out when somebody else has approved it. It
 * takes time out of nobody's clock: the deadline, its reminders and what follows a late answer go on as if there were no proposal. Pure.
 */
import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import type { OutcomeName, StageRules } from '../policy/policy.ts'
import { currentRules, currentStage, nextSeq } from '../stage.ts'
import type { Fact, Proposed, State } from '../state.ts'

/** Who may approve the present stage's response, by which clause; undefined where it goes out by itself. */
export function approvalRule(state: State): StageRules['response']['approve'] {
  return currentRules(state).response.approve
}

export interface Proposal {
  by: Actor
  draft: string
  outcome: OutcomeName
  findings: OutcomeName[]
  /** As the command was given: it is looked at again when it is approved. */
  facts: Fact
}

/** Takes the place of an earlier one. */
export function propose(state: State, { by, draft, outcome, findings, facts }: Proposal): Change {
  if (by.id === undefined || by.role === 'resident') throw new Error('A response is proposed by a member of staff')
  return {
    state: { ...state, proposed: { seq: nextSeq(state), by: by.id, role: by.role, draft, facts } },
    entries: [
      {
        event: 'response-proposed',
        clause: approvalRule(state)?.clause,
        detail: {
          stage: currentStage(state).id,
          outcome,
          findings,
          ...(state.proposed && { replaces: state.proposed.seq }),
        },
        text: draft,
        letter: { kind: 'approval', to: 'manager' },
      },
    ],
  }
}

/** It does not go out as it is. Whoever wrote it is told why, and proposes another. */
export function sendBack({ proposed: _gone, ...state }: State, proposed: Proposed, note: string | undefined): Change {
  return {
    state,
    entries: [
      {
        event: 'response-sent-back',
        clause: approvalRule(state)?.clause,
        detail: { stage: currentStage(state).id, proposal: proposed.seq },
        text: note,
        letter: { kind: 'sent-back', to: 'officer' },
      },
    ],
  }
}
