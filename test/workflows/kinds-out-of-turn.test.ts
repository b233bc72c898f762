/** Every command on what is no complaint, by a manager; and what a new point becomes at every stage. The tables are written from the Code. */
import { describe, expect, it } from 'vitest'
import { examples } from '../../api/commands/examples.ts'
import { policyLibrary } from '../../prisma/policies.ts'
import { commandNamed, commands, type CommandName } from '../../workflows/commands/index.ts'
import { commit } from '../../workflows/commit.ts'
import { newState, type CaseFacts } from '../../workflows/intake.ts'
import { calendarOf } from '../../workflows/policy/bank-holidays.ts'
import { atTime } from '../../workflows/policy/calendar.ts'
import type { Kind } from '../../workflows/policy/names.ts'
import { receive } from '../../workflows/stages/receipt.ts'
import type { State } from '../../workflows/state.ts'

const library = policyLibrary()
const mondayMorning = atTime('2027-01-11', '10:00')
const draft = 't-00000000000000000000'
const given = { by: { role: 'manager', id: 'm.boss' }, nowMs: mondayMorning, draft } as const

function received(kind: Kind, policyId = 'housing-ombudsman-code-2024', more: Partial<CaseFacts> = {}): State {
  const under = { organisation: 'exampleton', policyDigest: 'as-filed' }
  const about = { serviceArea: 'repairs', landlordMatter: true, points: 1, concerns: [] }
  const state = newState({ ref: 'C-TEST', ...under, kind, ...about, ...more }, library.byId(policyId), calendarOf([]))
  return commit(state, receive(state, mondayMorning), mondayMorning).state
}

const command = (name: CommandName) => commandNamed(name) ?? expect.fail(name)
const factsOf = (name: CommandName) => command(name).digest(examples[name])
const refusalOf = (name: CommandName, state: State) => command(name).allowed(state, factsOf(name), given)
const after = (state: State, name: CommandName, changes: object = {}) =>
  commit(state, command(name).apply(state, { ...(factsOf(name) as object), ...changes }, given), mondayMorning)

const request = received('service-request')
const situations = {
  'a request that is open': request,
  'a request that is closed': after(request, 'resolve-request').state,
  'a compliment': received('compliment'),
  'feedback from a survey': received('survey-feedback'),
}
const possible: Record<keyof typeof situations, CommandName[]> = {
  'a request that is open': ['resolve-request', 'complain', 'assign', 'withdraw'],
  'a request that is closed': ['complain'],
  'a compliment': ['complain'],
  'feedback from a survey': ['complain'],
}

/**
 * Whatever they are about: what becomes of its letters, how its resident is reached and treated, what they say, who keeps away from it,
 * the files that came with it, what it has to do with others, and a hazard that it tells of.
 */
const ofAnyCase: CommandName[] = [
  'letter-returned',
  'letter-posted',
  'complete-task',
  'correct-contact',
  'add-evidence',
  'record-contact',
  'triage',
  ...(['record-adjustment', 'review-adjustment'] as const),
  ...(['restrict-contact', 'review-restriction', 'challenge-restriction'] as const),
  ...(['declare-conflict', 'end-conflict'] as const),
  ...(['link', 'unlink', 'merge', 'note-incident'] as const),
  ...(['start-companion', 'record-step', 'change-track', 'end-companion'] as const),
]

describe.each(Object.keys(possible) as (keyof typeof situations)[])('%s', (situation) => {
  it.each(commands.map(({ name }) => name).filter((name) => !ofAnyCase.includes(name)))('%s', (name) => {
    const refused = refusalOf(name, situations[situation])
    if (possible[situation].includes(name)) return expect(refused).toBeUndefined()
    expect(refused?.rule).toMatch(/^HO Code/)
    // In plain words, with what to do instead.
    expect(refused?.message).toMatch(/[gG]ive "complain"|A complaint that comes of it/)
    expect(refused?.message).not.toMatch(/undefined|null/)
  })
})

