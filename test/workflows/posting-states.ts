/** Complaints whose letters are out and go by post, decided without a server: what is given on which day, and what is on record then. */
import { expect } from 'vitest'
import { policyLibrary } from '../../prisma/policies.ts'
import { commandNamed, type CommandName } from '../../workflows/commands/index.ts'
import { commit } from '../../workflows/commit.ts'
import { asOf } from '../../workflows/due.ts'
import { newState } from '../../workflows/intake.ts'
import type { LetterOut } from '../../workflows/letter-out.ts'
import { calendarOf } from '../../workflows/policy/bank-holidays.ts'
import { atTime, parseWhen } from '../../workflows/policy/calendar.ts'
import { receive } from '../../workflows/stages/receipt.ts'
import type { State } from '../../workflows/state.ts'
import { draft } from './decided.ts'

const { byId } = policyLibrary()

export function receivedOn(when: string, policyId = 'housing-ombudsman-code-2024'): State {
  const facts = {
    ...({
      ref: 'C-TEST',
      organisation: 'test',
      policyDigest: 'test',
      kind: 'complaint',
      serviceArea: 'repairs',
    } as const),
    ...{ landlordMatter: true, points: 1, concerns: [] },
  }
  const state = newState(facts, byId(policyId), calendarOf([]))
  const nowMs = parseWhen(when)
  return done(commit(state, receive(state, nowMs), nowMs).state)
}

/** Its letters are out. */
const done = ({ toOffice: _inside, ...state }: State): State => ({ ...state, undelivered: [] })
export const by = { role: 'officer', id: 'a.khan' } as const

export function given(state: State, name: CommandName, facts: Record<string, unknown>, when: string) {
  const nowMs = parseWhen(when)
  const due = asOf(state, nowMs)
  const command = commandNamed(name)
  expect(command?.allowed(due, facts, { by, nowMs, draft }), name).toBeUndefined()
  const change = command?.apply(due, facts, { by, nowMs, draft })
  if (!change) throw new Error(name)
  const committed = commit(due, change, nowMs, 'officer:a.khan')
  return { ...committed, state: done(committed.state) }
}

export const acknowledge = (state: State, when: string) => given(state, 'acknowledge', { responsibilities: 1 }, when)
export const respond = (state: State, when: string) =>
  given(state, 'respond', { findings: ['not-upheld'], reasons: [true], remedies: [], written: [] }, when)

export const queued = (since: string, more: Partial<LetterOut> = {}): LetterOut => ({
  ...{ to: 'resident', channel: 'letter', status: 'queued', since, canPost: true },
  ...more,
})
/** On the day after, when somebody records it. */
export function posted(state: State, letter: number, on: string, was = queued('2027-01-01')) {
  return given(state, 'letter-posted', { letter, on, was }, new Date(atTime(on, '23:00')).toISOString())
}
export const eventsOf = ({ entries }: { entries: { event: string }[] }) => entries.map(({ event }) => event)
export const deadline = (state: State, name: string) => {
  const found = state.deadlines.findLast((one) => one.name === name)
  return found && `${found.status} on ${found.metOn}`
}
export const letterOf = ({ entries }: { entries: { seq: number; letter?: { to: string } }[] }) =>
  entries.find(({ letter }) => letter?.to === 'resident')?.seq ?? 0
