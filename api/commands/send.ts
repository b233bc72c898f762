/** Sends a command to the complaint's workflow and waits for its answer, each for a bounded time. */
import {
  ApplicationFailure,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  type Client,
  type WorkflowUpdateHandle,
} from '@temporalio/client'
import { z } from 'zod'
import type { Message } from '../../workflows/commands/message.ts'
import type { Answer } from '../../workflows/listening.ts'
import type { Refusal } from '../../workflows/policy/refusal.ts'
import { workflowIdOf } from '../../workflows/reference.ts'
import { openingOptions, startOptions } from '../../workflows/start-options.ts'
import type { Start } from '../../workflows/state.ts'
import { TemporalTimeout, temporalIsDown, temporalWithin } from '../temporal.ts'

export type Sent =
  | { is: 'done'; answer: Answer }
  /** It will be done; the records do not hold it yet. */
  | { is: 'accepted' }
  | { is: 'refused'; refusal: Refusal }
  /** No workflow runs for the complaint. */
  | { is: 'not-running' }
  /** Whether it will be done is not known. */
  | { is: 'unknown' }

export interface Sending {
  ref: string
  command: string
  message: Message
  updateId: string
  /** Epoch milliseconds. */
  answerBy: number
}

/** So long is waited until the workflow takes it, and so long for the records to hold it. */
const acceptMs = 8_000
const recordMs = 6_000

export async function send(client: Client, sending: Sending): Promise<Sent> {
  const { ref, command, message, updateId } = sending
  const handle = client.workflow.getHandle(workflowIdOf(ref))
  return outcomeOf(client, sending, () =>
    handle.startUpdate<Answer, [Message]>(command, { args: [message], updateId, waitForStage: 'ACCEPTED' }),
  )
}

/** The same where no workflow runs: it is started with the command, or if somebody was faster, the running one gets it. */
export async function sendAndStart(client: Client, sending: Sending, start: Start): Promise<Sent> {
  const { command, message, updateId } = sending
  const startWorkflowOperation = new WithStartWorkflowOperation('complaint', openingOptions(start))
  return outcomeOf(client, sending, () =>
    client.workflow.startUpdateWithStart<() => Promise<string>, Answer, [Message]>(command, {
      ...{ args: [message], updateId, waitForStage: 'ACCEPTED', startWorkflowOperation },
    }),
  )
}

/** Starts the workflow of a complaint that has never had one. */
export async function startOnly(client: Client, { answerBy }: Sending, start: Start, nowMs: number): Promise<void> {
  const options = { ...startOptions(start, nowMs), workflowIdReusePolicy: 'REJECT_DUPLICATE' as const }
  try {
    await temporalWithin(client, left(answerBy, acceptMs), () => client.workflow.start('complaint', options))
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
  }
}

async function outcomeOf(
  client: Client,
  sending: Sending,
  begin: () => Promise<WorkflowUpdateHandle<Answer>>,
): Promise<Sent> {
  let handle: WorkflowUpdateHandle<Answer>
  try {
    handle = await temporalWithin(client, left(sending.answerBy, acceptMs), begin)
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { is: 'not-running' }
    if (temporalIsDown(error)) return { is: 'unknown' }
    throw error
  }
  try {
    return { is: 'done', answer: await temporalWithin(client, left(sending.answerBy, recordMs), () => handle.result()) }
  } catch (error) {
    const refusal = refusalIn(error)
    if (refusal) return { is: 'refused', refusal }
    // Taken, and then the server went away or its run ended: the history has it.
    if (temporalIsDown(error) || error instanceof WorkflowNotFoundError) return { is: 'accepted' }
    throw error
  }
}

const missingSchema = z.object({ rule: z.string(), message: z.string() })
const refusalSchema = missingSchema.extend({ missing: z.array(missingSchema).exactOptional() })

/** A refusal looks the same whether the validator gave it or the handler, whose facts came later. */
function refusalIn(error: unknown): Refusal | undefined {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined
  if (!(cause instanceof ApplicationFailure) || cause.type !== 'Refused') return undefined
  return refusalSchema.safeParse(cause.details?.[0]).data
}

function left(answerBy: number, most: number): number {
  const ms = Math.min(most, answerBy - Date.now())
  if (ms <= 0) throw new TemporalTimeout('No time is left')
  return ms
}
