/** Complaints as commands leave them, decided without a server: what a manager may do, and what comes of it. */
import { expect } from 'vitest'
import { policyLibrary } from '../../prisma/policies.ts'
import { commandNamed, type CommandName } from '../../workflows/commands/index.ts'
import { commit } from '../../workflows/commit.ts'
import { newState, type CaseFacts } from '../../workflows/intake.ts'
import { calendarOf } from '../../workflows/policy/bank-holidays.ts'
import { atTime } from '../../workflows/policy/calendar.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import type { Refusal } from '../../workflows/policy/refusal.ts'
import { receive } from '../../workflows/stages/receipt.ts'
import type { State } from '../../workflows/state.ts'

const { byId } = policyLibrary()
export const housing = byId('housing-ombudsman-code-2024')
export const joint = byId('joint-code')
export const draft = 't-00000000000000000000'

export const monday11January = atTime('2027-01-11', '10:00')
export const at = (day: string) => atTime(day, '10:00')

export function received(policy: Policy, changes: Partial<CaseFacts> = {}): State {
  const facts: CaseFacts = {
    ...{ ref: 'C-TEST', organisation: 'test', policyDigest: 'test', kind: 'complaint', serviceArea: 'repairs' },
    ...{ landlordMatter: true, points: 1, concerns: [], ...changes },
  }
  const state = newState(facts, policy, calendarOf([]))
  return commit(state, receive(state, monday11January), monday11January).state
}

type Given = Record<string, unknown>
const by = { role: 'manager', id: 'm.boss' } as const

export function refusal(state: State, name: CommandName, facts: Given, nowMs = monday11January): Refusal | undefined {
  return commandNamed(name)?.allowed(state, facts, { by, nowMs, draft })
}

/** The state and the entries after a command that must be allowed. */
export function given(state: State, name: CommandName, facts: Given, nowMs = monday11January) {
  expect(refusal(state, name, facts, nowMs), name).toBeUndefined()
  const change = commandNamed(name)?.apply(state, facts, { by, nowMs, draft })
  if (!change) throw new Error(name)
  return commit(state, change, nowMs, 'manager:m.boss')
}

export const acknowledgement = { responsibilities: 1 }
export const acknowledged = (state: State, nowMs = monday11January) =>
  given(state, 'acknowledge', acknowledgement, nowMs).state
/** The facts of a response are whatever its definition takes today. */
export function answered(state: State, nowMs = monday11January): State {
  const body = { points: [{ finding: 'not-upheld', reasons: 'We looked into it.' }] }
  const facts = commandNamed('respond')?.digest(body) as Given
  return given(acknowledged(state, nowMs), 'respond', facts, nowMs).state
}

export const legal = { reason: 'legal-proceedings' }
export const tooLate = { reason: 'out-of-time' }
