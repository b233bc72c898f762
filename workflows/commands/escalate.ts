/** The resident's own decisions: to go on to the next stage (HO Code 6.10-6.12), or to withdraw. */
import { z } from 'zod'
import { currentStage, deadlineNamed, isLastStage, ownStage, stageInWords } from '../stage.ts'
import { dayInWords, type LocalDate } from '../policy/calendar.ts'
import { isPassed, lastDay } from '../policy/deadlines.ts'
import { cite, isFormal, stageRules } from '../policy/reading.ts'
import type { Refusal } from '../policy/refusal.ts'
import { goOn } from '../stages/investigation.ts'
import { endAll } from '../stages/closing.ts'
import { escalationDeclined } from '../stages/declining.ts'
import { mayGoOn } from '../stages/escalation-window.ts'
import { isOverHere } from '../stages/ombudsman.ts'
import type { State } from '../state.ts'
import { defineCommand, type Given } from './command.ts'
import { escalationRule } from './decline-rules.ts'
import { flag, optional, shape } from './facts.ts'
import { words } from './fields.ts'
import { overHere } from './rules.ts'

interface Request {
  reasons?: boolean
  outcomesSought?: boolean
  spoken?: boolean
  goodReason?: boolean
}

export const escalate = defineCommand({
  name: 'escalate',
  title: 'Go on to the next stage',
  description:
    'Take the complaint to the next stage because all or part of it is not resolved to the resident’s satisfaction. Reasons are only needed where the policy asks for them.',
  by: ['resident', 'officer', 'manager'],
  body: () =>
    z.strictObject({
      reasons: words().optional().describe('Why the resident remains unhappy, if they wish to say'),
      outcomesSought: words().optional().describe('What the resident wants to happen now'),
      spoken: z
        .boolean()
        .default(false)
        .describe('The request was made by phone or in person, and nobody has written it down for the resident'),
      goodReason: words().optional().describe('Staff: why a request is accepted after the policy’s last day for it'),
    }),
  facts: shape({
    reasons: optional(flag),
    outcomesSought: optional(flag),
    spoken: optional(flag),
    goodReason: optional(flag),
  }),
  words: 'some',
  digest: ({ reasons, outcomesSought, spoken, goodReason }): Request => ({
    ...(reasons !== undefined && { reasons: true }),
    ...(outcomesSought !== undefined && { outcomesSought: true }),
    ...(spoken && { spoken }),
    ...(goodReason !== undefined && { goodReason: true }),
  }),
  allowed: (state, request, given) =>
    notNow(state) ?? (isFormal(ownStage(state).id) ? notAfterThis(state, request, given) : undefined),
  apply: (state, _facts, { nowMs, draft }) => goOn(state, nowMs, draft),
})

/** The next stage follows the answer to this one. A quick try before stage 1 may be ended by the resident at any time. */
function notNow(state: State): Refusal | undefined {
  const stage = ownStage(state)
  if (stage.id === 'urgent-enquiry') return overHere(state)
  const declined = isOverHere(state) ? escalationDeclined(state) : undefined
  if (declined) return declinedBefore(state, declined.on)
  if (!isFormal(stage.id)) {
    return {
      rule: cite(state.policy, state.policy.serviceRequests.clause),
      message: 'This is no complaint yet. Give "complain", and a complaint of its own begins.',
    }
  }
  if (isLastStage(state)) {
    return {
      rule: cite(state.policy, stageRules(state.policy, stage.id).response.clause),
      message: `${stageInWords(stage.id)} is the final stage. The resident can go to the Ombudsman at any time.`,
    }
  }
  const was = state.closedAs ?? state.status
  if (was === 'withdrawn' || was === 'declined') return overHere(state)
  if (stage.answeredAtMs !== undefined) return undefined
  return {
    rule: cite(state.policy, state.policy.escalation.from.clause),
    message: `${stageInWords(stage.id)} is not answered yet. The next stage follows its response; the resident can go to the Ombudsman at any time.`,
  }
}

/** A request was turned away with its reasons: nobody opens stage 2 past that by asking again. */
function declinedBefore(state: State, on: LocalDate): Refusal {
  return {
    rule: escalationRule(state),
    message: `The request for stage 2 was declined on ${dayInWords(on)}. The resident can take that decision to the Ombudsman. Where the Ombudsman overturns it, or you think better of it, give "reopen".`,
  }
}

/** What the policy asks of a request: the outcome it may follow, its last day, its reasons, its form. */
function notAfterThis(state: State, request: Request, { by, nowMs }: Given): Refusal | undefined {
  const { policy } = state
  const { from, window, reasons, outcomesSought, inWriting } = policy.escalation
  const refuse = (rule: { clause?: string | undefined }, message: string): Refusal => ({
    rule: cite(policy, rule.clause),
    message: `${message} The resident can go to the Ombudsman at any time.`,
  })
  if (!mayGoOn(state)) {
    const { outcome } = ownStage(state)
    return refuse(
      from,
      `The complaint was ${outcome?.replaceAll('-', ' ')} at stage 1. Under this policy only a complaint that was ${String(from.outcomes).replaceAll(',', ' or ').replaceAll('-', ' ')} goes on to stage 2.`,
    )
  }
  const asked = deadlineNamed(state, 'request-stage-2')
  if (asked && isPassed(asked, nowMs) && (by.role === 'resident' || !request.goodReason)) {
    return refuse(
      window,
      `Stage 2 could be asked for until ${dayInWords(lastDay(asked))}. Staff can accept a later request and say why in "goodReason".`,
    )
  }
  if (reasons.required && !request.reasons) {
    return refuse(reasons, 'This policy asks the resident why they remain unhappy. Say so in "reasons".')
  }
  if (outcomesSought?.required && !request.outcomesSought) {
    return refuse(outcomesSought, 'This policy asks what outcome the resident wants. Say so in "outcomesSought".')
  }
  if (inWriting?.required && request.spoken) {
    return refuse(
      inWriting,
      'This policy asks for the request in writing. Write down what the resident says, read it back to them, and send it without "spoken".',
    )
  }
  return undefined
}

export const withdraw = defineCommand({
  name: 'withdraw',
  title: 'Withdraw the complaint',
  description: 'End the complaint because the resident no longer wishes to go on. They are told in writing.',
  by: ['resident', 'officer', 'manager'],
  body: () => z.strictObject({ reason: words(4_000).optional() }),
  facts: shape({}),
  words: 'some',
  digest: () => ({}),
  allowed: (state) => overHere(state),
  apply: (state: State, _facts, { nowMs, draft }) => ({
    state: endAll({ ...state, status: 'withdrawn' }, nowMs),
    entries: [
      {
        event: 'withdrawn',
        detail: { stage: currentStage(state).id },
        text: draft,
        letter: { kind: 'closed', to: 'resident' },
      },
    ],
  }),
})
