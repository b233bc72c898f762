/** The OpenAPI 3.1 document, from the definitions by which requests are read and answered. */
import { z } from 'zod'
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi'
import type { Answer, Operation } from '../operation.ts'
import { problems, problemType, type ProblemName } from '../problem.ts'

const problemSchema = z
  .object({
    type: z.string().describe('A page that says what to do: /problems/<name>'),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    rule: z.string().optional().describe('The clause that forbids it, for 409'),
    missing: z
      .array(z.object({ rule: z.string(), message: z.string() }))
      .optional()
      .describe('For 409 where several things may be missing: each of them, with its clause'),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .describe('For 400: each field at fault'),
  })
  .meta({ id: 'Problem' })

const params: Record<string, z.ZodType> = {
  ref: z.string().meta({ description: 'The complaint’s reference', example: 'C-7KQM-2XPA' }),
  id: z.string().meta({ description: 'The letter’s number', example: '1' }),
  preview: z.string().meta({ description: 'The id of the preview', example: 'p-0123456789abcdef0123' }),
  number: z.string().meta({ description: 'Which of its letters', example: '1' }),
  job: z.string().meta({ description: 'The print job’s number', example: '12' }),
  file: z.string().meta({ description: 'The number of the file, as the complaint lists it', example: '1' }),
  change: z.string().meta({ description: 'The number of the calendar’s change', example: '7' }),
}

const keyHeader = z.object({
  'Idempotency-Key': z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('The same request under the same key is done once and answered alike'),
})

export function openApiDocument(operations: readonly Operation[]): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {}
  for (const operation of operations)
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Redress',
      version: '1',
      description:
        'Complaints to councils and landlords, kept to the clocks of their Complaint Handling Code. Errors are problem details (RFC 9457).',
    },
    tags: ['Complaints', 'Commands', 'Texts', 'Letters', 'Evidence', 'Mail', 'Calendar', 'Incidents', 'Service'].map(
      (name) => ({
        name,
      }),
    ),
    paths,
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  })
}

function describe(operation: Operation): ZodOpenApiOperationObject {
  const { id, tag, title, description, by, query, body, once } = operation
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  const path = z.object(Object.fromEntries(names.map((name) => [name, params[name] ?? z.string()])))
  return {
    operationId: id,
    tags: [tag],
    summary: title,
    description: by === 'anyone' ? description : `${description}\n\nFor: ${by.join(', ')}.`,
    security: by === 'anyone' ? [] : [{ token: [] }],
    requestParams: {
      ...(names.length > 0 && { path }),
      ...(query instanceof z.ZodObject && { query }),
      ...(once === true && { header: keyHeader }),
    },
    ...(body && {
      requestBody: {
        content: {
          ...(!body.raw?.alone && { 'application/json': { schema: body.schema, ...example(body.example) } }),
          ...Object.fromEntries((body.raw?.types ?? []).map((type) => [type, { schema: binary }])),
        },
      },
    }),
    responses: responsesOf(operation),
  }
}

const binary = { type: 'string', format: 'binary' } as const

function example(value: unknown): { example?: unknown } {
  return value === undefined ? {} : { example: value }
}

function responsesOf(operation: Operation): ZodOpenApiResponsesObject {
  const answers = Object.entries(operation.answers).map(([status, answer]) => [status, answerOf(answer)] as const)
  const statuses = [...new Set(problemsOf(operation).map((name) => problems[name].status))].sort()
  const failures = statuses.map((status) => [String(status), problemOf(operation, status)] as const)
  return Object.fromEntries([...answers, ...failures]) as ZodOpenApiResponsesObject
}

/** Those that it names, and those that every operation for somebody signed in can give. */
export function problemsOf({ by, problems: named }: Operation): ProblemName[] {
  return [...named, ...(by === 'anyone' ? [] : (['not-signed-in', 'not-allowed'] as const)), 'internal']
}

function answerOf({ description, schema, types }: Answer) {
  if (schema) return { description, content: { 'application/json': { schema } } }
  const each = (types ?? []).map((type) => [type, { schema: { type: 'string' as const } }])
  return { description, content: Object.fromEntries(each) as Record<string, { schema: { type: 'string' } }> }
}

function problemOf(operation: Operation, status: number) {
  const names = problemsOf(operation).filter((name) => problems[name].status === status)
  const description = names.map((name) => `${problems[name].title}: ${problems[name].help}`).join(' Or: ')
  return { description, content: { [problemType]: { schema: problemSchema } } }
}
