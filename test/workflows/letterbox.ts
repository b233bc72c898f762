/** A mail server's place taken by a box that keeps what it is given, and can be away. */
import type { Mailer, Message } from '../../activities/mail.ts'
import type { SendOutcome } from '../../activities/smtp-outcome.ts'

export interface Letterbox extends Mailer {
  /** What was taken, in order. */
  taken: Message[]
  /** How often it was tried. */
  tries: number
  /** Whether nobody answers. */
  away: boolean
  /** What it does in place of taking a message. */
  instead: ((message: Message) => Promise<SendOutcome>) | undefined
}

export function letterbox(): Letterbox {
  const box: Letterbox = {
    taken: [],
    tries: 0,
    away: false,
    instead: undefined,
    sendLimitMs: 60_000,
    messageId: (ref, seq) => `<${ref}.${seq}@letterbox.invalid>`,
    async send(message) {
      box.tries++
      if (box.instead) return box.instead(message)
      if (box.away) return { result: 'later', why: 'ESOCKET ECONNREFUSED', mayHaveArrived: false }
      box.taken.push(message)
      return { result: 'accepted', code: 250 }
    },
    close: () => undefined,
  }
  return box
}
