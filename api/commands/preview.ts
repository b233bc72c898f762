/**
 * The letters of a command before it is given. It is decided as by a dry run; the letters are made by a worker, in the way and from the
 * records by which they will be made in earnest, and kept for a day.
 */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { previewedSchema, type PreviewedLetter } from '../../prisma/letter-preview.ts'
import type { Prisma } from '../../prisma/generated/client.ts'
import { writeTexts } from '../../prisma/texts.ts'
import type { Previewed } from '../../workflows/activities.ts'
import { batchOf } from '../../workflows/batch.ts'
import { approve } from '../../workflows/commands/approve.ts'
import type { Command } from '../../workflows/commands/command.ts'
import { commit, type Committed } from '../../workflows/commit.ts'
import { together, type Refusal } from '../../workflows/policy/refusal.ts'
import { taskQueue } from '../../workflows/start-options.ts'
import type { Batch } from '../../workflows/state.ts'
import { actorText } from '../caller.ts'
import type { Asked, Reply } from '../operation.ts'
import type { Problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { temporalWithin, TemporalTimeout } from '../temporal.ts'
import { draftIdSchema, type Given } from './command-body.ts'
import { decide, type Decided } from './decide.ts'

const foreseen = previewedSchema.omit({ seq: true, html: true, pdf: true }).extend({
  number: z.int(),
  recipient: z.strictObject(previewedSchema.shape.recipient.shape),
  parts: z.array(z.string()).describe('What it consists of, in its order'),
  mandatory: z
    .array(z.strictObject({ part: z.string(), clause: z.string() }))
    .describe('Those of its parts that may not be missing, and who asks for them'),
  onceApproved: z.boolean().describe('It goes when a second person has approved the response, and not before'),
  html: z.string().describe('The address of the letter: html, text or PDF by Accept'),
})
export const previewSchema = z
  .strictObject({
    id: z.string().nullable().describe('Under which it is kept for a day; null where no letter would go'),
    draft: draftIdSchema.nullable().describe('Give the command with {"draft": …}, and exactly this goes'),
    letters: z.array(z.strictObject(foreseen.shape)),
  })
  .meta({ id: 'LetterPreview' })

/** So long is waited for the worker, of the request's time. */
const madeMs = 8_000

export async function preview(
  services: Services,
  command: Command,
  asked: Asked<unknown, Given>,
): Promise<Reply | Problem> {
  const { ref, caller, body, nowMs } = asked
  const decided = await decide(services, command, asked)
  if ('problem' in decided) return decided
  const refusal: Refusal | undefined = command.missing ? together(decided.missing) : decided.missing[0]
  if (refusal) {
    const { rule, message, missing } = refusal
    return { problem: 'against-the-rules', rule, detail: message, ...(missing && { missing }) }
  }
  const text = { kind: command.name, body: body.words as Prisma.InputJsonObject }
  const [stored] = body.words ? await writeTexts(services.records, ref, [text], actorText(caller), nowMs) : []
  const draft = body.draft ?? stored
  const { batch, last } = foresee(command, decided, actorText(caller), draft)
  if (!batch.entries.some(({ letter }) => letter)) {
    return { status: 200, body: { id: null, draft: draft ?? null, letters: [] } }
  }
  const id = `p-${randomBytes(10).toString('hex')}`
  const { textGone } = await make(services, batch, { id, by: actorText(caller) }, asked.answerBy)
  if (textGone.length > 0) {
    return {
      problem: 'unknown-draft',
      detail: `The text of "${command.name}" is not on file any more, so its letter cannot be made. Store the text again.`,
    }
  }
  const letters = await previewedLetters(services, ref, id)
  return { status: 200, body: { id, draft: draft ?? null, letters: letters.map((one, at) => shown(one, at + 1)) } }

  function shown({ seq, pdf: _pdf, ...letter }: PreviewedLetter, number: number): z.input<typeof foreseen> {
    const html = `/v1/complaints/${ref}/previews/${id}/${number}`
    return { ...letter, number, onceApproved: seq > last, html }
  }
}

/** The batch that the command would write; where the policy asks for approval, with the answer that goes out after it. */
function foresee(
  command: Command,
  { state, facts, given }: Decided,
  by: string,
  draft: string | undefined,
): { batch: Batch; last: number } {
  const { nowMs } = given
  const change = command.apply(state, facts, { ...given, ...(draft !== undefined && { draft }) })
  const first = commit(state, change, nowMs, by)
  const steps: Committed[] = [first]
  if (first.state.proposed && first.state.proposed.seq !== state.proposed?.seq) {
    const somebody = { role: 'manager', id: 'somebody-else' } as const
    steps.push(commit(first.state, approve.apply(first.state, {}, { by: somebody, nowMs }), nowMs, by))
  }
  const end = steps.at(-1) ?? first
  const all = <T>(part: (step: Committed) => T[]) => steps.flatMap(part)
  const entries = all((step) => step.entries)
  const batch = batchOf(
    end.state,
    entries,
    all((step) => step.changed),
    nowMs,
    all((step) => step.tasks),
  )
  return { batch, last: first.state.seq }
}

/** Rejects where Temporal does not answer in time. */
async function make(
  { temporal }: Services,
  batch: Batch,
  asked: { id: string; by: string },
  answerBy: number,
): Promise<Previewed> {
  const withinMs = Math.min(madeMs, answerBy - Date.now())
  if (withinMs <= 0) throw new TemporalTimeout('No time is left')
  return temporalWithin(temporal, withinMs, () =>
    temporal.workflow.execute<(batch: Batch, asked: { id: string; by: string }) => Promise<Previewed>>(
      'previewLetter',
      {
        taskQueue,
        workflowId: `preview-${asked.id}`,
        args: [batch, asked],
        // Nobody waits for it any longer.
        workflowExecutionTimeout: '20s',
        staticSummary: 'Makes letters for whoever is about to send them',
      },
    ),
  )
}

/** The letters of a preview; none where there is no such preview of the complaint. */
export async function previewedLetters({ records }: Services, ref: string, id: string): Promise<PreviewedLetter[]> {
  const found = await records.letterPreview.findFirst({ where: { id, complaintRef: ref } })
  return z.array(previewedSchema).parse(found?.letters ?? [])
}
