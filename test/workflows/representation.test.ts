/** Who acts for a resident, and who gets which letter: what each policy asks for, and what nobody is told (HO Code 1.3, 3.6). */
import { describe, expect, it } from 'vitest'
import { policyLibrary } from '../../prisma/policies.ts'
import { commandNamed } from '../../workflows/commands/index.ts'
import { commit } from '../../workflows/commit.ts'
import { dueNow } from '../../workflows/due.ts'
import { lettersTo, permissions, type LettersTo, type Permission } from '../../workflows/policy/names.ts'
import { isEnough } from '../../workflows/policy/representatives.ts'
import { undeliverable } from '../../workflows/stages/undeliverable.ts'
import type { Entry, State } from '../../workflows/state.ts'
import { acknowledgement, at, draft, given, housing, received, refusal } from './decided.ts'

const library = policyLibrary()
const barking = library.byId('barking-and-dagenham')
const friend = { capacity: 'friend', permission: 'none', letters: 'both', reachable: true } as const
const through = (policy = barking, changes: object = {}) =>
  received(policy, { representative: { ...friend, ...changes } })
const signed = { what: 'consent-given', permission: 'signed', signature: false }
const resident = { by: { role: 'resident' }, nowMs: at('2027-01-13'), draft } as const

const lettersOf = (entries: Entry[]) =>
  entries.flatMap(({ event, letter }) => (letter ? [`${event}: ${letter.kind} to the ${letter.to}`] : []))

describe('what permission is enough', () => {
  const before: Record<string, Permission[]> = {
    'not-asked': ['none', 'spoken', 'signed'],
    given: ['spoken', 'signed'],
    signed: ['signed'],
  }
  const cases = library.policies.flatMap((policy) =>
    permissions.flatMap((permission) => lettersTo.map((letters) => [policy.id, permission, letters, policy] as const)),
  )
  it.each(cases)('%s: permission %s, letters to the %s', (_id, permission, letters, policy) => {
    const asksFor = before[policy.representatives.permission] ?? []
    // Another's letters are read by nobody on their own word, whatever the policy asks.
    const wanted = asksFor.includes(permission) && (letters === 'resident' || permission !== 'none')
    expect(isEnough(policy, permission, letters)).toBe(wanted)
    const state = through(policy, { permission, letters })
    expect(state.representation?.status).toBe(!wanted ? 'asked' : permission === 'none' ? 'not-needed' : 'given')
    expect((state.duties ?? []).map(({ name, due }) => [name, due])).toEqual(
      wanted ? [] : [['give-consent', '2027-01-25']],
    )
  })
})

describe('who gets a letter', () => {
  const cases: [LettersTo, string[]][] = [
    ['resident', ['acknowledged: acknowledgement to the resident']],
    ['representative', ['acknowledged: acknowledgement to the representative']],
    ['both', ['acknowledged: acknowledgement to the resident', 'copy-sent: acknowledgement to the representative']],
  ]
  it.each(cases)('as the resident chose: %s', (letters, wanted) => {
    const state = through(barking, { permission: 'signed', letters })
    expect(lettersOf(given(state, 'acknowledge', acknowledgement).entries)).toEqual(wanted)
  })

  it.each(['asked', 'lapsed', 'ended', 'not-needed'] as const)(
    'without permission the resident alone: %s',
    (status) => {
      const state = through(barking, { permission: 'signed' })
      if (!state.representation) throw new Error('nobody acts')
      const without: State = { ...state, representation: { ...state.representation, status } }
      expect(lettersOf(given(without, 'acknowledge', acknowledgement).entries)).toEqual(cases[0]?.[1])
    },
  )

  it('a resident who is rung first is rung about what they get themselves, and nobody for a copy', () => {
    for (const [letters, tasks] of [
      ['both', 1],
      ['representative', 0],
    ] as const) {
      const state: State = { ...through(barking, { permission: 'signed', letters }), reach: { speak: 'phone' } }
      const { entries } = given(state, 'acknowledge', acknowledgement)
      expect(entries.filter(({ event }) => event === 'task-opened')).toHaveLength(tasks)
    }
  })
})

