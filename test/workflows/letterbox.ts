/** A mail server's place taken by a box that keeps what it is given, and can be away. */
import type { Carrier, Outgoing, SendOutcome } from '../../activities/carrier.ts'
import { messageComposer } from '../../activities/mail-message.ts'

export interface Letterbox extends Carrier {
  /** What was taken, in order. */
  taken: Outgoing[]
  /** How often it was tried. */
  tries: number
  /** Whether nobody answers. */
  away: boolean
  /** What it does in place of taking a message. */
  instead: ((message: Outgoing) => Promise<SendOutcome>) | undefined
}

export function letterbox(): Letterbox {
  const box: Letterbox = {
    taken: [],
    tries: 0,
    away: false,
    instead: undefined,
    provider: 'letterbox',
    sendLimitMs: 60_000,
    pack: messageComposer(),
    async send(message) {
      box.tries++
      if (box.instead) return box.instead(message)
      if (box.away) return { result: 'later', why: 'ESOCKET', mayHaveArrived: false }
      box.taken.push(message)
      return { result: 'accepted' }
    },
    close: () => undefined,
  }
  return box
}
