/**
 * Why Notify did not do what it was asked, by its status and error codes alone: its messages may repeat an address, they change,
 * and the client's errors hold the key and the whole letter. Codes as its documentation has them, under "Errors".
 */

export interface NotifyFailure {
  /** Codes, and for what the office can mend, where to look. */
  why: string
  /**
   * `content`: Notify will not take what was sent, in our form of it that can only be the recipient. `ours`: the key, the service or its
   * templates, for the office to mend. `limit`: too many, for this minute or this day. `away`: Notify does not answer, or not sensibly.
   */
  kind: 'content' | 'ours' | 'limit' | 'away'
  /** It may have taken the message all the same. */
  mayHaveArrived: boolean
}

interface Failed {
  code?: unknown
  response?: { status?: unknown; data?: unknown }
}

/** The request never left, or never came to Notify. */
const NEVER_ARRIVED = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPROTO|\w*CERT\w*|ERR_TLS\w*)$/

export function failureOf(error: unknown): NotifyFailure {
  const { code, response }: Failed = typeof error === 'object' && error !== null ? error : {}
  if (typeof response?.status === 'number') return refusalOf(response.status, codeIn(response.data))
  const known = typeof code === 'string' && /^[A-Z_]{2,40}$/.test(code) ? code : 'error'
  return { kind: 'away', why: `Notify ${known}`, mayHaveArrived: !NEVER_ARRIVED.test(known) }
}

function refusalOf(status: number, code: string): NotifyFailure {
  const why = `Notify ${status} ${code}`.trim()
  if (status >= 500) return { kind: 'away', why, mayHaveArrived: true }
  if (status === 429 || status === 408) return { kind: 'limit', why, mayHaveArrived: false }
  if (status === 413 || (status === 400 && /^(ValidationError|Invalid\w+)$/.test(code))) {
    return { kind: 'content', why, mayHaveArrived: false }
  }
  return { kind: 'ours', why: `${why}: ${toMend(status)}`, mayHaveArrived: false }
}

function toMend(status: number): string {
  if (status === 401 || status === 403) return 'check NOTIFY_API_KEY, and that this machine’s clock is right'
  if (status === 400) {
    return 'the key may be for the team only, the service in trial mode, or the template another one; Notify’s API log shows which'
  }
  return 'check NOTIFY_BASE_URL'
}

/** The first error's code; never its message. */
function codeIn(data: unknown): string {
  const errors: unknown = typeof data === 'object' && data !== null && 'errors' in data ? data.errors : undefined
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined
  const code: unknown = typeof first === 'object' && first !== null && 'error' in first ? first.error : undefined
  return typeof code === 'string' && /^[A-Za-z]{2,40}$/.test(code) ? code : ''
}