describe('the resident is asked', () => {
  it('with a receipt, by letter, and at once', () => {
    const state = through()
    expect(state.representation).toEqual({
      ...{ status: 'asked', letters: 'both', capacity: 'friend', complained: true, reachable: true },
    })
    expect(state.undelivered).toEqual([1, 2])
  })

  it('signed is signed, where the policy asks for that', () => {
    expect(refusal(through(), 'represent', { ...signed, permission: 'spoken' })?.message).toContain('signed permission')
    const dartford = through(library.byId('dartford-2024'))
    expect(refusal(dartford, 'represent', { ...signed, permission: 'spoken' })).toBeUndefined()
  })

  it('whoever is online signs, or gives no permission', () => {
    const give = (facts: object) => commandNamed('represent')?.allowed(through(), facts, resident)
    expect(give(signed)?.message).toContain('type the full name in "signature"')
    expect(give({ ...signed, signature: true })).toBeUndefined()
  })

  it('letters go to nobody whose address is not known', () => {
    const unknown = through(barking, { reachable: false, letters: 'resident' })
    expect(refusal(unknown, 'represent', { ...signed, letters: 'both' })?.message).toContain('No address')
    const { entries } = given(unknown, 'represent', signed)
    expect(lettersOf(entries)).toEqual(['consent-given: representation to the resident'])
  })

  it('a permission of tomorrow is none', () => {
    expect(refusal(through(), 'represent', { ...signed, on: '2027-01-12' })?.message).toContain('in the future')
  })
})

describe('nobody answers', () => {
  const lapsed = (changes: object = {}) => {
    const state = through(barking, changes)
    const day = at('2027-01-26')
    const acknowledged: State = { ...state, deadlines: [] }
    const change = dueNow(acknowledged, day)
    if (!change) throw new Error('nothing is due')
    return commit(acknowledged, change, day)
  }

  it('the resident, the officer and who wrote for them are told; what comes later is taken', () => {
    const { state, entries } = lapsed()
    expect(lettersOf(entries)).toEqual([
      'consent-lapsed: representation to the resident',
      'representative-told: representation to the representative',
      'reminded: reminder to the officer',
    ])
    expect(state.representation?.status).toBe('lapsed')
    expect(refusal(state, 'represent', signed, at('2027-01-27'))).toBeUndefined()
    expect(given(state, 'represent', signed, at('2027-01-27')).state.representation?.status).toBe('given')
  })

  it('whom the resident named and who never knew of it is told nothing', () => {
    const named = given(received(barking), 'represent', { what: 'named', ...friend })
    expect(lettersOf(named.entries)).toEqual(['consent-asked: consent to the resident'])
    const refused = given(named.state, 'represent', { what: 'consent-refused' })
    expect(lettersOf(refused.entries)).toEqual(['representation-ended: representation to the resident'])
  })
})

describe('the answer to what came through somebody else', () => {
  const response = commandNamed('respond')?.digest({
    points: [{ finding: 'not-upheld', reasons: 'We looked into it.' }],
  }) as Record<string, unknown>
  const acknowledged = (state: State) => given(state, 'acknowledge', acknowledgement).state

  it('waits for the permission under Barking and Dagenham’s policy (4), and never so long that it is late', () => {
    const state = acknowledged(through())
    expect(refusal(state, 'respond', response, at('2027-01-22'))?.message).toContain('permission')
    expect(refusal(state, 'respond', response, at('2027-01-25'))).toBeUndefined()
  })

  it('waits no longer once the resident has decided, either way', () => {
    for (const step of [signed, { what: 'consent-refused' }, { what: 'ended' }]) {
      const state = acknowledged(given(through(), 'represent', step).state)
      expect(refusal(state, 'respond', response, at('2027-01-22')), step.what).toBeUndefined()
    }
  })

  it('waits for nothing under the Code, nor for somebody whom the resident names later', () => {
    expect(refusal(acknowledged(through(housing)), 'respond', response)).toBeUndefined()
    const named = given(acknowledged(received(barking)), 'represent', { what: 'named', ...friend }).state
    expect(refusal(named, 'respond', response)).toBeUndefined()
  })
})

describe('who may be named', () => {
  it('not an MP where they have a route of their own, and one at a time', () => {
    const mp = { what: 'named', ...friend, capacity: 'mp' }
    expect(refusal(received(barking), 'represent', mp)?.message).toContain('separate process')
    expect(refusal(received(housing), 'represent', mp)).toBeUndefined()
    expect(refusal(through(), 'represent', { what: 'named', ...friend })?.message).toContain('"ended" first')
    expect(refusal(received(housing), 'represent', { what: 'ended' })?.message).toContain('Nobody is named')
  })

  it('online with no permission but what the resident then gives', () => {
    const named = { what: 'named', ...friend, permission: 'signed' }
    const change = commandNamed('represent')?.apply(received(barking), named, resident)
    expect(change?.state.representation?.status).toBe('asked')
  })
})

it('a letter that does not reach the representative starts no search for the resident', () => {
  const state = through(barking, { permission: 'signed', letters: 'representative' })
  const refused = { posted: false, toOffice: false }
  const events = (toRepresentative: boolean) =>
    undeliverable(state, 1, { ...refused, toRepresentative }, at('2027-01-12')).entries.map(({ event }) => event)
  expect(events(true)).toEqual(['undeliverable'])
  expect(events(false)).toEqual(['undeliverable', 'task-opened'])
})
