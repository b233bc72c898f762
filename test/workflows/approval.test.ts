/** A second pair of eyes, where the policy asks for one: decided without a server. */
import { describe, expect, it } from 'vitest'
import { commandNamed, type CommandName } from '../../workflows/commands/index.ts'
import { commit } from '../../workflows/commit.ts'
import { asOf } from '../../workflows/due.ts'
import { parseWhen } from '../../workflows/policy/calendar.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import type { State } from '../../workflows/state.ts'
import { acknowledged, at, draft, housing, monday11January, received } from './decided.ts'

const approving = (who: ('officer' | 'manager')[], policy = housing): Policy => {
  const copy = structuredClone(policy)
  for (const { response } of copy.stages) response.approve = { who, clause: '9.1' }
  return copy
}

const officer = 'a.khan'
const facts = { findings: ['upheld'], reasons: [true], remedies: [{ kind: 'apology', by: '2027-01-08', says: true }] }
const laterDraft = 't-00000000000000000001'

interface By {
  by: string
  role?: 'officer' | 'manager'
  text?: string
  nowMs?: number
}

function refused(
  state: State,
  name: CommandName,
  given: Record<string, unknown>,
  { by, role = 'officer', ...more }: By,
) {
  const { text, nowMs = monday11January } = more
  const refusal = commandNamed(name)?.allowed(state, given, {
    by: { role, id: by },
    nowMs,
    ...(text && { draft: text }),
  })
  return refusal && `${refusal.rule}: ${refusal.message}`
}

function does(state: State, name: CommandName, given: Record<string, unknown>, who: By) {
  expect(refused(state, name, given, who), name).toBeUndefined()
  const { by, role = 'officer', text, nowMs = monday11January } = who
  const change = commandNamed(name)?.apply(state, given, { by: { role, id: by }, nowMs, ...(text && { draft: text }) })
  if (!change) throw new Error(name)
  return commit(state, change, nowMs, `${role}:${by}`)
}

const acknowledged1 = acknowledged(received(approving(['manager'])))
const proposal = does(acknowledged1, 'respond', facts, { by: officer, text: draft })
const manager = { by: 'm.boss', role: 'manager' } as const

