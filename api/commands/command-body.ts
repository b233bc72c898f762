/** What a person sends with a command: its body, or where it has text the id of a text that is stored already. */
import { z } from 'zod'
import { draftId, type Command, type Known } from '../../workflows/commands/command.ts'
import { NotUnderstood } from '../../workflows/commands/facts.ts'
import { draftName } from '../../workflows/commands/message.ts'
import { readBy, type BodyReader, type Read } from '../operation.ts'

export interface Given {
  /** What goes to Temporal; undefined where it is still to be read from the stored text. */
  facts?: Record<string, unknown>
  /** A text stored before. */
  draft?: string
  /** The body, where it has text that is to be stored. */
  words?: object
}

export const draftIdSchema = z.string().regex(draftId, 'the id of a stored text, such as PUT …/draft-response answers')
const draftSchema = z.strictObject({ draft: draftIdSchema })

export function commandBody(command: Command): BodyReader<Given> {
  if (command.words === 'none') return { schema: command.body(), read: (sent) => readFacts(command, sent) }
  const stored = draftSchema.describe(`A text stored before with PUT …/${draftName(command.name)}`)
  return {
    schema: z.union([command.body(), stored]),
    read: (sent) => (hasDraft(sent) ? readBy(draftSchema, sent) : readFacts(command, sent)),
  }
}

/**
 * The body of a command and the facts that its definition takes from it.
 * @param known where it is at hand: without it, nobody's name is found in the text
 */
export function readFacts(
  command: Command,
  sent: unknown,
  known?: Known,
): Read<Given & { facts: Record<string, unknown> }> {
  const read = readBy(command.body(), sent)
  if ('errors' in read) return read
  try {
    const facts = command.facts(command.digest(read.value, known), '') as Record<string, unknown>
    return { value: { facts, ...(hasWords(command, read.value) && { words: read.value }) } }
  } catch (error) {
    // What a body may hold and a fact may not: a number that is too large for it, say.
    if (!(error instanceof NotUnderstood)) throw error
    return { errors: error.fields.map((field) => ({ field, message: 'is out of bounds' })) }
  }
}

function hasWords(command: Command, body: unknown): body is object {
  if (typeof body !== 'object' || body === null || command.words === 'none') return false
  return command.words === 'always' || Object.values(body).some((value) => value !== undefined)
}

function hasDraft(sent: unknown): boolean {
  return typeof sent === 'object' && sent !== null && 'draft' in sent
}