it.each(['service-request', 'compliment', 'suggestion', 'survey-feedback', 'complaint'] as const)(
  'a %s is told in the form that its sender needs, and how they are reached is corrected',
  (kind) => {
    const state = received(kind, 'housing-ombudsman-code-2024', { reach: { speak: 'phone', into: ['braille'] } })
    expect(state.tasks?.map((task) => [task.kind, task.letter, task.due])).toEqual([
      ['braille', 1, '2027-01-18'],
      ['call', 1, '2027-01-12'],
    ])
    expect(refusalOf('complete-task', state)).toBeUndefined()
    expect(refusalOf('correct-contact', state)).toBeUndefined()
    expect(after(state, 'complete-task').tasks).toMatchObject([{ number: 1, status: 'done', by: 'manager:m.boss' }])
  },
)

describe('a new point (HO Code 6.8, Joint Code 6.9)', () => {
  const enquiry = received('complaint', 'basildon-2025', { enquiry: true })
  const stage1 = received('complaint')
  const acknowledged = after(stage1, 'acknowledge').state
  const answered = after(acknowledged, 'respond', { findings: ['upheld'], reasons: [true] }).state
  const stage2 = after(answered, 'escalate').state
  const table: [string, State, { related: boolean; delays: boolean }, string][] = [
    ['before stage 1, while it is put right quickly', enquiry, { related: true, delays: false }, 'point-added'],
    ['before stage 1, about something else', enquiry, { related: false, delays: false }, 'unrelated'],
    ['received', stage1, { related: true, delays: false }, 'point-added'],
    ['acknowledged', acknowledged, { related: true, delays: false }, 'point-added'],
    ['acknowledged, not related', acknowledged, { related: false, delays: false }, 'unrelated'],
    ['acknowledged, would delay it', acknowledged, { related: true, delays: true }, 'delays'],
    ['acknowledged, neither', acknowledged, { related: false, delays: true }, 'unrelated'],
    ['acknowledged, fifty points already', { ...acknowledged, points: 50 }, { related: true, delays: false }, 'delays'],
    ['answered', answered, { related: true, delays: false }, 'answered'],
    ['at stage 2', stage2, { related: true, delays: false }, 'stage-two'],
  ]
  it.each(table)('%s', (_name, state, point, becomes) => {
    expect(refusalOf('add-point', state)).toBeUndefined()
    const { entries, state: now } = after(state, 'add-point', point)
    expect(entries).toHaveLength(1)
    const folded = becomes === 'point-added'
    expect(entries[0]?.event).toBe(folded ? 'point-added' : 'complaint-made')
    if (!folded) expect(entries[0]?.detail['reason']).toBe(becomes)
    expect(entries[0]).toMatchObject({ clause: state.policy.newPoints.clause, text: draft })
    expect(now.points).toBe(state.points + (folded ? 1 : 0))
    expect(now.deadlines).toEqual(state.deadlines)
    // The definition goes out anew to whoever has it.
    expect(entries[0]?.letter?.kind).toBe(folded && state === acknowledged ? 'acknowledgement' : undefined)
  })

  it('is for staff to decide on', () => {
    expect(command('add-point').by).toEqual(['officer', 'manager'])
  })
})

it('nobody who cannot be reached makes a complaint of their feedback where the policy takes none from them', () => {
  const state = received('survey-feedback', 'basildon-2025', { anonymous: true })
  expect(refusalOf('complain', state)).toMatchObject({ rule: expect.stringMatching(/^Basildon/) as string })
  expect(refusalOf('complain', received('survey-feedback', 'basildon-2025'))).toBeUndefined()
})

it('every policy receives every kind, with a clause or an assumption of its own', () => {
  for (const { id, feedback, serviceRequests } of library.policies) {
    for (const kind of ['service-request', 'compliment', 'suggestion', 'survey-feedback'] as const) {
      const state = received(kind, id)
      expect([state.status, state.deadlines], `${id} ${kind}`).toEqual([
        kind === 'service-request' ? 'open' : 'closed',
        [],
      ])
    }
    for (const rule of [serviceRequests, ...Object.values(feedback)])
      expect(rule.clause ?? rule.assumption, id).toBeTruthy()
  }
})
