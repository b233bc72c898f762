/** One complaint in an office, told as people would: who gives which command, what the records and the letters say then. */
import { randomUUID } from 'node:crypto'
import { WorkflowClient } from '@temporalio/client'
import { expect, vi } from 'vitest'
import { send, type Sending, type Sent } from '../../api/commands/send.ts'
import { wake } from '../../api/commands/wake.ts'
import { fileComplaint } from '../../prisma/file-complaint.ts'
import type { Prisma } from '../../prisma/generated/client.ts'
import { knownFor } from '../../prisma/known.ts'
import { writeTexts } from '../../prisma/texts.ts'
import { commandNamed, type CommandName } from '../../workflows/commands/index.ts'
import { intakeSchema, type Intake } from '../../workflows/intake.ts'
import { localTimestamp } from '../../workflows/policy/calendar.ts'
import { workflowIdOf } from '../../workflows/reference.ts'
import { startOptions } from '../../workflows/start-options.ts'
import type { Office } from './office.ts'

export const officer = 'officer:a.khan'
export const reviewer = 'officer:c.osei'
export const manager = 'manager:m.boss'
export const resident = 'resident'

export const intake = {
  summary: 'The boiler has been off for three weeks',
  points: ['No heating since 1 March', 'Two appointments missed'],
  outcomesSought: ['A working boiler'],
  serviceArea: 'repairs',
  landlordMatter: true,
  channel: 'online',
  resident: { name: 'R. Resident', email: 'resident@example.org', preferredContact: 'email' },
} as const

export const acknowledgement = { responsibleFor: ['Repairs to the boiler'], notResponsibleFor: [] }
export const response = {
  points: [
    { finding: 'upheld', reasons: 'Our repairs policy gives us 24 hours. It took us three weeks.' },
    { finding: 'not-upheld', reasons: 'The engineer came both times.' },
  ],
  // In the answer itself, on whatever day that is: nothing is left to do.
  remedies: [{ kind: 'apology', by: '2027-01-04' }],
}

type Command = CommandName
type Body = Record<string, unknown>

export interface Life {
  ref: string
  id: string
  /** Gives a command as the API does: its text stored first. Answers what became of it. */
  give(command: Command, by: string, body?: Body, updateId?: string): Promise<Sent>
  /** The rule that refuses it. Throws where nothing does. */
  refused(command: Command, by: string, body?: Body): Promise<string>
  /** The same for one that must be done. */
  done(command: Command, by: string, body?: Body, updateId?: string): Promise<void>
  /** Stores a command's text and gives its id. */
  store(command: Command, body: Body): Promise<string>
  /** Sends a Signal as Temporal's UI would, whatever it is. */
  signal(name: string, ...args: unknown[]): Promise<void>
  /** `2027-03-24T09:30 acknowledged by officer:a.khan`, in order. */
  timeline(): Promise<string[]>
  entries(event: string): Promise<{ at: string; by: string; clause: string | null; detail: Record<string, unknown> }[]>
  /** `2027-03-24 acknowledgement sent`, what went to residents and staff, in order. */
  letters(): Promise<string[]>
  letter(kind: string, number?: number): Promise<{ at: string; text: string; subject: string; recipient: unknown }>
  /** `respond-stage-1 from 2027-03-24 due 2027-04-09 met`, in the order of their days. */
  deadlines(): Promise<string[]>
  status(): Promise<string>
  /** Says what was learned from it, which somebody must owe. */
  learns(): Promise<void>
  /** Waits until its workflow has ended, and says how. */
  ended(): Promise<string>
  /** Waits until its timeline holds so many entries of that event: of a Signal nobody is answered. */
  shows(event: string, times?: number): Promise<void>
  /** Waits until so many letters are out. */
  sends(letters: number): Promise<void>
}

/** A task that went to a worker just as it stopped is given to another when its time is out: a letter after 25 s and a wait of 5. */
const patienceMs = 75_000

export async function receive(
  office: Office,
  changes: Partial<Record<keyof Intake, unknown>> = {},
  policyId = 'housing-ombudsman-code-2024',
): Promise<Life> {
  const { records, library, organisations, environment } = office
  const policy = library.byId(policyId)
  const given = {
    intake: intakeSchema.parse({ ...intake, ...changes }),
    organisation: organisations.all[0].id,
    policy,
    filedBy: 'test',
    nowMs: await environment.currentTimeMs(),
  }
  const { ref, start } = await records.$transaction((tx) => fileComplaint(tx, given))
  await environment.client.workflow.start('complaint', startOptions(start, given.nowMs))
  return lifeOf(office, ref)
}

