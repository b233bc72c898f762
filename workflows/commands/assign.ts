import { z } from 'zod'
import { staffId } from '../actor.ts'
import { currentStage, withStage } from '../stage.ts'
import { defineCommand } from './command.ts'
import { matching, shape } from './facts.ts'
import { staffMember } from './fields.ts'
import { assigneeRefusal } from './roles.ts'
import { over, reviewerRefusal, unfinished } from './rules.ts'

/** Gives the complaint to an officer. At stage 2 that may be nobody who considered it at stage 1 (HO Code 6.13). */
export const assign = defineCommand({
  name: 'assign',
  title: 'Assign',
  description:
    'Give the complaint to an officer, by staff id. At stage 2: not the person who considered it at stage 1.',
  by: ['officer', 'manager'],
  body: () => z.strictObject({ officer: staffMember(staffId) }),
  facts: shape({ officer: matching(staffId) }),
  words: 'none',
  digest: (body) => body,
  // A service request is somebody's to see to as well, and what an Ombudsman asks for.
  allowed(state, { officer }) {
    const refused = assigneeRefusal(state, officer)
    if (refused) return refused
    if (state.status === 'with-ombudsman') return undefined
    return state.kind === 'service-request' ? over(state) : (unfinished(state) ?? reviewerRefusal(state, officer))
  },
  apply(state, { officer }) {
    const stage = currentStage(state)
    const consideredBy = [...new Set([...stage.consideredBy, officer])]
    return {
      state: withStage(state, { officer, consideredBy }),
      entries: [{ event: 'assigned', detail: { stage: stage.id, officer } }],
    }
  },
})
