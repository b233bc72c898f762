/** The HTTP application, from its services. */
import express, { type ErrorRequestHandler, type Express } from 'express'
import helmet from 'helmet'
import { mountPages } from './docs/pages.ts'
import { failureToProblem } from './failures.ts'
import { mountNotify } from './mail/notify.ts'
import { mountAnswers } from './pages/answering.ts'
import type { Operation } from './operation.ts'
import { operations as all } from './operations.ts'
import { sendProblem, type Problem } from './problem.ts'
import { requestLog } from './request-log.ts'
import { mountOperations } from './routes.ts'
import type { Services } from './services.ts'

export function createApp(services: Services, operations: readonly Operation[] = all): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('query parser', 'simple')
  app.use(requestLog(services.log))
  app.use(
    helmet({
      contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    }),
  )
  app.use('/v1', (_request, response, next) => {
    // People's matters: no browser or proxy keeps a copy.
    response.set('Cache-Control', 'no-store')
    next()
  })
  mountPages(app)
  mountOperations(app, services, operations)
  mountNotify(app, services)
  mountAnswers(app, services)
  app.use((request, response) => {
    sendProblem(request, response, {
      problem: 'not-found',
      detail: 'There is nothing at this address. /docs lists what there is.',
    })
  })
  app.use(lastResort(services))
  return app
}

/** What Express and its body reader throw before an operation is asked. */
function lastResort({ log }: Services): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error)
    sendProblem(request, response, requestFault(error) ?? failureToProblem(error, log))
  }
}

function requestFault(error: unknown): Problem | undefined {
  const status: unknown = error instanceof Error && 'status' in error ? error.status : undefined
  const type: unknown = error instanceof Error && 'type' in error ? error.type : undefined
  if (status === 413) {
    const limit = error instanceof Error && 'limit' in error ? Number(error.limit) : 102_400
    const most = limit < 1_000_000 ? `${Math.round(limit / 1_024)} kB` : `${Math.round(limit / 1_000_000)} MB`
    return { problem: 'too-large', detail: `The body is larger than ${most}. Nothing was stored.` }
  }
  if (status === 415)
    return {
      problem: 'not-json',
      detail: 'The body’s encoding is not understood. Send UTF-8, uncompressed or with gzip.',
    }
  if (type === 'entity.parse.failed')
    return { problem: 'malformed-json', detail: 'The body is not valid JSON. It must be one JSON object.' }
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return {
      problem: 'malformed-json',
      detail: 'The request could not be read: it was cut short, or its address is malformed.',
    }
  }
  return undefined
}
