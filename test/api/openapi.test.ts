import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../api/app.ts'
import { operations } from '../../api/operations.ts'
import { problems } from '../../api/problem.ts'
import { commands } from '../../workflows/commands/index.ts'
import { draftName } from '../../workflows/commands/message.ts'
import { openApi, type Api } from './world.ts'

interface Documented {
  operationId: string
  summary: string
  description: string
  security: object[]
  responses: Record<string, { description: string; content?: object }>
  requestBody?: { content: Record<string, { example?: unknown; schema: object }> }
}
interface Document {
  openapi: string
  paths: Record<string, Record<string, Documented>>
  components: { schemas: Record<string, unknown>; securitySchemes: object }
}

let api: Api
let document: Document
beforeAll(async () => {
  api = await openApi()
  document = (await api.ask('GET', '/v1/openapi.json', null)).body as unknown as Document
})
afterAll(() => api.close())

const documented = (of: Document) =>
  Object.entries(of.paths).flatMap(([path, item]) => Object.keys(item).map((method) => `${method} ${path}`))

/** The routes that Express has, which are not the pages for people. */
function routed(): string[] {
  const app = createApp(api.services)
  const { stack } = app.router as unknown as { stack: { route?: { path: string; stack: { method?: string }[] } }[] }
  return stack.flatMap(({ route }) => {
    if (!route || route.path === '/r/:secret' || /^\/(docs|problems)/.test(route.path)) return []
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    const methods = new Set(route.stack.flatMap(({ method }) => (method === undefined ? [] : [method])))
    return [...methods].map((method) => `${method} ${path}`)
  })
}

test('every route is in the document, and every operation of it is a route', () => {
  expect(documented(document).sort()).toEqual(routed().sort())
  expect(documented(document)).toHaveLength(operations.length)
})

test('every command has its route, and every one with text its draft', () => {
  for (const { name, words } of commands) {
    expect(document.paths[`/v1/complaints/{ref}/${name}`]).toHaveProperty('post')
    const draft = document.paths[`/v1/complaints/{ref}/${draftName(name)}`]
    if (words === 'none') expect(draft).toBeUndefined()
    else expect(Object.keys(draft ?? {}).sort()).toEqual(['get', 'put'])
  }
})

test('each says what it is, who may use it, what it answers and how it fails', () => {
  expect(document.openapi).toMatch(/^3\.1/)
  const ids = new Set<string>()
  for (const operation of Object.values(document.paths).flatMap((item) => Object.values(item))) {
    ids.add(operation.operationId)
    expect(operation.summary).not.toBe('')
    const statuses = Object.keys(operation.responses)
    expect(statuses).toContain('500')
    expect(statuses.some((status) => status.startsWith('2'))).toBe(true)
    if (operation.security.length > 0) expect(statuses).toEqual(expect.arrayContaining(['401', '403']))
    if (operation.requestBody) {
      expect(statuses).toEqual(expect.arrayContaining(['400', '413', '415']))
      const { 'application/json': json, ...raw } = operation.requestBody.content
      if (json) expect(json.example, operation.operationId).toBeDefined()
      else expect(raw['application/pdf']?.schema).toEqual({ type: 'string', format: 'binary' })
    }
  }
  expect(ids.size).toBe(operations.length)
})

test('the examples are what is taken', () => {
  for (const { id, body } of operations) if (body) expect(() => body.schema.parse(body.example), id).not.toThrow()
})

test('every problem has its page', async () => {
  for (const [name, { title }] of Object.entries(problems)) {
    const { status, text } = await api.ask('GET', `/problems/${name}`, null)
    expect([status, text.includes(title)], name).toEqual([200, true])
  }
})

test('the documentation runs from this server alone, under a strict policy', async () => {
  const page = await api.ask('GET', '/docs', null)
  const policy = page.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toMatch(/unsafe|https?:/)
  const sources = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '')
  expect(sources.length).toBeGreaterThanOrEqual(4)
  for (const source of sources) {
    expect(source).toMatch(/^\/docs\//)
    expect((await api.ask('GET', source, null)).status, source).toBe(200)
  }
})
