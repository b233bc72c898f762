/** When a complaint, or a request for stage 2, may not be turned away. */
import { acceptedUntil, isOutOfTime } from '../policy/acceptance.ts'
import { dayInWords, localDate } from '../policy/calendar.ts'
import { inWords } from '../policy/extension.ts'
import { cite } from '../policy/reading.ts'
import type { Refusal } from '../policy/refusal.ts'
import { currentStage, formalStage, stageInWords } from '../stage.ts'
import { reasonOf, type Declining } from '../stages/declining.ts'
import type { State } from '../state.ts'
import { noComplaint, overHere, unfinished } from './rules.ts'

/** A complaint is declined before it is answered: at stage 1, or at what comes before it. */
export function declineRefusal(state: State, declining: Declining): Refusal | undefined {
  const early = overHere(state) ?? (state.kind === 'complaint' ? pastStage1(state) : noComplaint(state))
  return early ?? reasonRefusal(state, declining)
}

/** Stage 2 is declined while it is unanswered, or after stage 1 where it was asked for and not opened. */
export function escalationDeclineRefusal(state: State, declining: Declining): Refusal | undefined {
  const stage = formalStage(state)
  if (state.kind !== 'complaint') return noComplaint(state)
  if (!stage || state.status === 'withdrawn' || state.status === 'declined')
    return overHere(state) ?? notAskedFor(state)
  const second = stage.id === state.policy.stages[1].id
  const early = second ? unfinished(state) : stage.answeredAtMs === undefined ? notAskedFor(state) : undefined
  return early ?? reasonRefusal(state, declining)
}

function pastStage1(state: State): Refusal | undefined {
  const stage = formalStage(state)
  if (!stage) return undefined
  if (stage.id === state.policy.stages[0].id) return unfinished(state)
  return {
    rule: escalationRule(state),
    message: `${stageInWords(stage.id)} has begun, so the complaint was taken long since. To turn down the request for ${stage.id.replace('-', ' ')}, give "decline-escalation".`,
  }
}

function notAskedFor(state: State): Refusal {
  return {
    rule: cite(state.policy, state.policy.escalation.from.clause),
    message: `${stageInWords(currentStage(state).id)} is not answered, so there is no request for stage 2 to turn down. To turn down the complaint itself, give "decline".`,
  }
}

/** The rule that a refusal to go on to stage 2 is explained by. */
export function escalationRule({ policy }: State): string {
  const { escalation, explanation } = policy.decline
  return cite(policy, (escalation ?? explanation).clause)
}

/** The policy's list bounds both: a reason on it, which holds, and no matter that it never turns away. */
function reasonRefusal(state: State, declining: Declining): Refusal | undefined {
  const { policy } = state
  const { reasons } = policy.decline
  const kept = neverTurnedAway(state, 'Look into it')
  if (kept) return kept
  const reason = reasonOf(policy, declining.reason)
  if (!reason) {
    const list = reasons.map(({ id, words }) => `${id} (${words.replace(/\.$/, '')})`).join('; ')
    return {
      rule: cite(policy, reasons[0]?.clause),
      message: `"${declining.reason}" is no reason of this policy. A complaint is only turned away for one of these: ${list}.`,
    }
  }
  return overturned(state, declining) ?? (reason.onlyIf === 'out-of-time' ? inTime(state, declining) : undefined)
}

/** A matter that the policy never excludes (Joint Code 2.3). @param instead what to do: "Look into it" */
export function neverTurnedAway({ policy, concerns }: State, instead: string): Refusal | undefined {
  const { never } = policy.decline
  const kept = never?.concerns.filter((concern) => concerns.includes(concern)) ?? []
  if (kept.length === 0) return undefined
  return {
    rule: cite(policy, never?.clause),
    message: `This complaint is about ${kept.join(' and ').replaceAll('-', ' ')}. Such a complaint is never turned away. ${instead}.`,
  }
}

/** The Ombudsman has looked at that reason, and told the council to take the complaint on. */
function overturned({ policy, declined }: State, { reason }: Declining): Refusal | undefined {
  if (!declined?.overturned || declined.reason !== reason) return undefined
  return {
    rule: cite(policy, policy.decline.explanation.clause),
    message: `It was declined for "${reason}" before, and the Ombudsman told you to take it on. It is not turned away for that again.`,
  }
}

/** What the dates on file say of "too late". */
function inTime(state: State, declining: Declining): Refusal | undefined {
  const { policy } = state
  const { accept } = policy
  const issueOn = declining.issueOn ?? state.issueOn
  const receivedOn = localDate(state.stages[0]?.openedAtMs ?? 0)
  const refuse = (message: string): Refusal => ({ rule: cite(policy, accept.clause), message })
  if (issueOn === undefined) {
    return refuse(
      'It is not on record when the matter happened, so nobody can say that it is too late. Record when it happened: say it in "issueOn".',
    )
  }
  if (issueOn > receivedOn)
    return refuse('The matter cannot have happened after the complaint was received. Correct "issueOn".')
  if (isOutOfTime(state, issueOn, receivedOn)) return undefined
  return refuse(
    `It happened on ${dayInWords(issueOn)}, and a complaint about it is in time for ${inWords(accept.within)}, until ${dayInWords(acceptedUntil(state, issueOn))}. This one was received on ${dayInWords(receivedOn)}, so it is taken.`,
  )
}
