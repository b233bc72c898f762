/**
 * What an operation is. From one definition come the route, who may use it, how its input is read and refused, and its part of the
 * OpenAPI document.
 */
import type { Readable } from 'node:stream'
import type { z } from 'zod'
import type { Role } from '../workflows/actor.ts'
import { readReference } from '../workflows/reference.ts'
import type { Caller } from './caller.ts'
import { faultsOf, unstorable } from './faults.ts'
import { badInput, type FieldError, type Problem, type ProblemName } from './problem.ts'
import type { Services } from './services.ts'

/** What is answered. `content` is sent byte for byte, `body` as JSON. */
export interface Reply {
  status: number
  body?: unknown
  content?: { type: string; bytes: Buffer | string }
  /** In place of either: sent as it is made. */
  stream?: { type: string; from: Readable }
  headers?: Record<string, string>
}

/** A request whose sender may ask this, before its input is read. */
export interface RawAsked {
  caller: Caller
  params: Record<string, string>
  query: unknown
  body: unknown
  idempotencyKey: string | undefined
  /** A header of the request, as it came. */
  header(name: string): string | undefined
  /** The best of these media types for the one who asks. */
  accepts(types: string[]): string | undefined
  nowMs: number
  /** Epoch milliseconds: an answer later than this is nobody's. */
  answerBy: number
}

export interface Asked<Query, Body> extends RawAsked {
  /** As it is written; empty where the operation is not about one complaint. */
  ref: string
  query: Query
  body: Body
}

export type Read<T> = { value: T } | { errors: FieldError[] }

/** Other kinds of body that are taken beside JSON, or in place of it: `read` is given their bytes as they came. */
export interface RawBody {
  types: readonly string[]
  /** The most bytes. */
  limit(services: Services): number
  /** It takes no JSON, and what is sent as another type is refused with this. */
  alone?: Problem
}

export interface BodyReader<Body> {
  /** For the document: what may be sent. */
  schema: z.ZodType
  read(sent: unknown, nowMs: number): Read<Body>
  example?: unknown
  raw?: RawBody
}

export interface Answer {
  description: string
  /** JSON of this shape; or other media types. */
  schema?: z.ZodType
  types?: string[]
}

interface Described {
  method: 'get' | 'post' | 'put'
  /** With parameters in braces: `/v1/complaints/{ref}`. */
  path: string
  id: string
  tag: 'Complaints' | 'Commands' | 'Texts' | 'Letters' | 'Evidence' | 'Mail' | 'Calendar' | 'Incidents' | 'Service'
  title: string
  description: string
  by: readonly Role[] | 'anyone'
  query?: z.ZodType
  body?: Pick<BodyReader<unknown>, 'schema' | 'example' | 'raw'>
  /** Whether an Idempotency-Key is heeded. */
  once?: boolean
  answers: Record<number, Answer>
  problems: readonly ProblemName[]
}

export interface Operation extends Described {
  answer(services: Services, asked: RawAsked): Promise<Reply | Problem>
}

export interface Definition<Query, Body> extends Described {
  query?: z.ZodType<Query>
  body?: BodyReader<Body>
  handle(services: Services, asked: Asked<Query, Body>): Promise<Reply | Problem>
}

/** Reads the input as the definition says, and forgets its types, so that operations of different input fit one list. */
export function defineOperation<Query = undefined, Body = undefined>(definition: Definition<Query, Body>): Operation {
  const { handle, ...described } = definition
  return {
    ...described,
    async answer(services, asked) {
      const ref = described.path.includes('{ref}') ? readReference(asked.params['ref'] ?? '') : ''
      if (ref === undefined) return mistyped
      const query = readQuery(definition, asked)
      if ('errors' in query) return badInput(query.errors)
      const body = readBody(definition, asked)
      if ('errors' in body) return badInput(body.errors)
      return handle(services, { ...asked, ref, query: query.value, body: body.value })
    },
  }
}

/** Whoever reads it by a schema alone. An absent body is an empty one. */
export function bodyOf<Body>(schema: z.ZodType<Body>, example?: unknown): BodyReader<Body> {
  return { schema, example, read: (sent) => readBy(schema, sent) }
}

export function readBy<T>(schema: z.ZodType<T>, sent: unknown): Read<T> {
  const parsed = schema.safeParse(sent)
  if (!parsed.success) return { errors: faultsOf(parsed.error, sent, 'body') }
  const errors = unstorable(parsed.data)
  return errors.length > 0 ? { errors } : { value: parsed.data }
}

const mistyped: Problem = {
  problem: 'mistyped-reference',
  detail:
    'The reference’s check character does not match: it was typed wrong. A reference looks like C-7KQM-2XPA; copy it from a letter.',
}

function readQuery<Query, Body>({ query }: Definition<Query, Body>, asked: RawAsked): Read<Query> {
  // Without a schema `Query` is undefined, and a query is of no interest.
  if (!query) return { value: undefined as Query }
  const parsed = query.safeParse(asked.query)
  return parsed.success ? { value: parsed.data } : { errors: faultsOf(parsed.error, asked.query, 'query') }
}

function readBody<Query, Body>({ body }: Definition<Query, Body>, asked: RawAsked): Read<Body> {
  return body ? body.read(asked.body ?? {}, asked.nowMs) : { value: undefined as Body }
}
