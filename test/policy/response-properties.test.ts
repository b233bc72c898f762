import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { policyLibrary } from '../../prisma/policies.ts'
import { commandNamed } from '../../workflows/commands/index.ts'
import { newState } from '../../workflows/intake.ts'
import { calendarOf } from '../../workflows/policy/bank-holidays.ts'
import { atTime } from '../../workflows/policy/calendar.ts'
import { outcomeNames, remedyKinds, writtenParts, type OutcomeName } from '../../workflows/policy/names.ts'
import { decisionOf } from '../../workflows/policy/outcome.ts'
import type { Policy, StageRules } from '../../workflows/policy/policy.ts'
import { responseFaults, type Answering, type ResponseFacts } from '../../workflows/policy/response.ts'
import type { State } from '../../workflows/state.ts'

const { policies } = policyLibrary()
const fri14May = '2027-05-14'

const against = (policy: Policy, stage: StageRules['id'], changes: Partial<Answering>): Answering => ({
  policy,
  rules: policy.stages[stage === 'stage-1' ? 0 : 1],
  points: 2,
  ...changes,
})

const outcome = fc.constantFrom(...outcomeNames)
const anyFacts: fc.Arbitrary<ResponseFacts> = fc.record(
  {
    findings: fc.array(outcome, { minLength: 1, maxLength: 4 }),
    reasons: fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }),
    remedies: fc.array(
      fc.record({ kind: fc.constantFrom(...remedyKinds), by: fc.constant(fri14May), says: fc.boolean() }),
      {
        maxLength: 3,
      },
    ),
    outcome,
    written: fc.subarray([...writtenParts]),
    agreesWithStage1: fc.boolean(),
    namesStaff: fc.constantFrom([], ['decision']),
    namesStaffBecause: fc.boolean(),
  },
  { requiredKeys: ['findings', 'reasons', 'remedies'] },
)
const anyGiven = fc.record({
  policy: fc.constantFrom(...policies),
  stage: fc.constantFrom('stage-1', 'stage-2'),
  points: fc.integer({ min: 1, max: 4 }),
  stage1: outcome,
})

const calendar = calendarOf([])
const monday = atTime('2027-05-03', '10:00')

/** A complaint whose stage is acknowledged, and which nobody has considered before. */
function stateOf({ policy, points, stage1 }: Answering): State {
  const facts = { ref: 'C-TEST', organisation: 'exampleton', policyDigest: 'none', serviceArea: 'repairs', points }
  const fresh = newState({ ...facts, kind: 'complaint', landlordMatter: true, concerns: [] }, policy, calendar)
  const stage = { openedAtMs: monday, acknowledgedAtMs: monday, consideredBy: [] }
  const first = { ...stage, id: 'stage-1' as const }
  if (stage1 === undefined) return { ...fresh, status: 'acknowledged', stages: [first] }
  const answered = { ...first, answeredAtMs: monday, outcome: stage1 }
  return { ...fresh, status: 'acknowledged', stages: [answered, { ...stage, id: 'stage-2' }] }
}

describe('under every policy', () => {
  it('a response with nothing missing is accepted, and any other is refused by what is missing first', () => {
    const respond = commandNamed('respond')
    const given = { by: { role: 'manager' as const, id: 'm.boss' }, nowMs: monday, draft: 't-00000000000000000000' }
    fc.assert(
      fc.property(anyGiven, anyFacts, ({ policy, stage, points, stage1 }, facts) => {
        const answering = against(policy, stage, { points, ...(stage === 'stage-2' && { stage1 }) })
        const missing = responseFaults(answering, facts)
        expect(respond?.missing?.(stateOf(answering), facts, given)).toEqual(missing)
        const refused = respond?.allowed(stateOf(answering), facts, given)
        expect(refused?.rule).toBe(missing[0]?.rule)
        expect(refused?.missing ?? []).toEqual(missing)
      }),
      { numRuns: 300 },
    )
  })

  it('a response with nothing missing has an outcome that the policy knows, and that it may state', () => {
    fc.assert(
      fc.property(anyGiven, anyFacts, ({ policy, stage, points, stage1 }, facts) => {
        const given = against(policy, stage, { points, ...(stage === 'stage-2' && { stage1 }) })
        fc.pre(responseFaults(given, facts).length === 0)
        const decision = decisionOf(policy, { ...facts, ...(stage === 'stage-2' && { stage1 }) })
        expect(policy.outcomes.allowed).toContain(decision)
        expect(facts.findings).toHaveLength(points)
        expect(responseFaults(given, { ...facts, outcome: decision })).toEqual([])
      }),
      { numRuns: 200, maxSkipsPerRun: 2_000 },
    )
  })

  it('all put right, nothing is missing any more', () => {
    fc.assert(
      fc.property(anyGiven, anyFacts, ({ policy, stage, points, stage1 }, facts) => {
        const given = against(policy, stage, { points, ...(stage === 'stage-2' && { stage1 }) })
        const { outcome: _stated, ...rest } = facts
        const allowed = (one: OutcomeName) => policy.outcomes.allowed.includes(one)
        const mended: ResponseFacts = {
          ...rest,
          findings: Array.from({ length: points }, (_, index) => facts.findings[index] ?? 'upheld').map((one) =>
            allowed(one) ? one : 'upheld',
          ),
          reasons: Array.from({ length: points }, () => true),
          remedies: facts.remedies.map((one) => ({ ...one, says: true })),
          written: [...writtenParts],
          agreesWithStage1: facts.agreesWithStage1 ?? true,
          namesStaff: [],
        }
        expect(responseFaults(given, mended)).toEqual([])
      }),
    )
  })

  it('every fault cites the policy', () => {
    fc.assert(
      fc.property(anyGiven, anyFacts, ({ policy, stage, points }, facts) => {
        for (const { rule, message } of responseFaults(against(policy, stage, { points }), facts)) {
          expect(rule.startsWith(policy.short)).toBe(true)
          expect(message).not.toMatch(/undefined|null/)
        }
      }),
    )
  })
})
