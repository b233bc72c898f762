/** Gives a command to a complaint: its text is stored, its facts are sent, and what comes back is answered. */
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Command } from '../../workflows/commands/command.ts'
import type { Answer } from '../../workflows/listening.ts'
import { linkedBy } from '../../prisma/file-linked.ts'
import { actorText } from '../caller.ts'
import { caseFor } from '../complaints/case-for.ts'
import { claimOf, keep, updateIdOf, type Claim } from '../idempotency.ts'
import type { Asked, Reply } from '../operation.ts'
import { unavailable, type Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import type { doneSchema } from './answers.ts'
import type { Given } from './command-body.ts'
import type { Sending, Sent } from './send.ts'
import { prepare, takeBack, type Prepared } from './texts.ts'
import { sendOrWake } from './wake.ts'

const note = 'Taken by the workflow. The records do not hold it yet: look at the complaint in a minute.'

export async function give(
  services: Services,
  command: Command,
  asked: Asked<unknown, Given>,
): Promise<Reply | Problem> {
  const { ref, caller, body, nowMs, idempotencyKey: key } = asked
  const seen = await caseFor(services.records, caller, ref)
  if ('problem' in seen) return seen
  const claim = key === undefined ? undefined : claimOf(key, caller, `POST /v1/complaints/${ref}/${command.name}`, body)
  const prepared = await prepare(services.records, { command, ref, caller, body, claim, nowMs })
  if (!('facts' in prepared)) return prepared
  const { facts, draft } = prepared
  const sending: Sending = {
    ref,
    command: command.name,
    message: { by: actorText(caller), with: { ...facts, ...(draft !== undefined && { draft }) } },
    updateId: claim ? updateIdOf(claim) : `api-${randomUUID()}`,
    answerBy: asked.answerBy,
  }
  const outcome = await sendOrWake(services, command, sending)
  return answerFor(services, command, ref, outcome, prepared, claim)
}

async function answerFor(
  { records }: Services,
  command: Command,
  ref: string,
  sent: Sent,
  prepared: Prepared,
  claim: Claim | undefined,
): Promise<Reply | Problem> {
  if (sent.is === 'done') {
    const linked = command.makesComplaint ? await linkedBy(records, ref, sent.answer.seq) : undefined
    const answer = { ...doneAnswer(ref, sent.answer), ...(linked !== undefined && { linked }) }
    if (claim) await keep(records, claim, { ref, status: 200, answer })
    return { status: 200, body: answer }
  }
  if (sent.is === 'accepted') return { status: 202, body: { ref, note } }
  if (sent.is === 'refused') {
    await takeBack(records, prepared, claim)
    const { rule, message, missing } = sent.refusal
    return { problem: 'against-the-rules', rule, detail: message, ...(missing && { missing }) }
  }
  // The text stays: a workflow that is only slow may still take the command, and refers to it.
  return unavailable(
    'The complaint’s workflow did not answer in time. The command may still be done: send it again with the same Idempotency-Key, or look at the complaint.',
  )
}

function doneAnswer(ref: string, { seq, stage, status, deadlines }: Answer): z.input<typeof doneSchema> {
  return { ref, seq, stage, status, deadlines }
}
