/** A file from the resident is told to whoever has the complaint, once a day; one from staff to nobody. Decided without a server. */
import { describe, expect, it } from 'vitest'
import type { Actor } from '../../workflows/actor.ts'
import { atTime } from '../../workflows/policy/calendar.ts'
import type { State } from '../../workflows/state.ts'
import { answered, given, housing, received } from './decided.ts'

const resident: Actor = { role: 'resident' }
const officer: Actor = { role: 'officer', id: 'a.khan' }
const manager: Actor = { role: 'manager', id: 'm.boss' }
const tuesday12January = atTime('2027-01-12', '10:00')

const assigned = (state: State) => given(state, 'assign', { officer: 'a.khan' }).state
const conflicted = (state: State) => given(state, 'declare-conflict', { officer: 'a.khan' }).state
const withdrawn = (state: State) => given(state, 'withdraw', {}).state
const complaint = received(housing)

const add = (state: State, file: number, { by = resident, nowMs = tuesday12January } = {}) =>
  given(state, 'add-evidence', { file, is: { type: 'jpeg', size: 1 } }, nowMs, by)
const toldBy = ({ entries }: ReturnType<typeof add>) =>
  entries.map(({ event, letter }) => [event, letter?.kind, letter?.to])

const cases: [name: string, state: State, by: Actor, told: 'officer' | 'manager' | undefined][] = [
  ['the resident, before anybody has it', complaint, resident, 'officer'],
  ['the resident', assigned(complaint), resident, 'officer'],
  ['an officer', assigned(complaint), officer, undefined],
  ['a manager', assigned(complaint), manager, undefined],
  ['the resident, after the answer', answered(assigned(complaint)), resident, 'officer'],
  ['the resident, after the end', withdrawn(assigned(complaint)), resident, 'officer'],
  [
    'the resident, where a conflict of interest left it with nobody',
    conflicted(assigned(complaint)),
    resident,
    'manager',
  ],
  ['the same, after the end', withdrawn(conflicted(assigned(complaint))), resident, 'manager'],
  [
    'the resident, where a colleague has it instead',
    given(conflicted(assigned(complaint)), 'assign', { officer: 'c.osei' }).state,
    resident,
    'officer',
  ],
  ['the resident, on a service request', received(housing, { kind: 'service-request' }), resident, 'officer'],
]

describe('a file by', () => {
  it.each(cases)('%s', (_name, state, by, told) => {
    expect(toldBy(add(state, 1, { by }))).toEqual([['evidence-added', told && 'reminder', told]])
  })
})

it('ten photos of one day are one notice, and the next day’s another; the day is London’s', () => {
  // In summer London is an hour ahead: the third is of 2 June there.
  const moments = ['2027-06-01T09:00Z', '2027-06-01T22:59Z', '2027-06-01T23:01Z', '2027-06-02T22:00Z'].map(Date.parse)
  const told: unknown[] = []
  moments.reduce((state, nowMs, index) => {
    const added = add(state, index + 1, { nowMs })
    told.push([added.state.filesToldOn, added.entries[0]?.letter?.to])
    return added.state
  }, complaint)
  expect(told).toEqual([
    ['2027-06-01', 'officer'],
    ['2027-06-01', undefined],
    ['2027-06-02', 'officer'],
    ['2027-06-02', undefined],
  ])
})

it('what staff add in between changes nothing of it, and the same file again tells nobody', () => {
  const byStaff = add(assigned(complaint), 1, { by: officer }).state
  expect(byStaff.filesToldOn).toBeUndefined()
  const first = add(byStaff, 2)
  expect(toldBy(first)).toEqual([['evidence-added', 'reminder', 'officer']])
  expect(add(first.state, 2, { nowMs: atTime('2027-01-20', '10:00') }).entries).toEqual([])
})
