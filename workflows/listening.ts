/**
 * Every command as an Update (answered, or refused with its rule) and as a Signal of the same name (a refused one stands on the
 * timeline). Handlers run no activity. A command is decided at once; one that comes with the id of a stored text alone waits
 * until its facts are fetched. An Update then waits until its entry is in the records.
 */
import {
  ApplicationFailure,
  condition,
  currentUpdateInfo,
  defineSignal,
  defineUpdate,
  setDefaultSignalHandler,
  setHandler,
} from '@temporalio/workflow'
import { actorInWords, byRedress, parseActor } from './actor.ts'
import type { Command } from './commands/command.ts'
import { commands } from './commands/index.ts'
import { isRefusal, readMessage, textRefusal, type Message, type ReadMessage } from './commands/message.ts'
import { asOf } from './due.ts'
import { lastDay } from './policy/deadlines.ts'
import type { Refusal } from './policy/refusal.ts'
import { readFacts, readPolicy } from './records.ts'
import type { RunningComplaint } from './running-complaint.ts'
import { currentStage } from './stage.ts'

/** What an Update answers. */
export interface Answer {
  seq: number
  stage: string
  status: string
  deadlines: { name: string; due: string; status: string }[]
}

/** A command whose facts are still in the records. */
export interface Waiting {
  command: Command
  read: ReadMessage
  decided?: number | Refusal
}

export function listen(complaint: RunningComplaint, waiting: Waiting[]): void {
  for (const command of commands) {
    const { name, description } = command
    setHandler(defineUpdate<Answer, [Message]>(name), (message) => update(complaint, waiting, command, message), {
      description,
      validator(message) {
        const { id } = currentUpdateInfo() ?? {}
        if (id !== undefined && complaint.doneBefore(id) !== undefined) return
        const refused = refusalOf(complaint, command, readMessage(command, message))
        if (refused) throw refusedFailure(refused)
      },
    })
    setHandler(defineSignal<[Message]>(name), (message) => signal(complaint, waiting, command, message), {
      description,
    })
  }
  // Its name is not repeated: it might be anything, a person's words too.
  setDefaultSignalHandler(() => {
    const known = commands.map((command) => command.name).join(', ')
    noteRefusal(complaint, 'unknown', byRedress, { rule: 'Redress', message: `No such command. There are: ${known}.` })
  })
}

export function isAnyWaiting(waiting: Waiting[]): boolean {
  return waiting.some((one) => one.decided === undefined)
}

/** Fetches what the first command lacks that waits for the records, and decides it. */
export async function decideNext(complaint: RunningComplaint, waiting: Waiting[]): Promise<void> {
  const next = waiting.find((one) => one.decided === undefined)
  if (!next) return
  const found = await factsOf(complaint, next)
  if ('fault' in found) next.decided = { rule: `Redress: ${next.command.name}`, message: found.fault }
  else next.decided = decide(complaint, next.command, { ...next.read, facts: found.facts })
}

/** Of a stored text, where it came with no more than that; or of the policy that it names. */
async function factsOf({ state: { ref } }: RunningComplaint, { command, read }: Waiting) {
  return command.policyIn && read.facts !== undefined
    ? readPolicy(ref, command.policyIn(read.facts))
    : readFacts(ref, read.draft ?? '', command.name)
}

async function update(
  complaint: RunningComplaint,
  waiting: Waiting[],
  command: Command,
  message: Message,
): Promise<Answer> {
  const id = currentUpdateInfo()?.id ?? ''
  const before = complaint.doneBefore(id)
  if (before !== undefined) return answer(complaint, before)
  const read = readMessage(command, message)
  const decided = isRefusal(read) ? read : await decision(complaint, waiting, command, read)
  if (typeof decided !== 'number') throw refusedFailure(decided)
  complaint.remember(id, decided)
  return answer(complaint, decided)
}

/** Who says they sent it, where that can be read. */
function senderOf(message: unknown): string {
  const by = typeof message === 'object' && message !== null && 'by' in message ? parseActor(message.by) : undefined
  return by ? actorInWords(by) : byRedress
}

/** Must never throw: that would fail the workflow. */
function signal(
  complaint: RunningComplaint,
  waiting: Waiting[],
  command: Command,
  message: unknown,
): void | Promise<void> {
  const read = readMessage(command, message)
  const by = senderOf(message)
  const note = (decided: number | Refusal) => {
    if (typeof decided !== 'number') noteRefusal(complaint, command.name, by, decided)
  }
  if (isRefusal(read)) return note(read)
  // Nobody has looked whether the text is there and says what the facts say: both are taken from the records.
  const { facts: _unseen, ...unread } = read
  return decision(complaint, waiting, command, read.draft === undefined ? read : unread).then(note)
}

/** Decided at once where the facts came with it, so that what is taken is also decided while the records are away. */
async function decision(
  complaint: RunningComplaint,
  waiting: Waiting[],
  command: Command,
  read: ReadMessage,
): Promise<number | Refusal> {
  if (read.facts !== undefined && !command.policyIn) return decide(complaint, command, read)
  const one: Waiting = { command, read }
  waiting.push(one)
  await condition(() => one.decided !== undefined)
  waiting.splice(waiting.indexOf(one), 1)
  return one.decided ?? decide(complaint, command, read)
}

function decide(complaint: RunningComplaint, command: Command, read: ReadMessage): number | Refusal {
  complaint.doWhatIsDue()
  const refused = refusalOf(complaint, command, read)
  if (refused) return refused
  const change = command.apply(complaint.state, read.facts, given(read))
  return complaint.commit(change, actorInWords(read.by))
}

function refusalOf(complaint: RunningComplaint, command: Command, read: ReadMessage | Refusal): Refusal | undefined {
  if (isRefusal(read)) return read
  if (read.facts === undefined) return undefined
  const state = asOf(complaint.state, Date.now())
  return command.allowed(state, read.facts, given(read)) ?? textRefusal(command, read)
}

function given({ by, draft }: ReadMessage) {
  return { by, nowMs: Date.now(), ...(draft !== undefined && { draft }) }
}

async function answer(complaint: RunningComplaint, seq: number): Promise<Answer> {
  await condition(() => complaint.isRecorded(seq))
  const { state } = complaint
  return {
    seq,
    stage: currentStage(state).id,
    status: state.status,
    deadlines: state.deadlines.map((deadline) => ({
      name: deadline.name,
      due: lastDay(deadline),
      status: deadline.status,
    })),
  }
}

function noteRefusal(complaint: RunningComplaint, command: string, by: string, { rule, message }: Refusal): void {
  const detail = { stage: currentStage(complaint.state).id, command, rule, message }
  complaint.commit({ state: complaint.state, entries: [{ event: 'refused', detail }] }, by)
}

export function refusedFailure(refusal: Refusal): ApplicationFailure {
  return ApplicationFailure.create({
    type: 'Refused',
    message: refusal.message,
    nonRetryable: true,
    details: [refusal],
  })
}
