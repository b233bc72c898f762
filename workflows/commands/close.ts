/** An answered complaint is over before its time, because the resident says that they are content. */
import { z } from 'zod'
import { cite } from '../policy/reading.ts'
import type { Refusal } from '../policy/refusal.ts'
import { holdsOpen } from '../policy/duty-rules.ts'
import { isOver, openDuties, ownStage } from '../stage.ts'
import { close as closed } from '../stages/closing.ts'
import type { State } from '../state.ts'
import { defineCommand } from './command.ts'
import { shape } from './facts.ts'
import { words } from './fields.ts'
import { listOf, ruleOf } from './owed.ts'
import { addition, namesFacts, namesIn, namesRefusal, namesStaffBecause } from './own-words.ts'
import { noComplaint, overHere } from './rules.ts'

export const close = defineCommand({
  name: 'close',
  title: 'Close the complaint',
  description:
    'Close a complaint that is answered without waiting longer, because the resident agrees to it. They have it in writing, with how to go on all the same. Not while something that was promised is left to do; what is not answered is withdrawn.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      agreedWith: z.literal('resident').describe('Nobody closes it early but with the resident’s word'),
      reason: words(4_000).describe('What the resident said, as they are told it'),
      addition: addition(),
      namesStaffBecause: namesStaffBecause(),
    }),
  facts: shape({ ...namesFacts }),
  words: 'always',
  readsNames: true,
  digest: (body, known) => namesIn(body, known),
  allowed: (state, facts) => notNow(state) ?? heldOpen(state) ?? namesRefusal(state, facts),
  apply: (state, _facts, { nowMs, draft }) => closed(state, nowMs, { kind: 'closed', to: 'resident' }, draft),
})

function notNow(state: State): Refusal | undefined {
  if (state.kind !== 'complaint') return noComplaint(state)
  if (isOver(state) || state.status === 'with-ombudsman') return overHere(state)
  if (ownStage(state).answeredAtMs !== undefined) return undefined
  return {
    rule: cite(state.policy, undefined),
    message: 'It is not answered yet. Where the resident does not wish to go on, give "withdraw".',
  }
}

/** What was promised is followed through first (HO Code 7.3). */
function heldOpen(state: State): Refusal | undefined {
  const [first, ...others] = openDuties(state).filter(({ name }) => holdsOpen.includes(name))
  if (!first) return undefined
  const what = first.name === 'complete-action' ? 'action' : first.name.replaceAll('-', ' ')
  const same = [first, ...others].filter(({ name }) => name === first.name)
  return {
    rule: ruleOf(state, first.name),
    message: `Something that was promised is not done. ${listOf(same, what)} Record it with "${first.name}" first: then the complaint can be closed.`,
  }
}
