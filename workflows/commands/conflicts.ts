/** Conflicts of interest (HO Code 5.8 c): whoever has one neither sees the case nor does anything on it. */
import { z } from 'zod'
import { staffId, type Actor } from '../actor.ts'
import type { Refusal } from '../policy/refusal.ts'
import * as stages from '../stages/conflicts.ts'
import type { State } from '../state.ts'
import { defineCommand } from './command.ts'
import { matching, optional, shape } from './facts.ts'
import { staffMember, words } from './fields.ts'
import { hasConflict } from './roles.ts'

export const declareConflict = defineCommand({
  name: 'declare-conflict',
  title: 'Declare a conflict of interest',
  description:
    'Say that you have a conflict of interest on this case, or as a manager that an officer has one. From then on it is not there for them: they neither find nor read it, and can do nothing on it. Where it was theirs, the manager is told to give it to somebody else.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      officer: staffMember(staffId).optional().describe('Whose it is, where a manager declares it; left out, your own'),
      nature: words(4_000).describe('What it is: kept on file, for staff without one'),
    }),
  facts: shape({ officer: optional(matching(staffId)) }),
  words: 'always',
  digest: ({ officer }): { officer?: string } => ({ ...(officer !== undefined && { officer }) }),
  allowed: (state, { officer }, { by }) => notTheirs(officer, by) ?? twice(state, officer ?? by.id),
  apply(state, { officer }, { by, draft }) {
    const whose = officer ?? by.id
    return whose === undefined ? { state, entries: [] } : stages.declare(state, whose, draft)
  },
})

function notTheirs(officer: string | undefined, by: Actor): Refusal | undefined {
  if (by.role === 'manager' || officer === undefined || officer === by.id) return undefined
  return {
    rule: 'Redress: declare-conflict',
    message: `Only a manager declares it for somebody else. Ask one to do so for ${officer}, or leave "officer" out for your own.`,
  }
}

function twice(state: State, officer: string | undefined): Refusal | undefined {
  if (!hasConflict(state, officer)) return undefined
  return {
    rule: 'Redress: declare-conflict',
    message: `${officer} has declared a conflict of interest on this complaint already. Nothing more is needed.`,
  }
}

export const endConflict = defineCommand({
  name: 'end-conflict',
  title: 'End a conflict of interest',
  description:
    'Record that somebody has no conflict of interest on this case any more. They see it again. It is for a manager other than themselves.',
  by: ['manager'],
  body: () =>
    z.strictObject({
      officer: staffMember(staffId),
      note: words(4_000).describe('Why there is none any more: kept on file'),
    }),
  facts: shape({ officer: matching(staffId) }),
  words: 'always',
  digest: ({ officer }) => ({ officer }),
  allowed: (state, { officer }) => none(state, officer),
  apply: (state, { officer }, { draft }) => stages.end(state, officer, draft),
})

function none(state: State, officer: string): Refusal | undefined {
  if (hasConflict(state, officer)) return undefined
  const { conflicts = [] } = state
  return {
    rule: 'Redress: end-conflict',
    message: `${officer} has none on this complaint. ${conflicts.length === 0 ? 'Nobody has.' : `Those who have: ${conflicts.join(', ')}.`} Correct "officer".`,
  }
}
