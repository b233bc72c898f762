/**
 * Not taking a complaint, or a request for stage 2: for a reason on the policy's own list, each case on its merits, with an
 * explanation, the evidence and the right to go to the Ombudsman (HO Code 2.1-2.5 and 5.11, Joint Code 2.1-2.6 and 5.9).
 */
import { z } from 'zod'
import * as stages from '../stages/declining.ts'
import type { Refusal } from '../policy/refusal.ts'
import type { NamesStaff } from '../policy/response.ts'
import type { State } from '../state.ts'
import { defineCommand, type Known } from './command.ts'
import { declineRefusal, escalationDeclineRefusal } from './decline-rules.ts'
import { evidenceFiles, evidenceFilesFact, evidenceNamed, evidenceRefusal } from './evidence.ts'
import { day, matching, optional, shape } from './facts.ts'
import * as fields from './fields.ts'
import { words } from './fields.ts'
import { addition, namesFacts, namesIn, namesRefusal, namesStaffBecause } from './own-words.ts'

const body = () =>
  z.strictObject({
    reason: fields.code().describe('The id of a reason on the policy’s own list'),
    explanation: words().describe(
      'Why this case, looked at on its own merits, is not one to take, as the resident is told it',
    ),
    evidence: words().describe('What shows it, as the resident is told it'),
    otherRoutes: words(4_000).optional().describe('Who else may be able to help, beside what the policy names'),
    issueOn: fields
      .day()
      .optional()
      .describe('When the matter happened, where that is not on record or is wrong there'),
    evidenceFiles: evidenceFiles(),
    addition: addition(),
    namesStaffBecause: namesStaffBecause(),
  })

const facts = shape({
  reason: matching(/^[a-z0-9][a-z0-9-]{0,63}$/),
  issueOn: optional(day),
  evidenceFiles: evidenceFilesFact,
  ...namesFacts,
})

const digest = (sent: z.output<ReturnType<typeof body>>, known?: Known): stages.Declining & NamesStaff => ({
  ...decliningOf(sent),
  ...namesIn(sent, known),
})

function decliningOf(
  given: Pick<z.output<ReturnType<typeof body>>, 'reason' | 'issueOn' | 'evidenceFiles'>,
): stages.Declining {
  const { reason, issueOn } = given
  return { reason, ...(issueOn !== undefined && { issueOn }), ...evidenceNamed(given) }
}

function restRefusal(state: State, declining: stages.Declining & NamesStaff): Refusal | undefined {
  return namesRefusal(state, declining) ?? evidenceRefusal(state, declining)
}

export const decline = defineCommand({
  name: 'decline',
  title: 'Decline the complaint',
  description:
    'Do not take the complaint, for a reason that the policy lists. The resident gets the reason, your explanation and evidence, who else may help, and their right to take the decision to the Ombudsman.',
  by: ['officer', 'manager'],
  body,
  facts,
  words: 'always',
  digest,
  readsNames: true,
  allowed: (state, declining) => declineRefusal(state, declining) ?? restRefusal(state, declining),
  apply: (state, declining, { nowMs, draft }) => stages.decline(state, nowMs, decliningOf(declining), draft),
})

export const declineEscalation = defineCommand({
  name: 'decline-escalation',
  title: 'Decline the request for stage 2',
  description:
    'Do not take the complaint to stage 2, for a reason that the policy lists. The resident gets the reason, your explanation and evidence, who else may help, and their right to take the decision to the Ombudsman. The complaint is closed.',
  by: ['officer', 'manager'],
  body,
  facts,
  words: 'always',
  digest,
  readsNames: true,
  allowed: (state, declining) => escalationDeclineRefusal(state, declining) ?? restRefusal(state, declining),
  apply: (state, declining, { nowMs, draft }) => stages.declineEscalation(state, nowMs, decliningOf(declining), draft),
})
