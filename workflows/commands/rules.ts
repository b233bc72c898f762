/** Refusals that several commands share: what the stage must have come to, and who may not review. */
import { dayInWords, localDate } from '../policy/calendar.ts'
import type { Kind } from '../policy/names.ts'
import type { StageId } from '../policy/policy.ts'
import { cite } from '../policy/reading.ts'
import type { Refusal } from '../policy/refusal.ts'
import {
  currentRules,
  currentStage,
  deadlineNamed,
  formalStage,
  formalStageOf,
  isOver,
  stageInWords,
} from '../stage.ts'
import type { State } from '../state.ts'

/** Our own procedure is over: nothing more is done in it, also where an Ombudsman has the complaint after it. */
export function overHere(state: State): Refusal | undefined {
  if (state.status === 'with-ombudsman') {
    return {
      rule: cite(state.policy, state.policy.ombudsman.clause),
      message:
        'Our own procedure is over, and an Ombudsman has this complaint. Whoever does not want to go on tells the Ombudsman. Where we are told to take it up again, staff give "reopen".',
    }
  }
  return over(state)
}

/** The complaint is closed, withdrawn or declined: nothing more is done on it. */
export function over(state: State): Refusal | undefined {
  if (!isOver(state)) return undefined
  const rule = cite(state.policy, undefined)
  if (state.kind !== 'complaint') {
    return { rule, message: `This is ${kindsInWords[state.kind]}, and it is ${state.status}. ${howToComplain}` }
  }
  return {
    rule,
    message: `This complaint is ${state.status}. Nothing more is done on it, unless staff take it up again with "reopen".`,
  }
}

const kindsInWords: Record<Kind, string> = {
  complaint: 'a complaint',
  'service-request': 'a service request',
  compliment: 'a compliment',
  suggestion: 'a suggestion',
  'survey-feedback': 'feedback from a survey',
}
const howToComplain = 'Where somebody is unhappy, give "complain": a complaint of its own begins.'

/** A case of another kind has no stages, and nothing of a complaint is done on it. */
export function noComplaint(state: State): Refusal {
  return {
    rule: cite(state.policy, state.policy.serviceRequests.clause),
    message: `This is ${kindsInWords[state.kind]} and no complaint. ${howToComplain}`,
  }
}

/** The stage is answered (or the complaint over): its work is done. */
export function unfinished(state: State): Refusal | undefined {
  const stage = formalStage(state)
  if (!stage) return overHere(state) ?? beforeStage1(state)
  if (stage.answeredAtMs === undefined) return overHere(state)
  return (
    overHere(state) ?? {
      rule: cite(state.policy, currentRules(state).response.clause),
      message: `${stageInWords(stage.id)} was answered on ${dayInWords(localDate(stage.answeredAtMs))}. Its work is done.`,
    }
  )
}

/** Nothing of stage 1 is done before it has begun. */
function beforeStage1(state: State): Refusal {
  const stage = currentStage(state).id
  const { enquiry, short } = state.policy
  if (stage === 'urgent-enquiry') {
    return {
      rule: cite(state.policy, enquiry?.clause),
      message: `This is still at the step "${enquiry?.name ?? short}", before stage 1. Give "resolve-enquiry", or "escalate" to make it a stage 1 complaint at once.`,
    }
  }
  return noComplaint(state)
}

/** A response, an extension and a correction come after the acknowledgement. */
export function acknowledged(state: State): Refusal | undefined {
  const { id, acknowledgedAtMs } = formalStageOf(state)
  if (acknowledgedAtMs !== undefined) return undefined
  const due = deadlineNamed(state, `acknowledge-${id}`)?.due
  return {
    rule: cite(state.policy, currentRules(state).acknowledge.clause),
    message: `${stageInWords(id)} is not acknowledged yet${due ? ` (due by ${dayInWords(due)})` : ''}. Acknowledge it first.`,
  }
}

/** The person who considers a stage must not be one who considered the stage before (HO Code 6.13). */
export function reviewerRefusal(state: State, person: string | undefined): Refusal | undefined {
  const { notOf } = currentRules(state).reviewer ?? {}
  // Who put their name to the answer by approving it has considered it as well.
  const signed = state.stages.find((stage) => stage.id === notOf && stage.approvedBy === person)
  return (
    considered(state, person) ??
    (signed && person !== undefined ? considererRefusal(state, person, signed.id) : undefined)
  )
}

/** The same of those who were given the stage before or answered it: who only approved the answer may also approve the next. */
export function considered(state: State, person: string | undefined): Refusal | undefined {
  const rule = currentRules(state).reviewer
  if (!rule || person === undefined) return undefined
  // A stage that was taken up again has two, and neither may be reviewed by who considered it.
  const before = state.stages.find((stage) => stage.id === rule.notOf && stage.consideredBy.includes(person))
  return before && considererRefusal(state, person, before.id)
}

function considererRefusal(state: State, person: string, before: StageId): Refusal {
  return {
    rule: cite(state.policy, currentRules(state).reviewer?.clause),
    message: `${person} considered this complaint at ${stageInWords(before).toLowerCase()}. ${stageInWords(currentStage(state).id)} is considered by somebody else: assign another officer.`,
  }
}

/** Refusals of a command that no document asks for: Redress itself does. */
export function refusing(command: string): (message: string) => Refusal {
  return (message) => ({ rule: `Redress: ${command}`, message })
}