describe('a response under a policy that asks for approval', () => {
  it('waits, and its clock runs on', () => {
    expect(proposal.entries).toMatchObject([
      {
        event: 'response-proposed',
        clause: '9.1',
        text: draft,
        detail: { stage: 'stage-1', outcome: 'upheld', findings: ['upheld'] },
        letter: { kind: 'approval', to: 'manager' },
      },
    ])
    expect(proposal.state).toMatchObject({ status: 'acknowledged', proposed: { by: officer, role: 'officer', draft } })
    expect(proposal.state.deadlines).toEqual(acknowledged1.deadlines)
    const late = asOf(proposal.state, parseWhen('2027-01-26T10:00'))
    expect(late.deadlines.find(({ name }) => name === 'respond-stage-1')?.status).toBe('missed')
    expect(late.proposed).toEqual(proposal.state.proposed)
  })

  it('goes out as its author’s when it is approved, with who approved it', () => {
    const { state, entries } = does(proposal.state, 'approve', {}, manager)
    expect(entries).toMatchObject([
      {
        event: 'responded',
        text: draft,
        by: 'manager:m.boss',
        detail: { outcome: 'upheld', late: false, proposedBy: 'officer:a.khan', approvedBy: 'm.boss' },
        letter: { kind: 'response', to: 'resident' },
      },
    ])
    expect(state.proposed).toBeUndefined()
    expect(state.stages.at(-1)).toMatchObject({ consideredBy: [officer], approvedBy: 'm.boss', outcome: 'upheld' })
  })

  it('is not approved by who wrote it, nor by a role that may not', () => {
    expect(refused(proposal.state, 'approve', {}, { by: officer, role: 'manager' })).toContain(
      'HO Code 9.1: a.khan proposed this response',
    )
    expect(refused(proposal.state, 'approve', {}, { by: 'c.osei' })).toContain('approved or sent back by a manager')
    expect(refused(proposal.state, 'send-back', {}, { by: officer, role: 'manager', text: draft })).toContain(
      'a.khan proposed',
    )
    const both = does(acknowledged(received(approving(['officer', 'manager']))), 'respond', facts, {
      by: officer,
      text: draft,
    })
    expect(refused(both.state, 'approve', {}, { by: 'c.osei' })).toBeUndefined()
  })

  it('goes back with a note, and a newer one takes the place of an older', () => {
    const back = does(proposal.state, 'send-back', {}, { ...manager, text: laterDraft })
    expect(back.entries).toMatchObject([
      {
        event: 'response-sent-back',
        text: laterDraft,
        detail: { proposal: 3 },
        letter: { kind: 'sent-back', to: 'officer' },
      },
    ])
    expect(back.state.proposed).toBeUndefined()
    expect(refused(back.state, 'approve', {}, manager)).toContain('HO Code 9.1: No response waits for approval.')
    const again = does(proposal.state, 'respond', facts, { by: 'c.osei', text: laterDraft })
    expect(again.state.proposed).toMatchObject({ by: 'c.osei', draft: laterDraft })
    expect(again.entries[0]?.detail).toMatchObject({ replaces: 3 })
    // Who wrote the first may look at the second.
    expect(refused(again.state, 'approve', {}, { by: officer, role: 'manager' })).toBeUndefined()
  })

  it('is looked at as things stand when it is approved: a point may have come', () => {
    const more = does(proposal.state, 'add-point', { related: true, delays: false }, { by: officer, text: draft })
    expect(refused(more.state, 'approve', {}, manager)).toContain(
      'The complaint has 2 points and this response answers 1',
    )
    const missing = commandNamed('approve')?.missing?.(
      more.state,
      {},
      { by: { role: 'manager', id: 'm.boss' }, nowMs: monday11January },
    )
    expect(missing?.map(({ rule }) => rule)).toEqual(['HO Code 6.7'])
  })

  it.each([
    ['withdraw', {}],
    ['decline', { reason: 'legal-proceedings' }],
  ] as const)('is dropped where the stage ends by %s', (name, given) => {
    const { state } = does(proposal.state, name, given, { by: officer, text: draft })
    expect(state.proposed).toBeUndefined()
    expect(refused(state, 'approve', {}, manager)).toContain('Nothing more is done on it')
  })

  it('stays while other work goes on', () => {
    const until = { until: '2027-01-29', reason: true, goodReason: false }
    const extended = does(proposal.state, 'extend', until, { by: officer, text: draft })
    expect(extended.state.proposed).toEqual(proposal.state.proposed)
  })

  it('approved late is late', () => {
    const nowMs = at('2027-01-26')
    const { entries, state } = does(asOf(proposal.state, nowMs), 'approve', {}, { ...manager, nowMs })
    expect(entries.at(-1)?.detail['late']).toBe(true)
    expect(state.deadlines.find(({ name }) => name === 'respond-stage-1')?.status).toBe('late')
  })
})

describe('at stage 2', () => {
  const answered1 = does(proposal.state, 'approve', {}, manager).state
  const stage2 = acknowledged(does(answered1, 'escalate', {}, manager).state)
  const proposal2 = does(stage2, 'respond', facts, { by: 'c.osei', text: draft })

  it('neither who answered stage 1 nor who approved that answer considers it', () => {
    expect(refused(stage2, 'respond', facts, { by: officer, text: draft })).toContain('HO Code 6.13: a.khan considered')
    expect(refused(stage2, 'respond', facts, { ...manager, text: draft })).toContain('HO Code 6.13: m.boss considered')
    expect(refused(stage2, 'assign', { officer: 'm.boss' }, manager)).toContain('HO Code 6.13: m.boss considered')
  })

  it('who only approved stage 1 may approve stage 2 as well; who answered it may not', () => {
    expect(refused(proposal2.state, 'approve', {}, manager)).toBeUndefined()
    expect(refused(proposal2.state, 'approve', {}, { by: officer, role: 'manager' })).toContain(
      'HO Code 6.13: a.khan considered',
    )
  })

  it('approved, it closes the complaint', () => {
    const { state, entries } = does(proposal2.state, 'approve', {}, manager)
    expect(entries.map(({ event }) => event)).toEqual(['responded', 'closed'])
    expect(state.stages.at(-1)?.consideredBy).toEqual(['c.osei'])
  })
})

it('a policy that asks for no approval sends a response at once, and says so to who would approve', () => {
  const plain = acknowledged(received(housing))
  expect(refused(plain, 'approve', {}, manager)).toContain('HO Code 6.9: Under this policy a response goes out without')
  const { state, entries } = does(plain, 'respond', facts, { by: officer, text: draft })
  expect([entries[0]?.event, state.proposed]).toEqual(['responded', undefined])
  expect(entries[0]?.detail).not.toHaveProperty('approvedBy')
})
