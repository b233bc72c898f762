/**
 * The resident raises something new while their complaint is looked into (HO Code 6.8, Joint Code 6.9). Related, and before the stage
 * 1 response: it is answered with the rest, unless that would unreasonably delay the answer. Else it is a complaint of its own.
 */
import { z } from 'zod'
import type { Change } from '../change.ts'
import { currentStage, formalStage, ownStage } from '../stage.ts'
import { isOverHere } from '../stages/ombudsman.ts'
import type { State } from '../state.ts'
import { defineCommand, type Given } from './command.ts'
import { count, flag, optional, shape } from './facts.ts'
import { anotherService, words } from './fields.ts'
import { noComplaint, overHere } from './rules.ts'

interface NewPoint {
  related: boolean
  delays: boolean
  /** How many come with it. */
  more?: number
}

/** Why a new point is not answered with the rest. */
export type WhyApart = 'stage-two' | 'answered' | 'unrelated' | 'delays'

/** A response answers no more than so many. */
const mostPoints = 50

export const addPoint = defineCommand({
  name: 'add-point',
  title: 'Add a point',
  description:
    'The resident raises something new. Related, before the stage 1 response, and without unreasonable delay, it becomes a point of this complaint; otherwise a complaint of its own begins, linked to this one, with its own clock.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      point: words(4_000).describe('What is new, as the resident is told it back'),
      more: z.array(words(4_000)).min(1).max(49).optional().describe('Further points that come with it'),
      related: z.boolean().describe('Whether it is related to what is being looked into'),
      delays: z.boolean().default(false).describe('Whether answering it too would unreasonably delay the response'),
      ...anotherService(),
    }),
  facts: shape({ related: flag, delays: flag, more: optional(count(1, 49)) }),
  words: 'always',
  makesComplaint: true,
  digest: ({ related, delays, more }): NewPoint => ({ related, delays, ...(more && { more: more.length }) }),
  allowed(state) {
    // On a complaint that is answered and closed it is a new complaint; one that was withdrawn or declined has no points to add to.
    if (state.kind !== 'complaint') return noComplaint(state)
    const { status, closedAs = status } = state
    return closedAs === 'closed' ? undefined : overHere(state)
  },
  apply(state, facts, given) {
    const why = whyApart(state, facts)
    return why === undefined ? folded(state, facts, given) : apart(state, why, given)
  },
})

function whyApart(state: State, { related, delays, more = 0 }: NewPoint): WhyApart | undefined {
  const { id, answeredAtMs } = ownStage(state)
  if (id === 'stage-2') return 'stage-two'
  if (answeredAtMs !== undefined || isOverHere(state)) return 'answered'
  if (!related) return 'unrelated'
  return delays || state.points + more >= mostPoints ? 'delays' : undefined
}

/** Who has the definition already gets it anew, with the point in it. */
function folded(state: State, { more = 0 }: NewPoint, { draft }: Given): Change {
  const points = state.points + 1 + more
  const acknowledged = formalStage(state)?.acknowledgedAtMs !== undefined
  return {
    state: { ...state, points },
    entries: [
      {
        event: 'point-added',
        clause: state.policy.newPoints.clause,
        detail: { stage: currentStage(state).id, points },
        text: draft,
        ...(acknowledged && { letter: { kind: 'acknowledgement', to: 'resident' } }),
      },
    ],
  }
}

function apart(state: State, reason: WhyApart, { draft }: Given): Change {
  return {
    state,
    entries: [
      {
        event: 'complaint-made',
        clause: state.policy.newPoints.clause,
        detail: { stage: currentStage(state).id, reason },
        text: draft,
      },
    ],
  }
}
