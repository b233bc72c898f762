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
import type { Named } from '../named.ts'
import type { Ombudsman } from '../policy/ombudsman.ts'
import type { Missing, Refusal } from '../policy/refusal.ts'
import type { StaffName } from '../policy/staff-names.ts'
import type { Contact } from '../resident.ts'
import type { State } from '../state.ts'
import type { Reader } from './facts.ts'
import { conflictRefusal, ownersRefusal, roleRefusal } from './roles.ts'

/** Who gives a command and when, and the stored text that came with it. */
export interface Given {
  by: Actor
  nowMs: number
  draft?: string
}

/** What is known of the case where its texts are, and never travels. */
export interface Known {
  /** Everyone of the organisation who has to do with it. */
  staff: readonly StaffName[]
  /** Everyone there is, for a command that names what they find or issue. */
  ombudsmen?: readonly Ombudsman[]
  /** How the resident is reached, for a command that corrects it. */
  contact?: Contact
}

export interface Command<Name extends string = string, Body = unknown, Facts = unknown> {
  name: Name
  /** In officers' words: "Put off the response". */
  title: string
  description: string
  /** Whom a policy may narrow further: `policy.roles`. */
  by: readonly Role[]
  /** What a person sends. */
  body(): z.ZodType<Body>
  /** What travels to Temporal: facts, dates and ids. */
  facts: Reader<Facts>
  /** Whether the body has free text, which is stored with the case: `always`, or only when there is some. */
  words: 'none' | 'some' | 'always'
  /** What its facts name that is read before the command is decided: `foundAs` says under which fact it is then given. */
  names?(facts: Facts): Named
  /** It is given to every case alike and decides nothing on one: a conflict of interest is no reason against it. */
  toAll?: true
  /** Its text is looked through for the names of staff: `digest` is to be given what is known. */
  readsNames?: true
  /** It names what an Ombudsman has a list of: `digest` is to be given the lists. */
  readsOmbudsmen?: true
  /** It corrects how the resident is reached: `digest` is to be given how that is now. */
  readsContact?: true
  /** A complaint of its own may come out of it, whose reference whoever gives it wants to know. */
  makesComplaint?: true
  digest(body: Body, known?: Known): Facts
  allowed(state: State, facts: Facts, given: Given): Refusal | undefined
  apply(state: State, facts: Facts, given: Given): Change
  /** Of a command that may lack several things: each of them. `allowed` refuses with all. */
  missing?(state: State, facts: Facts, given: Given): Missing[]
  /** What would be better, where it is allowed as it is. */
  advice?(state: State, facts: Facts, given: Given): Missing[]
}

/** Checks a definition's types against each other and forgets them, so that commands of different facts fit one list. */
export function defineCommand<const Name extends string, Body, Facts>(
  command: Command<Name, Body, Facts>,
): Command<Name> {
  let body: z.ZodType<Body> | undefined
  const schema = () => (body ??= command.body())
  const { missing, advice, names, ...always } = command
  return {
    ...always,
    body: schema,
    digest: (given, known) => command.digest(schema().parse(given), known),
    allowed: (state, facts, given) =>
      mayNot(state, command, given.by, facts) ?? command.allowed(state, command.facts(facts, ''), given),
    apply: (state, facts, given) => command.apply(state, command.facts(facts, ''), given),
    ...(names && { names: (facts) => names(command.facts(facts, '')) }),
    ...(missing && {
      missing: (state, facts, given) => [
        ...[mayNot(state, command, given.by, facts)].filter((refusal) => refusal !== undefined),
        ...missing(state, command.facts(facts, ''), given),
      ],
    }),
    ...(advice && { advice: (state, facts, given) => advice(state, command.facts(facts, ''), given) }),
  }
}

function mayNot(
  state: State,
  { name, toAll }: Pick<Command, 'name' | 'toAll'>,
  by: Actor,
  facts: unknown,
): Refusal | undefined {
  return (
    (toAll ? undefined : conflictRefusal(state, by)) ?? roleRefusal(state, name, by.role) ?? ownersRefusal(state, facts)
  )
}

/** A stored text's id. */
export const draftId = /^t-[0-9a-z]{20}$/
