/**
 * Tells each complaint that a letter of its was posted, and on which day: the posting date counts. A page at each call, in the order
 * of jobs, complaints and letters, each by an Update that answers when its timeline is written. Done twice it changes nothing.
 */
import { log } from '@temporalio/activity'
import {
  ApplicationFailure,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client'
import { closeToldJobs, isAnyUntold, noteTold, untold, type PostedLetter } from '../prisma/posting.ts'
import { startFromRecords } from '../prisma/restart.ts'
import type { PostingPage, PostingPlace } from '../workflows/activities.ts'
import { parseActor } from '../workflows/actor.ts'
import { commandNamed } from '../workflows/commands/index.ts'
import type { Message } from '../workflows/commands/message.ts'
import { workflowIdOf } from '../workflows/reference.ts'
import { startOptions } from '../workflows/start-options.ts'
import { inTurns } from './in-turns.ts'
import { startFromFile, type SweepDeps } from './sweep.ts'

const pageSize = 50
const atOnce = 10
/** A complaint that has not answered by then is asked again on the next round. */
const answerMs = 10_000

/** The command by which a complaint takes it. */
const commandName = 'letter-posted'

/** Undefined where every complaint knows. Throws where the records or Temporal are away: the page is then done again. */
export async function tellPosted(
  deps: SweepDeps,
  after: PostingPlace | undefined,
  nowMs: number,
): Promise<PostingPage | undefined> {
  const letters = await untold(deps.records, after, pageSize)
  const answers = await inTurns(letters, atOnce, (letter) => tellOne(deps, letter, nowMs))
  const last = letters.at(-1)
  const isEnd = letters.length < pageSize
  if (isEnd) await closeToldJobs(deps.records, nowMs)
  if (isEnd && letters.length === 0 && !(await isAnyUntold(deps.records))) return undefined
  return {
    told: answers.filter((one) => one === 'told').length,
    notTold: answers.filter((one) => typeof one === 'object').length,
    unanswered: answers.filter((one) => one === 'unanswered').length,
    next: last && !isEnd ? { job: last.job, ref: last.ref, seq: last.seq } : null,
  }
}

type Answer =
  | 'told'
  /** Its workflow is busy or cannot go on. */
  | 'unanswered'
  /** It does not take it, by that rule. */
  | { rule: string }

async function tellOne(deps: SweepDeps, letter: PostedLetter, nowMs: number): Promise<Answer> {
  const first = await ask(deps, letter)
  const answer = first === 'not-running' ? await wake(deps, letter, nowMs) : first
  if (answer === 'unanswered') return answer
  const rule = answer === 'told' ? null : answer.rule
  if (rule !== null) log.warn('A complaint did not take the day of posting', { ref: letter.ref, seq: letter.seq, rule })
  await noteTold(deps.records, letter, rule, nowMs)
  return answer
}

/** The same update twice is one: so it has the letter's name, and the job's, as a letter may be printed again. */
const updateIdOf = ({ ref, seq, job }: PostedLetter) => `posted-${ref}-${seq}-${job}`
const messageOf = ({ seq, on, by }: PostedLetter): Message => ({ by, with: { letter: seq, on } })

async function ask({ client }: SweepDeps, letter: PostedLetter): Promise<Answer | 'not-running'> {
  const handle = client.workflow.getHandle(workflowIdOf(letter.ref))
  const update = { args: [messageOf(letter)] as [Message], updateId: updateIdOf(letter) }
  return answered(() =>
    client.withDeadline(Date.now() + answerMs, () => handle.executeUpdate<unknown, [Message]>(commandName, update)),
  )
}

/** No workflow runs: it was never started; or it is over, and is opened for this where its rules allow it. */
async function wake(deps: SweepDeps, letter: PostedLetter, nowMs: number): Promise<Answer> {
  const start = await startFromRecords(deps.records, letter.ref, nowMs)
  if (!start) return { rule: 'Redress: no such complaint' }
  if (start.receivedAtMs !== undefined) {
    await startFromFile(deps, letter.ref, nowMs)
    return orUnanswered(await ask(deps, letter))
  }
  const by = parseActor(letter.by)
  const refusal = by
    ? commandNamed(commandName)?.allowed(start.state, messageOf(letter).with, { by, nowMs })
    : { rule: 'Redress: nobody marked it' }
  if (refusal) return { rule: refusal.rule }
  const startWorkflowOperation = new WithStartWorkflowOperation('complaint', {
    ...startOptions(start),
    workflowIdConflictPolicy: 'USE_EXISTING',
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
  })
  const update = { args: [messageOf(letter)] as [Message], updateId: updateIdOf(letter), startWorkflowOperation }
  const { client } = deps
  return orUnanswered(
    await answered(() =>
      client.withDeadline(Date.now() + answerMs, () =>
        client.workflow.executeUpdateWithStart<() => Promise<string>, unknown, [Message]>(commandName, update),
      ),
    ),
  )
}

function orUnanswered(answer: Answer | 'not-running'): Answer {
  return answer === 'not-running' ? 'unanswered' : answer
}

async function answered(send: () => Promise<unknown>): Promise<Answer | 'not-running'> {
  try {
    await send()
    return 'told'
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'not-running'
    if (error instanceof WorkflowUpdateFailedError) return refusalIn(error)
    // Whether it was done is not known; asked again under the same id, it is not done twice.
    log.info('A complaint does not answer, and is asked again', {
      error: error instanceof Error ? error.name : 'unknown',
    })
    return 'unanswered'
  }
}

/** The rule alone: what it says to people stays where it was said. */
function refusalIn({ cause }: WorkflowUpdateFailedError): Answer {
  if (!(cause instanceof ApplicationFailure) || cause.type !== 'Refused') return 'unanswered'
  const [refusal] = cause.details ?? []
  const rule: unknown = typeof refusal === 'object' && refusal !== null && 'rule' in refusal ? refusal.rule : undefined
  return { rule: typeof rule === 'string' ? rule : 'Redress' }
}
