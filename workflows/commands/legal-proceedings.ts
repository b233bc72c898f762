/** A claim was filed at court: that ends the procedure (HO Code 2.2, LBBD section 6). */
import { z } from 'zod'
import { dayInWords, localDate } from '../policy/calendar.ts'
import { cite } from '../policy/reading.ts'
import type { Refusal } from '../policy/refusal.ts'
import type { NamesStaff } from '../policy/response.ts'
import { reasonOf } from '../stages/declining.ts'
import { startProceedings } from '../stages/other-paths.ts'
import type { State } from '../state.ts'
import { defineCommand } from './command.ts'
import { neverTurnedAway } from './decline-rules.ts'
import { day, oneOf, optional, shape } from './facts.ts'
import * as fields from './fields.ts'
import { words } from './fields.ts'
import { addition, namesFacts, namesIn, namesRefusal, namesStaffBecause } from './own-words.ts'
import { noComplaint, overHere } from './rules.ts'

/** How far somebody has gone. Only a claim that is filed is legal proceedings. */
const steps = ['claim-filed', 'letter-before-action', 'threat'] as const
const parties = ['resident', 'council'] as const

interface Facts extends NamesStaff {
  step?: (typeof steps)[number]
  filedOn: string
  by: (typeof parties)[number]
}

export const startLegalProceedings = defineCommand({
  name: 'start-legal-proceedings',
  title: 'Legal proceedings have started',
  description:
    'A claim about the same matter has been filed at court, with its Claim Form and Particulars of Claim: the complaint ends, and the resident is told why. What was promised is still done. A threat of a claim, or a letter before action, ends nothing.',
  by: ['officer', 'manager'],
  body: () =>
    z.strictObject({
      step: z.enum(steps).default('claim-filed').describe('How far it has gone: only a claim that is filed ends it'),
      filedOn: fields.day().describe('The day on which the claim was filed at court'),
      by: z.enum(parties).describe('Who filed it'),
      note: words(4_000).describe('Why this ends the complaint, in this case, as the resident is told it'),
      addition: addition(),
      namesStaffBecause: namesStaffBecause(),
    }),
  facts: shape({ step: optional(oneOf(steps)), filedOn: day, by: oneOf(parties), ...namesFacts }),
  words: 'always',
  readsNames: true,
  digest: ({ step, filedOn, by, ...body }, known): Facts => ({
    ...(step !== 'claim-filed' && { step }),
    ...{ filedOn, by },
    ...namesIn(body, known),
  }),
  allowed(state, facts, { nowMs }) {
    if (state.kind !== 'complaint') return noComplaint(state)
    return (
      overHere(state) ??
      notFiled(state, facts) ??
      neverTurnedAway(state, 'Answer it beside the court case') ??
      dayRefusal(state, facts, nowMs) ??
      namesRefusal(state, facts)
    )
  },
  apply: (state, { filedOn, by }, { nowMs, draft }) => startProceedings(state, nowMs, { filedOn, by }, draft),
})

function ruleOf({ policy }: State): string {
  return cite(policy, reasonOf(policy, 'legal-proceedings')?.clause)
}

function notFiled(state: State, { step = 'claim-filed' }: Facts): Refusal | undefined {
  if (step === 'claim-filed') return undefined
  const what = step === 'threat' ? 'A threat to go to court' : 'A letter before action'
  return {
    rule: ruleOf(state),
    message: `${what} does not start legal proceedings: they start when the claim is filed at court, with its Claim Form and Particulars of Claim. Go on with the complaint, and give this command if a claim is filed.`,
  }
}

function dayRefusal(state: State, { filedOn }: Facts, nowMs: number): Refusal | undefined {
  if (filedOn <= localDate(nowMs)) return undefined
  return {
    rule: ruleOf(state),
    message: `${dayInWords(filedOn)} has not come yet, so no claim was filed then. Correct "filedOn", or wait until it is filed.`,
  }
}
