/** One line for each request: who is not in it, nor what was sent, nor the address, but the route's pattern. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { pinoHttp } from 'pino-http'

export function requestLog(logger: Logger): RequestHandler {
  return pinoHttp({
    logger,
    genReqId(_request, response) {
      const id = randomUUID()
      response.setHeader('x-request-id', id)
      return id
    },
    quietReqLogger: true,
    customAttributeKeys: { reqId: 'request' },
    serializers: { req: () => undefined, res: () => undefined, err: () => undefined },
    customSuccessObject: (request, response, timed: { responseTime?: number }) => lineOf(request, response, timed),
    customErrorObject: (request, response, _error, timed: { responseTime?: number }) =>
      lineOf(request, response, timed),
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'warn' : 'info'),
  })
}

function lineOf(request: IncomingMessage, response: ServerResponse, { responseTime }: { responseTime?: number }) {
  const route: unknown = (response as Response).locals?.['route'] ?? 'unknown'
  return { method: request.method, route, status: response.statusCode, ms: responseTime }
}
