/** The written response to a stage (HO Code 6.3-6.9, 6.13-6.20). */
import { z } from 'zod'
import type { Change } from '../change.ts'
import { localDate } from '../policy/calendar.ts'
import { outcomeNames, writtenParts, type OutcomeName, type WrittenPart } from '../policy/names.ts'
import { decisionOf } from '../policy/outcome.ts'
import { cite } from '../policy/reading.ts'
import { together, type Missing } from '../policy/refusal.ts'
import { foundIn, responseAdvice, responseFaults, type Answering, type ResponseFacts } from '../policy/response.ts'
import { currentRules, currentStage } from '../stage.ts'
import { answer } from '../stages/investigation.ts'
import { approvalRule, propose } from '../stages/proposing.ts'
import { answerWaits } from '../stages/representation.ts'
import type { Fact, State } from '../state.ts'
import { defineCommand, type Given, type Known } from './command.ts'
import { evidenceFiles, evidenceFilesFact, evidenceNamed, evidenceRefusal } from './evidence.ts'
import { flag, listOf, oneOf, optional, shape } from './facts.ts'
import { words } from './fields.ts'
import { addition, namesFacts, namesIn, namesStaffBecause } from './own-words.ts'
import { remedy, remedyFact, remedyFacts } from './remedies.ts'
import { acknowledged, reviewerRefusal, unfinished } from './rules.ts'

const points = () =>
  z
    .array(z.strictObject({ finding: z.enum(outcomeNames), reasons: words().optional() }))
    .min(1)
    .max(50)

const body = () =>
  z.strictObject({
    points: points().describe('A finding and reasons for each point of the definition, in its order'),
    outcome: z
      .enum(outcomeNames)
      .optional()
      .describe('The decision on the whole; left out, it follows from the findings'),
    agreesWithStage1: z
      .boolean()
      .optional()
      .describe('Stage 2: whether this response agrees with the answer to stage 1, where the policy counts that'),
    decision: words().optional().describe('The decision in a sentence or two'),
    stepsTaken: words().optional().describe('The steps taken to look into the complaint'),
    evidence: z.array(words(4_000)).max(50).optional().describe('The information and evidence taken into account'),
    evidenceFiles: evidenceFiles(),
    changes: words().optional().describe('Changes to processes and policies, or "none"'),
    remedies: z.array(remedy()).max(50).default([]).describe('What will be done to put things right, and by when'),
    outstandingActions: z.array(words(4_000)).max(50).optional().describe('What is still to be done'),
    addition: addition(),
    namesStaffBecause: namesStaffBecause(),
  })
type Body = z.output<ReturnType<typeof body>>

export const readResponse = shape({
  findings: listOf(oneOf(outcomeNames)),
  reasons: listOf(flag),
  outcome: optional(oneOf(outcomeNames)),
  remedies: listOf(remedyFact),
  written: optional(listOf(oneOf(writtenParts))),
  agreesWithStage1: optional(flag),
  evidenceFiles: evidenceFilesFact,
  ...namesFacts,
})

export const respond = defineCommand({
  name: 'respond',
  title: 'Respond',
  description:
    'Send the stage’s written response: a finding and reasons for every point, the decision, remedies with dates, outstanding actions, and how to go on. Where the policy asks for a second pair of eyes, it is proposed, and goes out when somebody else approves it.',
  by: ['officer', 'manager'],
  body,
  facts: readResponse,
  words: 'always',
  readsNames: true,
  digest,
  allowed: (state, facts, given) => together(faultsOf(state, facts, given)),
  missing: faultsOf,
  advice: (state, facts, { nowMs }) =>
    unfinished(state) ? [] : responseAdvice(answering(state), facts, localDate(nowMs)),
  apply(state, facts, given) {
    const { by, draft } = given
    if (!approvalRule(state) || draft === undefined) return answerAs(state, facts, given)
    const { findings } = facts
    return propose(state, { ...{ by, draft, findings }, outcome: outcomeOf(state, facts), facts: asFact(facts) })
  },
})

/** The answer goes out as whoever wrote it. */
export function answerAs(
  state: State,
  facts: ResponseFacts,
  { by, nowMs, draft }: Given,
  approved?: { proposedBy: string; approvedBy: string },
): Change {
  return answer(state, nowMs, {
    findings: facts.findings,
    outcome: outcomeOf(state, facts),
    remedies: facts.remedies,
    ...{ by: by.id, text: draft },
    ...evidenceNamed(facts),
    ...(approved && { approved }),
  })
}

function outcomeOf(state: State, facts: ResponseFacts): OutcomeName {
  return decisionOf(state.policy, foundIn(facts, answering(state).stage1))
}

/** Plain JSON, as the state keeps it. */
function asFact(facts: ResponseFacts): Fact {
  return JSON.parse(JSON.stringify(facts)) as Fact
}

function digest(body: Body, known?: Known): ResponseFacts {
  const written = partsIn(body)
  return {
    findings: body.points.map((point) => point.finding),
    reasons: body.points.map((point) => point.reasons !== undefined),
    ...(body.outcome !== undefined && { outcome: body.outcome }),
    remedies: remedyFacts(body.remedies),
    ...(written.length > 0 && { written }),
    ...(body.agreesWithStage1 !== undefined && { agreesWithStage1: body.agreesWithStage1 }),
    ...evidenceNamed(body),
    ...namesIn(body, known),
  }
}

function partsIn({ stepsTaken, evidence = [], evidenceFiles = [], changes }: Body): WrittenPart[] {
  const there = {
    'steps-taken': stepsTaken !== undefined,
    'evidence-considered': evidence.length > 0 || evidenceFiles.length > 0,
    changes: changes !== undefined,
  }
  return writtenParts.filter((part) => there[part])
}

/** All that stands against it, what comes first in a complaint's life first. */
export function faultsOf(state: State, facts: ResponseFacts, { by, draft, nowMs }: Given): Missing[] {
  const early = unfinished(state)
  if (early) return [early]
  const { policy } = state
  const rules = currentRules(state)
  // A policy may let a quick answer go out by itself.
  const waiting = [reviewerRefusal(state, by.id), rules.acknowledge.maySkip ? undefined : acknowledged(state)]
  const notWritten: Missing = {
    rule: cite(policy, rules.response.clause),
    message: 'A response is confirmed in writing. Store its text with PUT …/draft-response and send the id as "draft".',
  }
  return [
    ...[...waiting, answerWaits(state, nowMs)].filter((refusal) => refusal !== undefined),
    ...(draft === undefined ? [notWritten] : []),
    ...responseFaults(answering(state), facts),
    ...[evidenceRefusal(state, facts)].filter((refusal) => refusal !== undefined),
  ]
}

function answering(state: State): Answering {
  const stage1 = state.stages.findLast(({ id }) => id === 'stage-1')?.outcome
  const isReview = currentStage(state).id === 'stage-2'
  return {
    policy: state.policy,
    rules: currentRules(state),
    points: state.points,
    ...(isReview && stage1 !== undefined && { stage1 }),
  }
}
