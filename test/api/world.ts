/** What the tests of the API run against: a real database, the application on a port of its own, and where a test asks for it, Temporal. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Client, Connection } from '@temporalio/client'
import { pino } from 'pino'
import { expect } from 'vitest'
import { createApp } from '../../api/app.ts'
import { problemsOf } from '../../api/docs/openapi.ts'
import { operations } from '../../api/operations.ts'
import type { Services } from '../../api/services.ts'
import { signToken, type Claims } from '../../api/token.ts'
import { openRecords } from '../../prisma/client.ts'
import { loadOrganisations } from '../../prisma/organisations-file.ts'
import { policyLibrary } from '../../prisma/policies.ts'
import { addDays, localDate } from '../../workflows/policy/calendar.ts'
import { testDatabase } from '../servers.ts'

const secret = new TextEncoder().encode('the tests’ secret, of no use to anybody')

export const officer: Claims = { role: 'officer', sub: 'a.khan' }
export const reviewer: Claims = { role: 'officer', sub: 'c.osei' }
export const manager: Claims = { role: 'manager', sub: 'm.boss' }
export const resident: Claims = { role: 'resident', sub: 'sam' }
export const stranger: Claims = { role: 'resident', sub: 'ola' }

export async function tokenFor(claims: Claims, expires = new Date(Date.now() + 3_600_000)): Promise<string> {
  return signToken(claims, secret, expires)
}

export interface Answered {
  status: number
  headers: Headers
  type: string
  text: string
  /** The parsed body; undefined where it is not JSON. */
  body: Record<string, unknown>
}

export interface Api {
  services: Services
  url: string
  /** Every line that was logged. */
  logged: string[]
  /** @param as whose token is sent; null for none */
  ask(method: string, path: string, as: Claims | null, sent?: Sent): Promise<Answered>
  /** How many rows there are in the tables that a request may write. */
  rows(): Promise<Record<string, number>>
  close(): Promise<void>
}

export interface Sent {
  json?: unknown
  /** The body as it is, in place of `json`. */
  raw?: string | Buffer
  headers?: Record<string, string>
}

/** The day so many days from today, by the clock that the rules go by: around midnight in summer it is another than in UTC. */
export const inDays = (days: number): string => addDays(localDate(Date.now()), days)

/** A client of a port where nobody listens, which does not try again as the service’s own does. */
export function unreachable(): Client {
  return new Client({ connection: Connection.lazy({ address: '127.0.0.1:1', interceptors: [] }) })
}

/**
 * @param temporal unless given, one that cannot be reached
 * @param ours policies and organisations other than those on file
 */
export async function openApi(temporal?: Client, ours?: Pick<Services, 'library' | 'organisations'>): Promise<Api> {
  const database = await testDatabase()
  const records = openRecords(database.url)
  const library = ours?.library ?? policyLibrary()
  const organisations = ours?.organisations ?? loadOrganisations(library)
  const logged: string[] = []
  const services: Services = {
    ...{ records, library, organisations, secret },
    temporal: temporal ?? unreachable(),
    log: pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) }),
    now: () => Date.now(),
  }
  const server = await listening(createServer(createApp(services)))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...{ services, url, logged },
    ask: (method, path, as, sent = {}) => ask(url, method, path, as, sent),
    rows: () => rowsOf(services),
    async close() {
      server.closeAllConnections()
      server.close()
      await records.$disconnect()
      await database.stop()
    },
  }
}

async function listening(server: Server): Promise<Server> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

async function ask(url: string, method: string, path: string, as: Claims | null, sent: Sent): Promise<Answered> {
  const body = sent.json === undefined ? sent.raw : JSON.stringify(sent.json)
  const headers = {
    ...(as && { authorization: `Bearer ${await tokenFor(as)}` }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...sent.headers,
  }
  const response = await fetch(url + path, {
    method,
    headers,
    ...(body !== undefined && { body: new Uint8Array(Buffer.from(body)) }),
  })
  const type = response.headers.get('content-type') ?? ''
  const text = await response.text()
  const parsed: unknown = type.includes('json') && text !== '' ? JSON.parse(text) : {}
  checkAgainstDocument(method, path, response.status, type, parsed)
  return { status: response.status, headers: response.headers, type, text, body: parsed as Record<string, unknown> }
}

/** Every answer of every test has the shape that the document says, and a problem is one that it names. */
function checkAgainstDocument(method: string, path: string, status: number, type: string, body: unknown): void {
  const bare = path.split('?')[0] ?? ''
  const operation = operations.find((one) => one.method === method.toLowerCase() && patternOf(one.path).test(bare))
  if (!operation) return
  const schema = operation.answers[status]?.schema
  if (schema) return void schema.parse(body)
  if (operation.answers[status]) return
  expect(type, `${method} ${bare} ${status}`).toContain('application/problem+json')
  const { type: page } = body as { type: string }
  expect(problemsOf(operation).map((name) => `/problems/${name}`)).toContain(page)
}

export function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`)
}

async function rowsOf({ records }: Services): Promise<Record<string, number>> {
  const { complaint, person, point, text, entry, deadline, idempotencyKey } = records
  return {
    complaint: await complaint.count(),
    person: await person.count(),
    point: await point.count(),
    text: await text.count(),
    entry: await entry.count(),
    deadline: await deadline.count(),
    idempotencyKey: await idempotencyKey.count(),
  }
}

/** A complaint as a resident makes it, with marks in every field that a person fills in. */
export const intake = {
  summary: 'CANARY-summary the boiler has been off since Friday',
  points: ['CANARY-point no heating', 'CANARY-point two appointments missed'],
  outcomesSought: ['CANARY-outcome a repair'],
  serviceArea: 'repairs',
  landlordMatter: true,
  channel: 'online',
  resident: {
    name: 'CANARY-name Sam Jones',
    email: 'canary-email@example.org',
    phone: '01632 960123',
    address: ['CANARY-street 1', 'EX1 1EX'],
    preferredContact: 'email',
    adjustments: ['CANARY-adjustment large print'],
  },
}
