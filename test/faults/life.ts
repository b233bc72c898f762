/** Kinds of lives that a complaint may have, each as what people do and what must stand on its timeline afterwards. */
import type { Claims } from '../../api/token.ts'
import { oracleDay, oracleDue } from '../policy/calendar-oracle.ts'
import { officer, resident, reviewer, type Asked, type Caller, type Json } from './caller.ts'
import { until } from './waiting.ts'

export const kinds = ['answered', 'extended', 'escalated', 'unattended', 'withdrawn', 'by-post'] as const
export type Kind = (typeof kinds)[number]

export interface Life {
  /** Makes its keys and addresses. */
  id: string
  kind: Kind
  ref: string
  /** What was answered to each command, in order, with the event that it makes. */
  given: { event: string; answer: Asked }[]
}

interface Step {
  event: string
  as: Claims
  command: string
  json: (given: Given) => Json
}

/** What is known of the case when a command is given. */
interface Given {
  /** The last day for the response, as the API says. */
  respondBy: string
}

const acknowledge = (as: Claims): Step => ({
  ...{ event: 'acknowledged', as, command: 'acknowledge' },
  json: () => ({ responsibleFor: ['The boiler'], notResponsibleFor: [] }),
})
const assign = (to: Claims): Step => ({
  ...{ event: 'assigned', as: officer, command: 'assign' },
  json: () => ({ officer: to.sub }),
})
const respond = (as: Claims): Step => ({
  ...{ event: 'responded', as, command: 'respond' },
  json: () => ({ points: [{ finding: 'upheld', reasons: 'It was off for four days.' }], remedies: [] }),
})
const extend: Step = {
  ...{ event: 'extended', as: officer, command: 'extend' },
  json: ({ respondBy }) => ({ reason: 'The part comes from abroad.', until: oracleDue(respondBy, 5, []) }),
}
const define: Step = {
  ...{ event: 'defined', as: officer, command: 'define' },
  json: () => ({ definition: 'The heating failed.' }),
}
const escalate: Step = {
  ...{ event: 'escalated', as: resident, command: 'escalate' },
  json: () => ({ reasons: 'Nobody came.' }),
}
/** Under the Code a complaint that was answered goes on until somebody has said what was learned (9.1). */
const learn: Step = {
  ...{ event: 'learning-recorded', as: reviewer, command: 'record-learning' },
  json: () => ({ none: 'One part broke, and no other of its kind.' }),
}
const withdraw: Step = { event: 'withdrawn', as: resident, command: 'withdraw', json: () => ({ reason: 'Repaired.' }) }

const first = [assign(officer), acknowledge(officer)]
export const steps: Record<Kind, Step[]> = {
  answered: [...first, respond(officer)],
  extended: [...first, extend, respond(officer)],
  escalated: [
    ...[...first, extend, respond(officer), escalate],
    ...[assign(reviewer), acknowledge(reviewer), respond(reviewer), learn],
  ],
  unattended: [define, respond(officer)],
  withdrawn: [...first, withdraw],
  'by-post': [...first, respond(officer)],
}

/** The whole timeline of a life that came to its end. */
export function timelineOf(kind: Kind): string[] {
  const events = steps[kind].map((step) => step.event)
  if (kind === 'unattended') return ['received', 'deadline-missed', 'manager-told', 'acknowledged', ...events]
  // The answer to stage 2 closes it.
  return ['received', ...events.flatMap((event) => (event === 'learning-recorded' ? ['closed', event] : [event]))]
}

/** Events whose entry asks for a letter. */
export const lettered = new Set([
  'received',
  'manager-told',
  'acknowledged',
  'defined',
  'extended',
  'responded',
  'escalated',
  'withdrawn',
])

export async function begin(caller: Caller, id: string, kind: Kind): Promise<Life> {
  const answer = await caller.insist({
    as: resident,
    path: '/v1/complaints',
    key: `${id}-file`,
    json: intakeOf(id, kind),
  })
  if (answer.status > 202) throw new Error(`Not filed: ${answer.status} ${JSON.stringify(answer.body)}`)
  const ref = String(answer.body['ref'])
  if (kind === 'unattended') await until(`${ref} acknowledges itself`, () => isAcknowledged(caller, ref), 240_000)
  return { id, kind, ref, given: [] }
}

/** Gives the life's next command. False when there is none. */
export async function goOn(caller: Caller, life: Life): Promise<boolean> {
  const step = steps[life.kind][life.given.length]
  if (!step) return false
  const respondBy = step.event === 'extended' ? await respondByOf(caller, life.ref) : ''
  const path = `/v1/complaints/${life.ref}/${step.command}`
  const key = `${life.id}-${life.given.length}-${step.command}`
  const answer = await caller.insist({ as: step.as, path, key, json: step.json({ respondBy }) })
  life.given.push({ event: step.event, answer })
  // Taken, and not yet in the records: what was promised is waited for, as the next command may build on it.
  if (answer.status === 202) await until(`${path} is recorded`, () => isRecorded(caller, life), 90_000)
  return life.given.length < steps[life.kind].length
}

const day = 86_400_000

export function intakeOf(id: string, kind: Kind): Json {
  const address = ['1 High Street', 'Exampleton', 'EX1 1AA']
  const byPost = kind === 'by-post'
  return {
    summary: `The boiler is off (${id})`,
    serviceArea: 'repairs',
    landlordMatter: true,
    channel: 'online',
    // Long enough ago that the deadline to acknowledge has passed, and Redress does it by itself at once.
    ...(kind === 'unattended' && { received: oracleDay(Date.now() - 20 * day).date }),
    resident: byPost
      ? { name: `Resident ${id}`, address, preferredContact: 'letter' }
      : { name: `Resident ${id}`, email: `${id}@example.org`, preferredContact: 'email' },
  }
}

export async function whole(caller: Caller, ref: string): Promise<Json> {
  const { status, body } = await caller.try({ as: officer, path: `/v1/complaints/${ref}` })
  return status === 200 ? body : {}
}

async function isRecorded(caller: Caller, { ref, kind, given }: Life): Promise<boolean> {
  const timeline = ((await whole(caller, ref))['timeline'] ?? []) as { event: string }[]
  return timeline.length >= timelineOf(kind).indexOf(steps[kind][0]?.event ?? '') + given.length
}

async function isAcknowledged(caller: Caller, ref: string): Promise<boolean> {
  return (await whole(caller, ref))['status'] === 'acknowledged'
}

async function respondByOf(caller: Caller, ref: string): Promise<string> {
  let due = ''
  const read = async (): Promise<boolean> => {
    const deadlines = (await whole(caller, ref))['deadlines'] as { name: string; due: string }[] | undefined
    due = deadlines?.find(({ name }) => name === 'respond-stage-1')?.due ?? ''
    return due !== ''
  }
  await until(`the records hold when ${ref} is to be answered`, read, 90_000)
  return due
}
