/**
 * GOV.UK Notify on this machine: its HTTP API as its documentation and its code have it, as far as we use it. What it accepts it keeps
 * by reference, as often as it is sent; it can be told to misbehave.
 */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { jwtVerify } from 'jose'
import { checked, refusal, Refused, type Key, type Template } from './notify-checks.ts'

export interface Stored {
  id: string
  type: 'email' | 'sms' | 'letter'
  reference: string | null
  status: string
  /** The address or number; of a letter nothing is known. */
  to: string | null
  subject: string | null
  body: string
  postage: string | null
  pdf: Buffer | null
  completed_at: string | null
}

export type Misbehaviour =
  | { answer: number; error: string }
  /** It takes the message, and the answer is lost; or it answers with an error of its own. */
  | { afterTaking: 'drop' | 500 }
  | 'drop'
  /** It takes the message, and trickles the answer for ever. */
  | 'trickle'

export interface NotifyServer {
  url: string
  apiKey: string
  emailTemplate: string
  smsTemplate: string
  /** Everything it took, oldest first. */
  taken: Stored[]
  /** "POST /v2/notifications/email", of every request. */
  requests: string[]
  /** How long an answer takes once a message is taken. */
  answerAfterMs: number
  /** What it does instead, for as long as it gives something. */
  misbehave: (request: string, count: number) => Misbehaviour | undefined
  key: Key
  templates: Map<string, Template>
  stop: () => Promise<void>
}

export async function notifyServer(): Promise<NotifyServer> {
  const [service, secret, emailTemplate, smsTemplate] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const notify: NotifyServer = {
    ...{ url: '', apiKey: `redress-${service}-${secret}`, emailTemplate, smsTemplate },
    ...{ taken: [], requests: [], answerAfterMs: 0 },
    misbehave: () => undefined,
    key: { service, secret, type: 'live', mostAMinute: 3_000 },
    templates: new Map([
      [emailTemplate, { id: emailTemplate, type: 'email', subject: '((subject))', body: '((body))' }],
      [smsTemplate, { id: smsTemplate, type: 'sms', subject: null, body: '((text))' }],
    ]),
    stop: async () => {},
  }
  const server = createServer((request, response) => void serve(notify, request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  notify.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  notify.stop = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return notify
}

async function serve(notify: NotifyServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await textOf(request)
  const path = new URL(request.url ?? '/', notify.url)
  const asked = `${request.method} ${path.pathname}`
  notify.requests.push(asked)
  const count = notify.requests.filter((one) => one === asked).length
  const instead = notify.misbehave(asked, count)
  if (instead === 'drop') return void response.destroy()
  if (typeof instead === 'object' && 'answer' in instead) {
    return answer(response, instead.answer, refusal(instead.answer, instead.error, 'asked for by the test').body)
  }
  try {
    await authenticate(notify.key, request)
    const [status, reply] = handle(notify, request.method ?? '', path, body)
    if (notify.answerAfterMs > 0) await new Promise((resolve) => setTimeout(resolve, notify.answerAfterMs))
    if (instead === 'trickle') return trickle(response)
    if (instead?.afterTaking === 'drop') return void response.destroy()
    if (instead?.afterTaking === 500) {
      return answer(response, 500, refusal(500, 'Exception', 'Internal server error').body)
    }
    answer(response, status, reply)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    answer(response, error.status, error.body)
  }
}

function handle(notify: NotifyServer, method: string, path: URL, body: string): [number, unknown] {
  const [, , , kind] = path.pathname.split('/')
  if (method === 'POST' && (kind === 'email' || kind === 'sms' || kind === 'letter')) return take(notify, kind, body)
  if (method === 'GET' && path.pathname === '/v2/notifications') {
    const [type, reference] = [path.searchParams.get('template_type'), path.searchParams.get('reference')]
    const found = notify.taken.filter(
      (one) => (type === null || one.type === type) && (reference === null || one.reference === reference),
    )
    return [200, { notifications: found.toReversed().map(shown), links: { current: path.href } }]
  }
  if (method === 'GET' && path.pathname.startsWith('/v2/notifications/')) {
    const one = notify.taken.find(({ id }) => id === kind)
    if (one) return [200, shown(one)]
  }
  if (method === 'GET' && path.pathname.startsWith('/v2/template/')) {
    const template = notify.templates.get(kind ?? '')
    if (template) return [200, { ...template, name: 'Redress', version: 1, postage: null }]
  }
  throw refusal(404, 'NoResultFound', 'No result found')
}

function take(notify: NotifyServer, type: Stored['type'], body: string): [number, unknown] {
  const { form, content } = checked(notify, type, body)
  const message: Stored = {
    ...{ id: randomUUID(), type, reference: form.reference ?? null, to: content.to, pdf: content.pdf },
    ...{ subject: content.subject, body: content.body, postage: content.pdf ? (form.postage ?? 'second') : null },
    ...{ status: type === 'letter' ? 'pending-virus-check' : 'sending', completed_at: null },
  }
  notify.taken.push(message)
  const { id, reference, postage } = message
  if (type === 'letter') return [201, { id, reference, postage }]
  const template = { id: form.template_id, version: 1, uri: `${notify.url}/v2/template/${form.template_id}` }
  const words =
    type === 'email'
      ? { subject: message.subject, body: message.body, from_email: 'exampleton@notifications.example' }
      : { body: message.body, from_number: 'GOVUK' }
  return [201, { id, reference, content: words, uri: `${notify.url}/v2/notifications/${id}`, template }]
}

function shown({ to, ...one }: Stored): unknown {
  return {
    ...{
      ...one,
      pdf: undefined,
      email_address: one.type === 'email' ? to : null,
      phone_number: one.type === 'sms' ? to : null,
    },
    template: { id: randomUUID(), version: 1, uri: '' },
    ...{ created_at: new Date(0).toISOString(), sent_at: null, is_cost_data_ready: false },
  }
}

/** HS256, the service as `iss`, and made within 30 s of now. */
async function authenticate({ service, secret }: Key, { headers }: IncomingMessage): Promise<void> {
  const [scheme, token = ''] = (headers.authorization ?? '').split(' ')
  if (scheme !== 'Bearer') {
    throw refusal(401, 'AuthError', 'Unauthorized: authentication token must be provided')
  }
  const read = await jwtVerify(token, new TextEncoder().encode(secret), {
    issuer: service,
    algorithms: ['HS256'],
  }).catch(() => undefined)
  if (!read) throw refusal(403, 'AuthError', 'Invalid token: API key not found')
  if (Math.abs((read.payload.iat ?? 0) * 1000 - Date.now()) > 30_000) {
    throw refusal(403, 'AuthError', 'Error: Your system clock must be accurate to within 30 seconds')
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}

function trickle(response: ServerResponse): void {
  response.writeHead(201, { 'Content-Type': 'application/json' })
  const dripping = setInterval(() => response.write(' '), 100)
  response.on('close', () => clearInterval(dripping))
}
