/** What became of a message, without the server's own words: those may repeat the resident's address. */

export type SendOutcome =
  | { result: 'accepted'; code: number }
  /** It will never be accepted for this address. */
  | { result: 'refused'; why: string }
  /** Not now. `mayHaveArrived`: the server's last answer was lost, so that trying again may double it. */
  | { result: 'later'; why: string; mayHaveArrived: boolean }

/** What nodemailer tells of a failure; everything else in its errors may be personal. */
interface Failure {
  code?: unknown
  responseCode?: unknown
  command?: unknown
  syscall?: unknown
}

export function outcomeOfError(error: unknown): SendOutcome {
  const failure: Failure = typeof error === 'object' && error !== null ? error : {}
  const why = describe(failure)
  if (isAboutThisMessage(failure)) return { result: 'refused', why }
  return { result: 'later', why, mayHaveArrived: mayHaveArrived(failure) }
}

/** "SMTP 550 at RCPT TO", "ESOCKET ECONNREFUSED": codes alone. */
function describe({ code, responseCode, command }: Failure): string {
  const at = typeof command === 'string' && /^[A-Z ]{2,20}$/.test(command) ? ` at ${command}` : ''
  if (typeof responseCode === 'number') return `SMTP ${responseCode}${at}`
  return `${typeof code === 'string' && /^[A-Z_]{2,30}$/.test(code) ? code : 'mail error'}${at}`
}

/**
 * The recipient or the message is refused for good. A 5xx to our greeting, login or sender is about us: that is for the
 * office to mend, and the letter waits.
 */
function isAboutThisMessage({ code, responseCode, command }: Failure): boolean {
  if (typeof responseCode !== 'number') return code === 'EENVELOPE' && command === 'API'
  if (responseCode < 500) return false
  return command === 'RCPT TO' || command === 'DATA'
}

function mayHaveArrived({ code, responseCode, syscall }: Failure): boolean {
  if (typeof responseCode === 'number' || syscall === 'connect' || syscall === 'getaddrinfo') return false
  return ['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EABORT'].some((known) => known === code)
}
