/**
 * Every command as an Update (answered, or refused with its rule) and as a Signal of the same name (a refused one stands on the
 * timeline). Handlers run no activity and decide nothing themselves. A command is decided as it comes; one that comes with the id
 * of a stored text alone waits until its facts are fetched. An Update then waits until its entry is in the records.
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
import { foundAs } from './named.ts'
import { lookUp, readFacts } from './records.ts'
import type { RunningComplaint } from './running-complaint.ts'
import { currentStage } from './stage.ts'

/** What an Update answers. */
export interface Answer {
  seq: number
  stage: string
  status: string
  deadlines: { name: string; due: string; status: string }[]
}

/** A command that came, until it is decided. */
export interface Waiting {
  as: 'update' | 'signal'
  name: string
  /** Who says they sent it. */
  sender: string
  /** What is to be decided; or why it cannot even be read. */
  read: (ReadMessage & { command: Command }) | Refusal
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
    setHandler(defineSignal<[Message]>(name), (message) => signal(waiting, command, message), { description })
  }
  // Its name is not repeated: it might be anything, a person's words too.
  setDefaultSignalHandler(async () => {
    const known = commands.map((command) => command.name).join(', ')
    const read = { rule: 'Redress', message: `No such command. There are: ${known}.` }
    await decision(waiting, { as: 'signal', name: 'unknown', sender: byRedress, read })
  })
}

/**
 * Decides the commands that came with their facts, at once, also while the records are away. All that came together are decided
 * together and in an order of their own: a Signal and an Update that reach the workflow in one task may be replayed the other way
 * round than they ran, so that nothing may hang on which handler was called first.
 */
export async function decideWhatComes(complaint: RunningComplaint, waiting: Waiting[]): Promise<never> {
  for (;;) {
    await condition(() => undecided(waiting).some((one) => !lacksFacts(one)))
    for (const one of undecided(waiting)) {
      if (!lacksFacts(one)) settle(complaint, one, isRefusal(one.read) ? one.read : decide(complaint, one.read))
    }
  }
}

/** Updates, then Signals; each in the order in which they came. */
function undecided(waiting: Waiting[]): Waiting[] {
  const open = waiting.filter((one) => one.decided === undefined)
  return [...open.filter((one) => one.as === 'update'), ...open.filter((one) => one.as === 'signal')]
}

/** What it needs is still in the records: the facts of its text, or what it names. */
function lacksFacts({ read }: Waiting): boolean {
  if (isRefusal(read)) return false
  const { names, readsContact } = read.command
  // How the resident is reached follows from what is on file when it is decided, which another correction may just have changed.
  return read.facts === undefined || names !== undefined || readsContact === true
}

export function isAnyWaiting(waiting: Waiting[]): boolean {
  return undecided(waiting).some(lacksFacts)
}

/** Fetches what the first command lacks that waits for the records, and decides it. */
export async function decideNext(complaint: RunningComplaint, waiting: Waiting[]): Promise<void> {
  const next = undecided(waiting).find(lacksFacts)
  if (!next || isRefusal(next.read)) return
  const found = await factsOf(complaint, next.read)
  if ('fault' in found) settle(complaint, next, { rule: `Redress: ${next.name}`, message: found.fault })
  else settle(complaint, next, decide(complaint, { ...next.read, facts: found.facts }))
}

/** Whoever sent an Update is answered; a Signal that is refused stands on the timeline. */
function settle(complaint: RunningComplaint, one: Waiting, decided: number | Refusal): void {
  one.decided = decided
  if (one.as === 'signal' && typeof decided !== 'number') noteRefusal(complaint, one.name, one.sender, decided)
}

type Readable = Exclude<Waiting['read'], Refusal>

/** Of a stored text, where it came with no more than that; with what they name. */
async function factsOf({ state: { ref } }: RunningComplaint, { command, facts, draft }: Readable) {
  const isAtHand = facts !== undefined && command.readsContact !== true
  const read = isAtHand ? { facts } : await readFacts(ref, draft ?? '', command.name)
  if (!command.names || 'fault' in read) return read
  const named = command.names(read.facts)
  const looked = await lookUp(ref, named)
  return 'fault' in looked ? looked : { facts: { ...Object(read.facts), [foundAs[named.what]]: looked.found } }
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
  const one = { as: 'update', name: command.name, sender: senderOf(message) } as const
  const decided = await decision(waiting, { ...one, read: isRefusal(read) ? read : { ...read, command } })
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
async function signal(waiting: Waiting[], command: Command, message: unknown): Promise<void> {
  const read = readMessage(command, message)
  const one = { as: 'signal', name: command.name, sender: senderOf(message) } as const
  if (isRefusal(read)) return void (await decision(waiting, { ...one, read }))
  // Nobody has looked whether the text is there and says what the facts say: both are taken from the records.
  const { facts: _unseen, ...unread } = read
  await decision(waiting, { ...one, read: { ...(read.draft === undefined ? read : unread), command } })
}

async function decision(waiting: Waiting[], one: Waiting): Promise<number | Refusal> {
  // First everything else that came in the same task: whoever decides then finds all of it.
  await Promise.resolve()
  waiting.push(one)
  await condition(() => one.decided !== undefined)
  waiting.splice(waiting.indexOf(one), 1)
  if (one.decided === undefined) throw new Error(`${one.name} was not decided`)
  return one.decided
}

function decide(complaint: RunningComplaint, { command, ...read }: Readable): number | Refusal {
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
