/** Intake: case row and resident first, then the workflow. Where that does not start now, a sweep starts it within a minute. */
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client'
import { z } from 'zod'
import { fileComplaint, type Filed } from '../../prisma/file-complaint.ts'
import { companionAtIntake } from '../../prisma/companions.ts'
import { policyFor } from '../../prisma/organisations.ts'
import { roles } from '../../workflows/actor.ts'
import { dateFault, intakeSchema, type Intake } from '../../workflows/intake.ts'
import { intakeRefusal } from '../../workflows/intake-rules.ts'
import { localDate, localTimestamp, parseWhen } from '../../workflows/policy/calendar.ts'
import { kinds } from '../../workflows/policy/names.ts'
import { currentStage, openDuties } from '../../workflows/stage.ts'
import { startOptions } from '../../workflows/start-options.ts'
import { isStaff, subjectOf, type Caller } from '../caller.ts'
import { traceOf } from '../failures.ts'
import { claimOf, giveBack, keep, take, usedForOther } from '../idempotency.ts'
import { defineOperation, readBy, type Asked, type Read, type Reply } from '../operation.ts'
import type { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { temporalWithin } from '../temporal.ts'
import { groupRefusal, handToLead, startJoining } from './join-at-intake.ts'
import { deadlineOf, deadlineSchema, instant } from './deadline.ts'

/** Longer is not waited for a start: the case is in the records, and the sweep sees to it. */
const startMs = 3_000

const answerSchema = z
  .strictObject({
    ref: z.string(),
    kind: z.enum(kinds),
    policy: z.string(),
    stage: z.string(),
    status: z.string(),
    receivedAt: instant,
    deadlines: z.array(deadlineSchema),
    note: z.string().optional(),
  })
  .meta({ id: 'FiledComplaint' })
type Answer = z.output<typeof answerSchema>

const note =
  'Recorded, and its clock runs from its receipt. The receipt letter goes out when its workflow has started, within a minute or so.'

const example: z.input<typeof intakeSchema> = {
  summary: 'The boiler has been off since Friday and nobody has come.',
  points: ['No heating or hot water for four days', 'Two appointments were missed'],
  outcomesSought: ['A repair this week', 'An apology'],
  serviceArea: 'repairs',
  landlordMatter: true,
  channel: 'online',
  resident: {
    name: 'Sam Jones',
    email: 'sam.jones@example.org',
    preferredContact: 'email',
    adjustments: ['Large print'],
  },
}

export const file = defineOperation({
  method: 'post',
  path: '/v1/complaints',
  id: 'fileComplaint',
  tag: 'Complaints',
  title: 'Make a complaint',
  description:
    'Records a complaint and starts its clock. The receipt goes to the resident at once. With “kind”: a service request, a compliment, a suggestion or feedback from a survey, each answered in its own way; a complaint about it is made with “complain”.',
  by: roles,
  once: true,
  body: { schema: intakeSchema, example, read: readIntake },
  answers: {
    201: { description: 'Recorded and under way', schema: answerSchema },
    202: { description: 'Recorded; its workflow starts within a minute', schema: answerSchema },
  },
  problems: ['bad-input', 'malformed-json', 'too-large', 'not-json', 'against-the-rules', 'key-used', 'unavailable'],
  handle: fileOnce,
})

function readIntake(sent: unknown, nowMs: number): Read<Intake> {
  const read = readBy(intakeSchema, sent)
  const fault = 'value' in read ? dateFault(read.value, nowMs) : undefined
  return fault ? { errors: [fault] } : read
}

async function fileOnce(services: Services, asked: Asked<undefined, Intake>): Promise<Reply | Problem> {
  const { caller, idempotencyKey, nowMs } = asked
  const intake = asSeen(asked.body, caller)
  const claim =
    idempotencyKey === undefined ? undefined : claimOf(idempotencyKey, caller, 'POST /v1/complaints', intake)
  const outcome = await services.records.$transaction(
    async (tx): Promise<Reply | Problem | { filed: Filed; answer: Answer }> => {
      const earlier = claim && (await take(tx, claim, null, nowMs))
      if (earlier) return earlier === 'other' ? usedForOther : created(answerSchema.parse(earlier.answer))
      const { group } = intake
      const apart = group === undefined ? undefined : await groupRefusal(tx, group, caller)
      const found = apart ? { refusal: apart } : policyOn(services, asked)
      if ('refusal' in found) {
        if (claim) await giveBack(tx, claim)
        return { problem: 'against-the-rules', rule: found.refusal.rule, detail: found.refusal.message }
      }
      const under = {
        organisation: caller.org,
        policy: found.policy,
        begins: found.begins,
      }
      const filed = await fileComplaint(tx, { intake, ...under, filedBy: subjectOf(caller), nowMs })
      if (group !== undefined) await handToLead(tx, group, filed.ref, caller, nowMs)
      const answer = answerOf(filed)
      if (claim) await keep(tx, claim, { ref: filed.ref, status: 201, answer })
      return { filed, answer }
    },
    // Duplicates wait for the first: for its transaction, and for a free connection.
    { maxWait: 5_000, timeout: 8_000 },
  )
  if (!('filed' in outcome)) return outcome
  const { filed, answer } = outcome
  const isStarted = await started(services, filed, nowMs)
  if (isStarted && intake.group !== undefined) await startJoining(services)
  return isStarted ? created(answer) : { ...created(answer), status: 202, body: { ...answer, note } }
}

/** What permission there is, staff have seen: of whoever files a complaint online, the resident is asked. */
function asSeen(intake: Intake, caller: Caller): Intake {
  const { representative } = intake
  if (!representative || isStaff(caller)) return intake
  return { ...intake, representative: { ...representative, permission: 'none' } }
}

/** The policy of the caller's organisation that was in force on the day of receipt, if it takes the complaint in as it is; and what begins with it. */
function policyOn({ organisations }: Services, { body, caller, nowMs }: Asked<undefined, Intake>) {
  const receivedOn = localDate(body.received === undefined ? nowMs : parseWhen(body.received))
  const found = policyFor(organisations, caller.org, receivedOn, body.landlordMatter)
  if ('refusal' in found) return found
  const refusal = intakeRefusal(body, found.policy)
  if (refusal) return { refusal }
  const hazard = companionAtIntake(organisations.byId(caller.org), body, nowMs)
  return 'refusal' in hazard ? hazard : { ...found, begins: hazard }
}

function created(answer: Answer): Reply {
  return { status: 201, body: answer, headers: { Location: `/v1/complaints/${answer.ref}` } }
}

function answerOf({ ref, state, start }: Filed): Answer {
  return {
    ref,
    kind: state.kind,
    policy: state.policy.id,
    stage: currentStage(state).id,
    status: state.status,
    receivedAt: localTimestamp(start.receivedAtMs ?? currentStage(state).openedAtMs),
    deadlines: [...state.deadlines, ...openDuties(state)].map((deadline) => deadlineOf(deadline, state.calendar)),
  }
}

/** A start that reports a failure may have happened all the same; then the sweep finds it started. */
async function started({ temporal, log }: Services, { start }: Filed, nowMs: number): Promise<boolean> {
  const options = { ...startOptions(start, nowMs), workflowIdReusePolicy: 'REJECT_DUPLICATE' as const }
  try {
    await temporalWithin(temporal, startMs, () => temporal.workflow.start('complaint', options))
    return true
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return true
    log.warn(traceOf(error), 'a complaint is recorded and its workflow did not start: the sweep will start it')
    return false
  }
}
