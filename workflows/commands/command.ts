/**
 * What a command is. From one definition come the Update, the Signal of the same name, the route, the OpenAPI operation and
 * the form. `allowed` and `apply` are pure and synchronous; `allowed` is the Update's validator.
 *
 * A person sends a `body`. Free text in it never travels: the API stores the body first and sends its id as `draft`, with the
 * `facts` that `digest` takes from it. A command that comes with a draft alone (from Temporal's UI) has its facts read from
 * the records before it is decided.
 *
 * `body` is a function because workflows never call it: the schema library is left out of their bundle.
 */
import type { z } from 'zod'
import type { Actor, Role } from '../actor.ts'
import type { Change } from '../change.ts'
import type { Refusal } from '../policy/refusal.ts'
import type { State } from '../state.ts'
import type { Reader } from './facts.ts'

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
  body(): z.ZodType<Body>
  /** What travels to Temporal: facts, dates and ids. */
  facts: Reader<Facts>
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
  let body: z.ZodType<Body> | undefined
  const schema = () => (body ??= command.body())
  return {
    ...command,
    body: schema,
    digest: (given) => command.digest(schema().parse(given)),
    allowed: (state, facts, given) => command.allowed(state, command.facts(facts, ''), given),
    apply: (state, facts, given) => command.apply(state, command.facts(facts, ''), given),
  }
}

/** A stored text's id. */
export const draftId = /^t-[0-9a-z]{20}$/
