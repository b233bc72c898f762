/**
 * How a command travels, as Update or Signal: who gives it, and its facts, or the id of a stored text, or both. What comes
 * straight to Temporal (its UI, its CLI) is read with the same care: text in it is refused with the way to do it.
 */
import { parseActor, type Actor } from '../actor.ts'
import type { Refusal } from '../policy/refusal.ts'
import { draftId, type Command } from './command.ts'
import { matching, NotUnderstood, optional, shape, type Reader } from './facts.ts'

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

const envelope = shape({ by: matching(/^[a-z]+(:[^:]+)?$/), with: optional(anyFacts) })

/** Never throws, whatever comes. */
export function readMessage(command: Command, given: unknown): ReadMessage | Refusal {
  const message = tryRead(envelope, given)
  const by = message instanceof NotUnderstood ? undefined : parseActor(message.by)
  if (message instanceof NotUnderstood || !by) {
    return refusal(
      command,
      `Say who gives the command, and its facts: {"by": "officer:a.khan", "with": {…}}. "by" is officer:ID, manager:ID or resident.`,
    )
  }
  if (!command.by.includes(by.role)) {
    return refusal(command, `A ${by.role} may not do this. It is for: ${command.by.join(', ')}.`)
  }
  const { draft, ...rest } = message.with ?? {}
  if (draft !== undefined && (typeof draft !== 'string' || !draftId.test(draft))) {
    return refusal(command, '"draft" is the id of a stored text.')
  }
  const read = { by, ...(draft !== undefined && { draft }) }
  const facts = tryRead(command.facts, rest)
  if (!(facts instanceof NotUnderstood)) return { ...read, facts }
  if (draft !== undefined && Object.keys(rest).length === 0) return read
  return refusal(
    command,
    `${facts.message}. Free text never travels in a command, so that nothing personal stands in Temporal.`,
  )
}

/** A command whose text is part of it is not done without one: the letter that it sends could not be written. */
export function textRefusal(command: Command, { draft }: ReadMessage): Refusal | undefined {
  return command.words === 'always' && draft === undefined ? refusal(command, 'This comes with its text.') : undefined
}

function tryRead<T>(reader: Reader<T>, value: unknown): T | NotUnderstood {
  try {
    return reader(value, '')
  } catch (error) {
    if (error instanceof NotUnderstood) return error
    throw error
  }
}

function anyFacts(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new NotUnderstood([path])
  return Object.fromEntries(Object.entries(value))
}

export function isRefusal(read: ReadMessage | Refusal): read is Refusal {
  return 'rule' in read
}

function refusal(command: Command, message: string): Refusal {
  return {
    rule: `Redress: ${command.name}`,
    message: command.words === 'none' ? message : `${message} ${howToStore(command)}`,
  }
}

function howToStore(command: Command): string {
  return `Store the text with PUT /v1/complaints/{ref}/${draftName(command.name)}, and send the id it answers as {"draft": "t-…"}.`
}

const draftNames: Record<string, string> = {
  'resolve-enquiry': 'enquiry-outcome',
  'resolve-request': 'request-outcome',
  complain: 'complaint',
  'add-point': 'point',
  'agree-action': 'action',
  'complete-action': 'completion',
  'record-contact': 'contact',
  'record-learning': 'learning',
  'complete-improvement': 'improvement',
  close: 'closing',
  'put-off-action': 'later-day',
  'end-action': 'given-up',
  acknowledge: 'acknowledgement',
  define: 'definition',
  extend: 'extension',
  'send-update': 'update',
  respond: 'response',
  'ask-clarification': 'questions',
  'answer-clarification': 'answer',
  represent: 'representation',
  escalate: 'escalation',
  withdraw: 'withdrawal',
  'refer-to-ombudsman': 'referral',
  'record-evidence-request': 'evidence-request',
  'supply-evidence': 'supplied-evidence',
  'record-determination': 'determination',
  'comply-with-order': 'proof',
  'record-failure': 'failure',
  'end-referral': 'end-of-referral',
}

/** `draft-response`: where a command's text is stored before it is given. */
export function draftName(command: string): string {
  return `draft-${draftNames[command] ?? command}`
}
