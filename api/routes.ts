/** Makes the routes of the operations: who asks, may they, is the body JSON, and an answer in time. */
import { pipeline } from 'node:stream/promises'
import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express'
import { authenticate, notAllowed } from './authenticate.ts'
import type { Caller } from './caller.ts'
import { readKey } from './idempotency.ts'
import { failureToProblem, traceOf } from './failures.ts'
import type { Operation, RawAsked, Reply } from './operation.ts'
import { isProblem, sendProblem, unavailable, type Problem } from './problem.ts'
import type { Services } from './services.ts'

/** No request hangs longer than 10 s: so long to do what is asked, and then it is answered that it takes too long. */
const workMs = 8_500
const answerMs = 9_500

/** Bodies are small, but for files. */
const readJson = express.json({ limit: '100kb' })

export function mountOperations(app: Express, services: Services, operations: readonly Operation[]): void {
  for (const path of new Set(operations.map((operation) => operation.path))) {
    const those = operations.filter((operation) => operation.path === path)
    const route = app.route(path.replace(/\{(\w+)\}/g, ':$1'))
    for (const operation of those) {
      const { method } = operation
      route[method](
        noting(operation),
        permitted(services, operation),
        ...bodyReaders(operation, services),
        answering(services, operation),
      )
    }
    route.all(notThisMethod(those))
  }
}

/** Known to the log by its pattern: an address may hold anything. */
function noting({ path }: Operation): RequestHandler {
  return (_request, response, next) => {
    response.locals['route'] = path
    next()
  }
}

function permitted(services: Services, operation: Operation): RequestHandler {
  return async (request, response, next) => {
    if (operation.by === 'anyone') return next()
    const caller = await authenticate(request, services)
    const problem = isProblem(caller) ? caller : notAllowed(operation, caller)
    if (problem) return sendProblem(request, response, problem)
    response.locals['caller'] = caller
    next()
  }
}

function bodyReaders({ body }: Operation, services: Services): RequestHandler[] {
  if (!body) return []
  const { raw } = body
  const types = [...(raw?.alone ? [] : ['application/json']), ...(raw?.types ?? [])]
  return [
    only(types, raw?.alone ?? notJson(raw?.types)),
    ...(raw?.alone ? [] : [readJson]),
    ...(raw ? [express.raw({ type: [...raw.types], limit: raw.limit(services) })] : []),
  ]
}

function notJson([other]: readonly string[] = []): Problem {
  const orElse = other === undefined ? '' : `, or as it came with "Content-Type: ${other}"`
  return {
    problem: 'not-json',
    detail: `The body must be JSON: send "Content-Type: application/json"${orElse}.`,
  }
}

function only(types: string[], otherwise: Problem): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const hasBody =
      request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
    if (!hasBody || request.is(types)) return next()
    sendProblem(request, response, otherwise)
  }
}

function answering(services: Services, operation: Operation): RequestHandler {
  return async (request, response) => {
    const started = services.now()
    const idempotencyKey = operation.once ? readKey(request.get('Idempotency-Key')) : undefined
    if (typeof idempotencyKey === 'object') return sendProblem(request, response, idempotencyKey)
    const asked: RawAsked = {
      caller: callerIn(response),
      params: Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)])),
      query: { ...request.query },
      body: request.body as unknown,
      idempotencyKey,
      header: (name) => request.get(name),
      accepts: (types) => request.accepts(types) || undefined,
      nowMs: started,
      answerBy: started + workMs,
    }
    const work = operation.answer(services, asked).catch((error: unknown) => failureToProblem(error, services.log))
    const outcome = await inTime(work)
    if (isProblem(outcome)) sendProblem(request, response, outcome)
    else if (outcome.stream) await sendStream(response, outcome, services.log)
    else sendReply(response, outcome)
    // What came too late is nobody's any more.
    const made = await work
    if (made !== outcome && !isProblem(made)) made.stream?.from.destroy()
  }
}

/** Where anyone may ask, nobody is signed in, and nothing looks at the caller. */
function callerIn(response: Response): Caller {
  return (response.locals['caller'] as Caller | undefined) ?? { role: 'resident', sub: '', org: '' }
}

/** `work` never rejects. */
async function inTime(work: Promise<Reply | Problem>): Promise<Reply | Problem> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Problem>((resolve) => {
    const detail =
      'This took too long. It may still be done: look at the complaint, or send it again with the same Idempotency-Key.'
    timer = setTimeout(() => resolve(unavailable(detail)), answerMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

function sendReply(response: Response, { status, body, content, headers }: Reply): void {
  response.status(status).set(headers ?? {})
  if (content) response.type(content.type).send(content.bytes)
  else response.json(body)
}

/** Whoever gets less than all of it sees that it was cut off: it has begun, and cannot be a problem any more. */
async function sendStream(response: Response, { status, headers, stream }: Reply, log: Services['log']): Promise<void> {
  if (!stream) return
  response.status(status).set(headers ?? {})
  response.type(stream.type)
  if (response.req.method === 'HEAD') {
    stream.from.destroy()
    response.end()
    return
  }
  try {
    await pipeline(stream.from, response)
  } catch (error) {
    log.warn(traceOf(error), 'an answer was cut off while it was sent')
  }
}

function notThisMethod(operations: Operation[]): RequestHandler {
  const methods = operations.map((operation) => operation.method.toUpperCase())
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].join(', ')
  return (request, response) =>
    sendProblem(request, response, {
      problem: 'method-not-allowed',
      detail: `This address takes ${allow}.`,
      headers: { Allow: allow },
    })
}