export function lifeOf(office: Office, ref: string): Life {
  const { records, environment } = office
  const id = workflowIdOf(ref)
  const life: Life = {
    ref,
    id,
    async give(name, by, body = {}, updateId = randomUUID()) {
      const command = commandNamed(name)
      if (!command) throw new Error(`no command ${name}`)
      const hasWords = command.words === 'always' || (command.words === 'some' && Object.keys(body).length > 0)
      const draft = hasWords ? await life.store(name, body) : undefined
      const facts = command.digest(body, await knownFor(records, command, ref, [by])) as Body
      const message = { by, with: { ...facts, ...(draft !== undefined && { draft }) } }
      const sending: Sending = { ref, command: name, message, updateId, answerBy: Date.now() + 15_000 }
      const sent = await send(environment.client, sending)
      if (sent.is !== 'not-running') return sent
      const nowMs = await environment.currentTimeMs()
      const services = { records, temporal: environment.client, now: () => nowMs }
      // Of the services, waking a complaint needs no more than these.
      return wake(services as unknown as Parameters<typeof wake>[0], command, sending)
    },
    async refused(name, by, body) {
      const sent = await life.give(name, by, body)
      if (sent.is !== 'refused') throw new Error(`${name} by ${by} was not refused but ${sent.is}`)
      return sent.refusal.rule
    },
    async done(name, by, body, updateId = randomUUID()) {
      let sent = await life.give(name, by, body, updateId)
      // As the API's callers do on a 503, under the same key: the task went to a worker that was just stopped, and Temporal gives
      // it to another after 10 s.
      if (sent.is === 'unknown') sent = await life.give(name, by, body, updateId)
      if (sent.is === 'done') return
      const why = sent.is === 'refused' ? `: ${sent.refusal.rule}: ${sent.refusal.message}` : ''
      throw new Error(`${name} by ${by} was ${sent.is}${why}`)
    },
    async store(name, body) {
      const parsed = commandNamed(name)?.body().parse(body) as Prisma.InputJsonObject
      const nowMs = await environment.currentTimeMs()
      const [draft] = await writeTexts(records, ref, [{ kind: name, body: parsed }], 'test', nowMs)
      if (draft === undefined) throw new Error('nothing was stored')
      return draft
    },
    signal: (name, ...args) => environment.client.workflow.getHandle(id).signal(name, ...args),
    async timeline() {
      const rows = await records.entry.findMany({ where: { complaintRef: ref }, orderBy: { seq: 'asc' } })
      return rows.map(({ at, event, by }) => `${minute(at)} ${event} by ${by}`)
    },
    async entries(event) {
      const rows = await records.entry.findMany({ where: { complaintRef: ref, event }, orderBy: { seq: 'asc' } })
      return rows.map(({ at, by, clause, detail }) => ({ at: minute(at), by, clause, detail: detail as Body }))
    },
    async letters() {
      const rows = await records.letter.findMany({ where: { complaintRef: ref }, orderBy: { seq: 'asc' } })
      return rows.map(({ madeAt, kind, status }) => `${minute(madeAt).slice(0, 10)} ${kind} ${status}`)
    },
    async letter(kind, number = 1) {
      const rows = await records.letter.findMany({ where: { complaintRef: ref, kind }, orderBy: { seq: 'asc' } })
      const row = rows[number - 1]
      if (!row) throw new Error(`There are ${rows.length} letters of the kind ${kind}`)
      return { ...row, at: minute(row.madeAt) }
    },
    async deadlines() {
      const rows = await records.deadline.findMany({
        where: { complaintRef: ref },
        orderBy: [{ from: 'asc' }, { dueAt: 'asc' }, { name: 'asc' }, { number: 'asc' }],
      })
      return rows.map(({ name, from, due, extendedTo, status }) => {
        const extension = extendedTo ? ` extended to ${day(extendedTo)}` : ''
        return `${name} from ${day(from)} due ${day(due)}${extension} ${status}`
      })
    },
    async status() {
      const { stage, status } = await records.complaint.findUniqueOrThrow({ where: { ref } })
      return `${stage} ${status}`
    },
    async learns() {
      expect(await life.deadlines()).toContainEqual(expect.stringMatching(/^record-learning .* (running|missed)$/))
      await life.done('record-learning', manager, { none: 'One of its kind.' })
    },
    // The environment's own client would let time pass while it waits.
    ended: () =>
      new WorkflowClient({ connection: environment.connection }).getHandle<() => Promise<string>>(id).result(),
    async sends(letters) {
      const where = { complaintRef: ref, status: 'sent' }
      await vi.waitFor(async () => expect(await records.letter.count({ where })).toBe(letters), { timeout: patienceMs })
    },
    async shows(event, times = 1) {
      await vi.waitFor(async () => expect(await life.entries(event)).toHaveLength(times), { timeout: patienceMs })
    },
  }
  return life
}

/** `2027-03-24T09:30` on the clock in London. */
export function minute(at: Date): string {
  return localTimestamp(at.getTime()).slice(0, 16)
}

function day(at: Date): string {
  return at.toISOString().slice(0, 10)
}
