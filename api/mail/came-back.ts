/** A letter is said to have come back by a program that carries our mail: found by what the program knows of it, told to its complaint. */
import { commandNamed } from '../../workflows/commands/index.ts'
import type { ReturnReason } from '../../workflows/stages/returned.ts'
import type { Sending, Sent } from '../commands/send.ts'
import { sendOrWake } from '../commands/wake.ts'
import type { Services } from '../services.ts'

export interface CameBack {
  ref: string
  seq: number
  /** Of the letter's row: the same letter may go out, and come back, more than once. */
  attempts: number
  why: ReturnReason
  /** `officer:mail-gateway` */
  by: string
  /** Epoch milliseconds. */
  answerBy: number
}

/** Told twice it is done once. */
export async function tellCameBack(services: Services, cameBack: CameBack): Promise<Sent> {
  const { ref, seq, attempts, why, by, answerBy } = cameBack
  const command = commandNamed('letter-returned')
  if (!command) throw new Error('There is no command letter-returned')
  const message = { by, with: { letter: seq, why } }
  const updateId = `bounced-${ref}-${seq}-${attempts}`
  const sending: Sending = { ref, command: command.name, message, updateId, answerBy }
  return sendOrWake(services, command, sending)
}
