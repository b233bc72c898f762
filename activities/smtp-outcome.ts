/** What became of a message, from what nodemailer tells of it: codes alone, as a server's own words may repeat the resident's address. */
import type { SendOutcome } from './carrier.ts'

/** What nodemailer tells of a success. */
interface Success {
  response: string
  /** The Message-ID that some servers give a message in place of ours. */
  serverMessageId?: string | undefined
  rejectedErrors?: Failure[] | undefined
}

/** What nodemailer tells of a failure; everything else in its errors may be personal. */
interface Failure {
  code?: unknown
  responseCode?: unknown
  response?: unknown
  command?: unknown
  recipient?: unknown
}

export function outcomeOfSuccess({ response, serverMessageId, rejectedErrors = [] }: Success): SendOutcome {
  const providerId = serverMessageId ?? queueIdIn(response)
  const refused = rejectedErrors.flatMap((failure) =>
    typeof failure.recipient === 'string' && isGone(failure)
      ? { email: failure.recipient, why: describe(failure) }
      : [],
  )
  const without = rejectedErrors.map((failure) => `; without one address: ${describe(failure)}`)
  return {
    result: 'accepted',
    why: [`SMTP ${Number.parseInt(response, 10)}`, ...without].join(''),
    ...(providerId !== undefined && { providerId }),
    ...(refused.length > 0 && { refused }),
  }
}

/** @param begun whether a byte of the message itself was asked for: before that, nothing can have arrived */
export function outcomeOfError(error: unknown, begun: boolean): SendOutcome {
  const failure: Failure = typeof error === 'object' && error !== null ? error : {}
  const why = describe(failure)
  if (isForGood(failure)) return { result: 'refused', why, about: isGone(failure) ? 'address' : 'letter' }
  return { result: 'later', why, mayHaveArrived: begun && typeof failure.responseCode !== 'number' }
}

/**
 * The server's own number for it ("250 2.0.0 Ok: queued as 4F2A91"): the word after "queued as" or "id=", where it is one plain word.
 * Anything else might repeat an address.
 */
function queueIdIn(response: string): string | undefined {
  return /(?:queued as |id=)<?([A-Za-z0-9._-]{4,64})>?(?:[\s;,]|$)/i.exec(response)?.[1]
}

/** "SMTP 550 5.1.1 at RCPT TO", "ESOCKET": codes alone. */
function describe(failure: Failure): string {
  const { code, responseCode, command } = failure
  const at = typeof command === 'string' && /^[A-Z ]{2,20}$/.test(command) ? ` at ${command}` : ''
  if (typeof responseCode !== 'number')
    return `${typeof code === 'string' && /^[A-Z_]{2,30}$/.test(code) ? code : 'mail error'}${at}`
  const status = statusIn(failure)
  return `SMTP ${responseCode}${status === undefined ? '' : ` ${status}`}${at}`
}

/** The enhanced status code (RFC 3463), where the server gives one. */
function statusIn({ response }: Failure): string | undefined {
  return typeof response === 'string' ? /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\s/.exec(response)?.[1] : undefined
}

/**
 * The recipient or the message is refused for good. A 5xx to our greeting, login or sender is about us: that is for the
 * office to mend, and the letter waits.
 */
function isForGood({ code, responseCode, command }: Failure): boolean {
  if (typeof responseCode !== 'number') return code === 'EENVELOPE' && command === 'API'
  if (responseCode < 500) return false
  return command === 'RCPT TO' || command === 'DATA'
}

/**
 * There is nobody at the address. A mailbox that is full or a rule of the server's (5.2.2, 5.7.1) says nothing against it, and what comes
 * after DATA is said of the letter.
 */
function isGone(failure: Failure): boolean {
  if (!isForGood(failure) || failure.command === 'DATA') return false
  return /^5\.(1\.\d+|2\.1)$/.test(statusIn(failure) ?? '5.1.1')
}
