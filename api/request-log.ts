/** One line for each request: who is not in it, nor what was sent, nor the address, but the route's pattern. */
import { randomUUID } from 'node:crypto'
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
    serializers: { req: () => undefined, res: () => undefined, err: () => undefined },
    customProps: (request, response) => ({
      request: request.id,
      method: request.method,
      route: (response as Response).locals?.['route'] ?? 'unknown',
      status: response.statusCode,
    }),
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'warn' : 'info'),
    quietReqLogger: true,
  })
}
