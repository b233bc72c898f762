/** Complaints as commands leave them, decided without a server: what a manager may do, and what comes of it. */
import { expect } from 'vitest'
import { policyLibrary } from '../../prisma/policies.ts'
import { actorInWords, type Actor } from '../../workflows/actor.ts'
import { commandNamed, type CommandName } from '../../workflows/commands/index.ts'
import { commit } from '../../workflows/commit.ts'
import { dueNow, nextMoment } from '../../workflows/due.ts'
import { newState, type CaseFacts } from '../../workflows/intake.ts'
import { calendarOf } from '../../workflows/policy/bank-holidays.ts'
import { atTime } from '../../workflows/policy/calendar.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import type { Refusal } from '../../workflows/policy/refusal.ts'
import { receive } from '../../workflows/stages/receipt.ts'
import type { Entry, State } from '../../workflows/state.ts'

const { byId } = policyLibrary()
export const housing = byId('housing-ombudsman-code-2024')
export const joint = byId('joint-code')
export const basildon = byId('basildon-2025')
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
const boss: Actor = { role: 'manager', id: 'm.boss' }

export function refusal(
  state: State,
  name: CommandName,
  facts: Given,
  nowMs = monday11January,
  by = boss,
): Refusal | undefined {
  return commandNamed(name)?.allowed(state, facts, { by, nowMs, draft })
}

/** @param said what the refusal's message holds; undefined where it is no refusal */
export function expectSaid(refused: Refusal | undefined, said: string | undefined): void {
  if (said === undefined) expect(refused).toBeUndefined()
  else expect(refused?.message).toContain(said)
}

/** The state and the entries after a command that must be allowed. */
export function given(state: State, name: CommandName, facts: Given, nowMs = monday11January, by = boss) {
  expect(refusal(state, name, facts, nowMs, by), name).toBeUndefined()
  const change = commandNamed(name)?.apply(state, facts, { by, nowMs, draft })
  if (!change) throw new Error(name)
  return commit(state, change, nowMs, actorInWords(by))
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

/** Stage 2 is asked for and answered, by somebody else than stage 1 (HO Code 6.13). */
export function answeredAgain(state: State): State {
  const escalated = given(state, 'escalate', {}).state
  return answered({ ...escalated, stages: escalated.stages.map((stage) => ({ ...stage, consideredBy: [] })) })
}
export const finalAnswer = () => answeredAgain(answered(received(housing)))

/** Lets time pass until then: each thing is done at its moment. @param fromMs when somebody is there to do it, if not at once */
export function pass(state: State, untilMs: number, fromMs = monday11January): { state: State; entries: Entry[] } {
  const entries: Entry[] = []
  for (let now = state; ;) {
    const nowMs = Math.max(nextMoment(now)?.atMs ?? Infinity, fromMs)
    const change = nowMs <= untilMs ? dueNow(now, nowMs) : undefined
    if (!change) return { state: now, entries }
    const done = commit(now, change, nowMs)
    entries.push(...done.entries)
    now = done.state
  }
}

export const legal = { reason: 'legal-proceedings' }
export const tooLate = { reason: 'out-of-time' }
