/** A command for a complaint whose workflow does not run: never started, or closed, or lost by Temporal. The records tell. */
import { parseActor } from '../../workflows/actor.ts'
import type { Command } from '../../workflows/commands/command.ts'
import type { Transaction } from '../../prisma/client.ts'
import { openAlone } from '../../prisma/opening.ts'
import { startFromRecords } from '../../prisma/restart.ts'
import type { Services } from '../services.ts'
import { send, sendAndStart, startOnly, type Sending, type Sent } from './send.ts'

/** To the complaint's workflow; where none runs, it is woken for it. */
export async function sendOrWake(services: Services, command: Command, sending: Sending): Promise<Sent> {
  const sent = await send(services.temporal, sending)
  return sent.is === 'not-running' ? wake(services, command, sending) : sent
}

export async function wake(services: Services, command: Command, sending: Sending): Promise<Sent> {
  return openAlone(services.records, sending.ref, async (records) => {
    const sent = await send(services.temporal, sending)
    return sent.is === 'not-running' ? open({ ...services, records }, command, sending) : sent
  })
}

type Open = Pick<Services, 'temporal' | 'now'> & { records: Transaction }

async function open({ records, temporal, now }: Open, command: Command, sending: Sending): Promise<Sent> {
  const nowMs = now()
  const start = await startFromRecords(records, sending.ref, nowMs)
  if (!start) return { is: 'not-running' }
  if (start.receivedAtMs !== undefined) {
    await startOnly(temporal, sending, start, nowMs)
    return send(temporal, sending)
  }
  // A closed complaint is opened again by what may be done to it, and by nothing else.
  const { draft, ...facts } = { draft: undefined, ...sending.message.with }
  const by = parseActor(sending.message.by)
  if (!by) throw new Error('A command was sent by nobody')
  const given = { by, nowMs, ...(typeof draft === 'string' && { draft }) }
  const refusal = command.allowed(start.state, facts, given)
  return refusal ? { is: 'refused', refusal } : sendAndStart(temporal, sending, start)
}
