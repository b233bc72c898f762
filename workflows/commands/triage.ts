/** How much a complaint presses: vulnerability, complexity and risk (HO Code 6.1). */
import { z } from 'zod'
import { triageRule } from '../policy/triage.ts'
import { cite } from '../policy/reading.ts'
import * as stages from '../stages/triage.ts'
import { defineCommand } from './command.ts'
import { flag, optional, shape } from './facts.ts'
import { words } from './fields.ts'
import { over } from './rules.ts'

export const triage = defineCommand({
  name: 'triage',
  title: 'Look at how much it presses',
  description:
    'Record whether the resident is vulnerable, the complaint complex, or somebody at risk, on intake or when it changes: only what is given changes. It shows in the list, reminders come earlier for who is vulnerable or at risk, and a risk that nobody has is told to the manager at once. The resident is not written to.',
  by: ['officer', 'manager'],
  body: () =>
    z
      .strictObject({
        vulnerable: z.boolean().optional(),
        complex: z.boolean().optional(),
        risk: z.boolean().optional().describe('Somebody may come to harm'),
        note: words(4_000).describe('What was looked at, and what it showed: kept on file'),
      })
      .refine(
        ({ vulnerable, complex, risk }) => [vulnerable, complex, risk].some((one) => one !== undefined),
        'say what was found: "vulnerable", "complex" or "risk"',
      ),
  facts: shape({ vulnerable: optional(flag), complex: optional(flag), risk: optional(flag) }),
  words: 'always',
  digest: ({ note: _words, ...flags }) =>
    Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)),
  allowed(state, { vulnerable, complex, risk }) {
    const { triage: known = {}, policy } = state
    const same = (found: boolean | undefined, was: true | undefined) => found === undefined || found === (was ?? false)
    if (over(state)) return over(state)
    if (![same(vulnerable, known.vulnerable), same(complex, known.complex), same(risk, known.risk)].every(Boolean))
      return undefined
    return {
      rule: cite(policy, triageRule(policy).clause),
      message: 'This is on record so already. Say what has changed, or leave it.',
    }
  },
  apply: (state, flags, { draft }) => stages.triage(state, flags, draft),
})
