/** A client of the API as it should be: a key for every request, sent again with the same key until there is an answer. */
import { signToken, type Claims } from '../../api/token.ts'
import { tokenSecret } from './rig.ts'
import { pause } from './waiting.ts'

export type Json = Record<string, unknown>

/** One try. Status 0: no answer came. */
export interface Tried {
  status: number
  body: Json
  retryAfter: string | null
  tookMs: number
}

/** One request with its tries, the last of which was answered. */
export interface Asked extends Tried {
  path: string
  key: string
  fromMs: number
  toMs: number
  /** The statuses of the tries before it. */
  before: number[]
}

export interface Request {
  as: Claims
  path: string
  /** Left out: a GET. */
  json?: Json
  key?: string
}

export interface Caller {
  /** Every request that was answered for good, in order. */
  asked: Asked[]
  /** The longest that one try took. */
  slowestMs: number
  try(request: Request): Promise<Tried>
  /** Tries until the answer is neither 5xx nor missing. */
  insist(request: Request): Promise<Asked>
}

export const officer: Claims = { role: 'officer', sub: 'a.khan' }
export const reviewer: Claims = { role: 'officer', sub: 'c.osei' }
export const resident: Claims = { role: 'resident', sub: 'sam' }

/** No request of this API hangs longer than 10 s; a client that has waited for so long goes away. */
const patienceMs = 15_000
const giveUpMs = 300_000

/** @param urls of the same API: each try goes to the next */
export function caller(...urls: [string, ...string[]]): Caller {
  let tries = 0
  const self: Caller = {
    asked: [],
    slowestMs: 0,
    async try(request) {
      const url = urls[tries++ % urls.length] ?? urls[0]
      const began = Date.now()
      const answer = await send(url, request).catch(() => ({ status: 0, body: {}, retryAfter: null }))
      const tookMs = Date.now() - began
      self.slowestMs = Math.max(self.slowestMs, tookMs)
      return { ...answer, tookMs }
    },
    async insist(request) {
      const [fromMs, before]: [number, number[]] = [Date.now(), []]
      for (;;) {
        const tried = await self.try(request)
        if (tried.status > 0 && tried.status < 500) {
          const asked = { ...tried, path: request.path, key: request.key ?? '', fromMs, toMs: Date.now(), before }
          self.asked.push(asked)
          return asked
        }
        before.push(tried.status)
        if (Date.now() - fromMs > giveUpMs) throw new Error(`No answer: ${request.path} ${before.join(' ')}`)
        await pause(tried.retryAfter === null ? 300 : Number(tried.retryAfter) * 1_000)
      }
    },
  }
  return self
}

async function send(url: string, { as, path, json, key }: Request): Promise<Omit<Tried, 'tookMs'>> {
  const token = await signToken(as, new TextEncoder().encode(tokenSecret), new Date(Date.now() + 3_600_000))
  const response = await fetch(url + path, {
    method: json === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
    signal: AbortSignal.timeout(patienceMs),
  })
  const body = (await response.json()) as Json
  return { status: response.status, body, retryAfter: response.headers.get('retry-after') }
}
