/**
 * Gives a complaint a command from here: by an Update that answers when its timeline is written. A complaint that does not run is
 * started, or opened for it where its rules allow that. Told twice under one id it is done once.
 */
import { log } from '@temporalio/activity'
import {
  ApplicationFailure,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client'
import type { Transaction } from '../prisma/client.ts'
import { openAlone } from '../prisma/opening.ts'
import { startFromRecords } from '../prisma/restart.ts'
import { parseActor } from '../workflows/actor.ts'
import { commandNamed, type CommandName } from '../workflows/commands/index.ts'
import type { Message } from '../workflows/commands/message.ts'
import { workflowIdOf } from '../workflows/reference.ts'
import { openingOptions } from '../workflows/start-options.ts'
import { startFromFile, type SweepDeps } from './sweep.ts'

/** A complaint that has not answered by then is asked again on the next round. */
const answerMs = 10_000

export interface Telling {
  ref: string
  command: CommandName
  message: Message
  /** The same update twice is one: so it says what it is about. */
  updateId: string
}

export type Answer =
  | 'told'
  /** Its workflow is busy or cannot go on. */
  | 'unanswered'
  /** It does not take it, by that rule. */
  | { rule: string }

/** Throws where the records or Temporal are away. */
export async function tellComplaint(deps: SweepDeps, telling: Telling, nowMs: number): Promise<Answer> {
  const first = await ask(deps, telling)
  if (first !== 'not-running') return first
  return openAlone(deps.records, telling.ref, async (records) => {
    const again = await ask(deps, telling)
    return again === 'not-running' ? wake(deps, records, telling, nowMs) : again
  })
}

async function ask(
  { client }: SweepDeps,
  { ref, command, message, updateId }: Telling,
): Promise<Answer | 'not-running'> {
  const handle = client.workflow.getHandle(workflowIdOf(ref))
  const update = { args: [message] as [Message], updateId }
  return answered(() =>
    client.withDeadline(Date.now() + answerMs, () => handle.executeUpdate<unknown, [Message]>(command, update)),
  )
}

/** No workflow runs: it was never started; or it is over, and is opened for this where its rules allow it. */
async function wake(deps: SweepDeps, records: Transaction, telling: Telling, nowMs: number): Promise<Answer> {
  const { ref, command, message, updateId } = telling
  const start = await startFromRecords(records, ref, nowMs)
  if (!start) return { rule: 'Redress: no such complaint' }
  if (start.receivedAtMs !== undefined) {
    await startFromFile(deps, ref, nowMs)
    return orUnanswered(await ask(deps, telling))
  }
  const by = parseActor(message.by)
  const { draft, ...facts } = { draft: undefined, ...message.with }
  const given = by && { by, nowMs, ...(typeof draft === 'string' && { draft }) }
  const refusal = given
    ? commandNamed(command)?.allowed(start.state, facts, given)
    : { rule: 'Redress: nobody gave it' }
  if (refusal) return { rule: refusal.rule }
  const startWorkflowOperation = new WithStartWorkflowOperation('complaint', openingOptions(start))
  const update = { args: [message] as [Message], updateId, startWorkflowOperation }
  const { client } = deps
  return orUnanswered(
    await answered(() =>
      client.withDeadline(Date.now() + answerMs, () =>
        client.workflow.executeUpdateWithStart<() => Promise<string>, unknown, [Message]>(command, update),
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
