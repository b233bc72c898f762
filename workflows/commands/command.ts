/**
 * What a command is. From one definition come the Update, the Signal of the same name, the route, the OpenAPI operation and
 * the form. `allowed` and `apply` are pure and synchronous; `allowed` is the Update's validator.
 *
 * A person sends a `body`. Free text in it never travels: the API stores the body first and sends its id as `draft`, with the
 * `facts` that `digest` takes from it. A command that comes with a draft alone (from Temporal's UI) has its facts read from
 * the records before it is decided.
 */
import { z } from 'zod'
import type { Actor, Role } from '../actor.ts'
import type { Change } from '../change.ts'
import type { Refusal } from '../policy/refusal.ts'
import type { State } from '../state.ts'

/** Who gives a command and when, and the stored text that came with it. */
export interface Given {
  by: Actor
  nowMs: number
  draft?: string
}

export interface Command<Name extends string = string, Body = unknown, Facts = unknown> {
  name: Name
  /** In officers' words: "Put off the response". */
  title: string
  description: string
  by: readonly Role[]
  /** What a person sends. */
  body: z.ZodType<Body>
  /** What travels to Temporal: facts, dates and ids. */
  facts: z.ZodType<Facts>
  /** Whether the body has free text, which is stored with the case: `always`, or only when there is some. */
  words: 'none' | 'some' | 'always'
  digest(body: Body): Facts
  allowed(state: State, facts: Facts, given: Given): Refusal | undefined
  apply(state: State, facts: Facts, given: Given): Change
}

/** Checks a definition's types against each other and forgets them, so that commands of different facts fit one list. */
export function defineCommand<const Name extends string, Body, Facts>(
  command: Command<Name, Body, Facts>,
): Command<Name> {
  return {
    ...command,
    digest: (body) => command.digest(command.body.parse(body)),
    allowed: (state, facts, given) => command.allowed(state, command.facts.parse(facts), given),
    apply: (state, facts, given) => command.apply(state, command.facts.parse(facts), given),
  }
}

/** Free text as people write it: not empty, not a book. */
export const words = (most = 20_000) => z.string().trim().min(1).max(most)

/** A stored text's id. */
export const draftId = z.string().regex(/^t-[0-9a-z]{20}$/, 'the id of a stored text, such as PUT …/draft-response answers')

/** A day: "2027-04-20". */
export const day = z.iso.date()

/** A code, never free text: what may stand in Temporal. */
export const code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and hyphens').max(64)
