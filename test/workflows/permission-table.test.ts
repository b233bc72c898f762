/**
 * The permission table: every command, by every role, at every point of a life. A refusal may still come of what a command says, or of
 * what the records say of something that it names; those have tests of their own.
 */
import { describe, expect, it } from 'vitest'
import { roles, type Actor, type Role } from '../../workflows/actor.ts'
import { commands } from '../../workflows/commands/index.ts'
import { isRefusal, readMessage } from '../../workflows/commands/message.ts'
import type { Refusal } from '../../workflows/policy/refusal.ts'
import type { State } from '../../workflows/state.ts'
import { example, nowMs, standings } from './standings.ts'
import { permissions } from './permissions.ts'

const draft = 't-00000000000000000000'
const points = Object.keys(standings)
const somebody: Record<Role, Actor> = {
  resident: { role: 'resident' },
  officer: { role: 'officer', id: 'z.new' },
  manager: { role: 'manager', id: 'z.boss' },
}

/** Tries it, which leaves the case as it stands, and says so where it is refused: under which rule, and what to do instead. */
function mayGive(command: (typeof commands)[number], by: Actor, point: string): boolean {
  const standing = standings[point]
  if (!standing) throw new Error(`There is no such point as "${point}"`)
  const { state, facts } = example(command, standing)
  const before = JSON.stringify([standing, state])
  const refusal = refused(command, by, state, facts)
  expect(JSON.stringify([standing, state]), point).toBe(before)
  if (refusal) {
    const said = { rule: expect.stringMatching(/\S/) as string, message: expect.stringMatching(/\S/) as string }
    expect(refusal, point).toMatchObject(said)
  }
  return refusal === undefined
}

function refused(command: (typeof commands)[number], by: Actor, state: State, facts: object): Refusal | undefined {
  const read = readMessage(command, { by: by.id === undefined ? by.role : `${by.role}:${by.id}`, with: { ...facts } })
  return isRefusal(read) ? read : command.allowed(state, read.facts, { by, nowMs, draft })
}

it('has every command, and every point of a life', () => {
  expect(Object.keys(permissions).toSorted()).toEqual(commands.map(({ name }) => name).toSorted())
  expect(new Set(Object.values(permissions).map(([, at]) => at.length))).toEqual(new Set([points.length]))
})

describe.each([...commands].map((command) => [command.name, command] as const))('%s', (name, command) => {
  const [who, at] = permissions[name]
  it.each(roles)('by the %s', (role) => {
    const may = points.map((point) => (mayGive(command, somebody[role], point) ? '+' : '-')).join('')
    expect(may).toBe(who.includes(role) ? at : '-'.repeat(points.length))
  })

  // Whatever it is, and wherever the case stands. What Redress gives to all cases alike decides nothing on one.
  it('by nobody who has a conflict of interest', () => {
    const given = points.filter((point) => mayGive(command, { role: 'manager', id: 'a.khan' }, point))
    expect(given.length > 0).toBe(command.toAll === true)
  })
})
