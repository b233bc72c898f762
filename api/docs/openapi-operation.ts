import { z } from 'zod'
import { defineOperation, type Operation } from '../operation.ts'
import { openApiDocument } from './openapi.ts'

/** The document itself, which describes the other operations and this one. It is made when it is first asked for. */
export function openApi(others: readonly Operation[]): Operation {
  let made: unknown
  const operation = defineOperation({
    method: 'get',
    path: '/v1/openapi.json',
    id: 'openApi',
    tag: 'Service',
    title: 'This document',
    description: 'The API in OpenAPI 3.1.',
    by: 'anyone',
    answers: { 200: { description: 'The document', schema: z.record(z.string(), z.unknown()) } },
    problems: [],
    handle() {
      made ??= openApiDocument([...others, operation])
      return Promise.resolve({ status: 200, body: made })
    },
  })
  return operation
}
