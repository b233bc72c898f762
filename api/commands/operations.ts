/** The operations of every command: one route for each, and one for the text of those that have text. */
import { z } from 'zod'
import type { Prisma } from '../../prisma/generated/client.ts'
import { writeTexts } from '../../prisma/texts.ts'
import { commands } from '../../workflows/commands/index.ts'
import type { Command } from '../../workflows/commands/command.ts'
import { draftName } from '../../workflows/commands/message.ts'
import { localTimestamp } from '../../workflows/policy/calendar.ts'
import { actorText } from '../caller.ts'
import { caseFor } from '../complaints/case-for.ts'
import { instant } from '../complaints/deadline.ts'
import { defineOperation, type Operation } from '../operation.ts'
import { acceptedSchema, doneSchema, readinessSchema } from './answers.ts'
import { commandBody, draftIdSchema, readFacts } from './command-body.ts'
import { tryOut } from './dry-run.ts'
import { examples } from './examples.ts'
import { give } from './give.ts'
import { preview, previewSchema } from './preview.ts'
import { readPreview } from './read-preview.ts'
import { factsFor } from './texts.ts'

const ofTheComplaint = ['mistyped-reference', 'unknown-complaint', 'unavailable'] as const
const ofTheBody = ['bad-input', 'malformed-json', 'too-large', 'not-json'] as const

/** `agree-updates` -> `agreeUpdates` */
function camel(name: string): string {
  return name.replace(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase())
}

const querySchema = z.strictObject({
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .describe('true: nothing is done, stored or sent, and the answer lists what is missing, each with its clause'),
})

function giving(command: Command): Operation {
  const stored = command.words === 'none' ? [] : (['unknown-draft'] as const)
  return defineOperation({
    method: 'post',
    path: `/v1/complaints/{ref}/${command.name}`,
    id: camel(command.name),
    tag: 'Commands',
    title: command.title,
    description: command.description,
    by: command.by,
    once: true,
    query: querySchema,
    body: { ...commandBody(command), example: examples[command.name] },
    answers: {
      200: {
        description: 'Done, and in the records; with dryRun=true: what is missing',
        schema: z.union([doneSchema, readinessSchema]),
      },
      202: { description: 'Taken; the records will hold it', schema: acceptedSchema },
    },
    problems: [...ofTheBody, ...ofTheComplaint, ...stored, 'against-the-rules', 'key-used'],
    handle: (services, asked) => (asked.query.dryRun === 'true' ? tryOut : give)(services, command, asked),
  })
}

function previewing(command: Command): Operation {
  return defineOperation({
    method: 'post',
    path: `/v1/complaints/{ref}/${command.name}/preview`,
    id: camel(`preview-${command.name}`),
    tag: 'Letters',
    title: `See its letters: ${command.title.toLowerCase()}`,
    description: `The letters that "${command.name}" would send, as they would be, without giving it. Its text is stored: given with the id of that, the command sends exactly these.`,
    by: command.by.filter((role) => role !== 'resident'),
    body: { ...commandBody(command), example: examples[command.name] },
    answers: { 200: { description: 'The letters', schema: previewSchema } },
    problems: [...ofTheBody, ...ofTheComplaint, 'unknown-draft', 'against-the-rules'],
    handle: (services, asked) => preview(services, command, asked),
  })
}

function storing(command: Command): Operation {
  const facts = z.record(z.string(), z.unknown())
  return defineOperation({
    method: 'put',
    path: `/v1/complaints/{ref}/${draftName(command.name)}`,
    id: camel(`store-${draftName(command.name)}`),
    tag: 'Texts',
    title: `Store the text: ${command.title.toLowerCase()}`,
    description: `Stores the text for "${command.name}" and answers its id, to be sent as {"draft": "t-…"}, with the facts that travel with it.`,
    by: command.by,
    body: { schema: command.body(), example: examples[command.name], read: (sent) => readFacts(command, sent) },
    answers: { 200: { description: 'Stored', schema: z.object({ draft: draftIdSchema }).catchall(facts.valueType) } },
    problems: [...ofTheBody, ...ofTheComplaint, 'against-the-rules'],
    async handle({ records }, { ref, caller, body, nowMs }) {
      const seen = await caseFor(records, caller, ref)
      if ('problem' in seen) return seen
      const read = await factsFor(records, { command, ref, caller, body })
      if ('problem' in read) return read
      const text = { kind: command.name, body: (body.words ?? {}) as Prisma.InputJsonObject }
      const [draft] = await writeTexts(records, ref, [text], actorText(caller), nowMs)
      return { status: 200, body: { draft, ...read.facts } }
    },
  })
}

const draftAnswer = z
  .strictObject({ draft: draftIdSchema, by: z.string(), at: instant, body: z.record(z.string(), z.unknown()) })
  .meta({ id: 'StoredText' })

function reading(command: Command): Operation {
  return defineOperation({
    method: 'get',
    path: `/v1/complaints/{ref}/${draftName(command.name)}`,
    id: camel(`read-${draftName(command.name)}`),
    tag: 'Texts',
    title: `Read the text: ${command.title.toLowerCase()}`,
    description: `The text stored last for "${command.name}".`,
    by: ['officer', 'manager'],
    answers: { 200: { description: 'The text', schema: draftAnswer } },
    problems: [...ofTheComplaint, 'unknown-draft'],
    async handle({ records }, { ref, caller }) {
      const seen = await caseFor(records, caller, ref)
      if ('problem' in seen) return seen
      const where = { complaintRef: ref, kind: command.name }
      const text = await records.text.findFirst({ where, orderBy: [{ at: 'desc' }, { id: 'desc' }] })
      if (!text)
        return { problem: 'unknown-draft', detail: `No text is stored for "${command.name}" of complaint ${ref}.` }
      return {
        status: 200,
        body: { draft: text.id, by: text.by, at: localTimestamp(text.at.getTime()), body: text.body },
      }
    },
  })
}

const ofOne = (command: Command): Operation[] => [
  giving(command),
  ...(command.by.some((role) => role !== 'resident') ? [previewing(command)] : []),
  ...(command.words === 'none' ? [] : [storing(command), reading(command)]),
]

export const commandOperations: Operation[] = [...commands.flatMap((command: Command) => ofOne(command)), readPreview]
