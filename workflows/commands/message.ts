/**
 * How a command travels, as Update or Signal: who gives it, and its facts, or the id of a stored text, or both. What comes
 * straight to Temporal (its UI, its CLI) is read with the same care: text in it is refused with the way to do it.
 */
import { z } from 'zod'
import { parseActor, type Actor } from '../actor.ts'
import type { Refusal } from '../policy/refusal.ts'
import { draftId, type Command } from './command.ts'

export interface Message {
  /** `officer:a.khan`, `manager:b.jones` or `resident` */
  by: string
  with?: Record<string, unknown>
}

/** A command that can be decided. Without `facts` they are still to be read from the stored text. */
export interface ReadMessage {
  by: Actor
  draft?: string
  facts?: unknown
}

const messageSchema = z.strictObject({ by: z.string(), with: z.record(z.string(), z.unknown()).optional() })

/** Never throws, whatever comes. */
export function readMessage(command: Command, given: unknown): ReadMessage | Refusal {
  const message = messageSchema.safeParse(given)
  const by = message.success ? parseActor(message.data.by) : undefined
  if (!message.success || !by) {
    return refusal(
      command,
      `Say who gives the command, and its facts: {"by": "officer:a.khan", "with": {…}}. "by" is officer:ID, manager:ID or resident.`,
    )
  }
  if (!command.by.includes(by.role)) {
    return refusal(command, `A ${by.role} may not do this. It is for: ${command.by.join(', ')}.`)
  }
  const { draft: id, ...rest } = message.data.with ?? {}
  const draft = draftId.optional().safeParse(id)
  if (!draft.success) return refusal(command, `"draft" is the id of a stored text. ${howToStore(command)}`)
  const read = { by, ...(draft.data !== undefined && { draft: draft.data }) }
  const facts = command.facts.safeParse(rest)
  if (facts.success) return { ...read, facts: rest }
  if (draft.data !== undefined && Object.keys(rest).length === 0) return read
  return refusal(command, faultsInWords(facts.error))
}

export function isRefusal(read: ReadMessage | Refusal): read is Refusal {
  return 'rule' in read
}

/** Names the fields at fault, and never what was in them. */
function faultsInWords(error: z.ZodError): string {
  const fields = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map(printable) : [issue.path.map(String).join('.') || 'with'],
  )
  return `Not understood: ${[...new Set(fields)].join(', ')}. Free text never travels in a command, so that nothing personal stands in Temporal.`
}

function printable(key: string): string {
  return /^[A-Za-z]{1,30}$/.test(key) ? key : 'an unknown field'
}

function refusal(command: Command, message: string): Refusal {
  return { rule: `Redress: ${command.name}`, message: command.words === 'none' ? message : `${message} ${howToStore(command)}` }
}

function howToStore(command: Command): string {
  return `Store the text with PUT /v1/complaints/{ref}/${draftName(command.name)}, and send the id it answers as {"draft": "t-…"}.`
}

const draftNames: Record<string, string> = {
  acknowledge: 'acknowledgement',
  define: 'definition',
  extend: 'extension',
  respond: 'response',
  escalate: 'escalation',
  withdraw: 'withdrawal',
}

/** `draft-response`: where a command's text is stored before it is given. */
export function draftName(command: string): string {
  return `draft-${draftNames[command] ?? command}`
}
