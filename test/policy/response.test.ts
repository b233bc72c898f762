import { describe, expect, it } from 'vitest'
import { policyLibrary } from '../../prisma/policies.ts'
import { writtenParts } from '../../workflows/policy/names.ts'
import type { Policy, StageRules } from '../../workflows/policy/policy.ts'
import { cite } from '../../workflows/policy/reading.ts'
import { together } from '../../workflows/policy/refusal.ts'
import { responseAdvice, responseFaults, type Answering, type ResponseFacts } from '../../workflows/policy/response.ts'

const { byId } = policyLibrary()
const [ho, joint, igt] = ['housing-ombudsman-code-2024', 'joint-code', 'information-governance-team'].map(byId) as [
  Policy,
  Policy,
  Policy,
]
const mon3May = '2027-05-03'
const fri14May = '2027-05-14'

const against = (policy: Policy, stage: StageRules['id'] = 'stage-1', changes: Partial<Answering> = {}): Answering => ({
  policy,
  rules: policy.stages[stage === 'stage-1' ? 0 : 1],
  points: 2,
  ...changes,
})

/** Two points, one upheld, with all that any policy asks for. */
const whole = (changes: Partial<ResponseFacts> = {}): ResponseFacts => ({
  findings: ['upheld', 'not-upheld'],
  reasons: [true, true],
  remedies: [{ kind: 'action', by: fri14May, says: true }],
  written: [...writtenParts],
  ...changes,
})
const rules = (given: Answering, facts: ResponseFacts) => responseFaults(given, facts).map(({ rule }) => rule)

describe('each thing that is missing, alone', () => {
  type Case = [what: string, policy: Policy, changes: Partial<ResponseFacts>, rule: string, says: string]
  it.each<Case>([
    [
      'a point',
      ho,
      { findings: ['upheld'], reasons: [true] },
      'HO Code 6.7',
      'has 2 points and this response answers 1',
    ],
    [
      'one too many',
      ho,
      { findings: ['upheld', 'upheld', 'upheld'], reasons: [true, true, true] },
      'HO Code 6.7',
      'answers 3',
    ],
    ['reasons', ho, { reasons: [true, false] }, 'HO Code 6.7', 'Point 2 has no reasons'],
    ['reasons for both', joint, { reasons: [false, false] }, 'Joint Code 6.7', 'Points 1, 2 have no reasons'],
    ['an outcome that follows', ho, { outcome: 'upheld' }, 'HO Code 6.9', 'make the outcome "partially-upheld"'],
    ['any fault upholds', joint, { outcome: 'not-upheld' }, 'Joint Code 6.8', 'the outcome is "upheld"'],
    ['no outcome in part', joint, { outcome: 'partially-upheld' }, 'Joint Code 6.8', 'Correct the outcome'],
    [
      'no finding in part',
      joint,
      { findings: ['not-upheld', 'partially-upheld'] },
      'Joint Code 6.8',
      'Correct point 2',
    ],
    [
      'what an action is',
      ho,
      { remedies: [{ kind: 'action', by: fri14May }] },
      'HO Code 7.3',
      'Remedy 1: say in "description"',
    ],
    ['a changed record', ho, { remedies: [{ kind: 'record-amended', by: fri14May }] }, 'HO Code 7.3', 'Remedy 1'],
    ['a changed policy', ho, { remedies: [{ kind: 'policy-change', by: fri14May }] }, 'HO Code 7.3', 'Remedy 1'],
    ['a new look', ho, { remedies: [{ kind: 'reconsideration', by: fri14May }] }, 'HO Code 7.3', 'Remedy 1'],
    ['how much money', joint, { remedies: [{ kind: 'money', by: fri14May }] }, 'Joint Code 7.3', '"amount"'],
    ['the steps', igt, { written: ['evidence-considered', 'changes'] }, 'responses', '"stepsTaken"'],
    ['the evidence', igt, { written: ['steps-taken', 'changes'] }, 'responses', '"evidence"'],
    [
      'the changes, or that there are none',
      igt,
      { written: ['steps-taken', 'evidence-considered'] },
      'responses',
      '"changes"',
    ],
    ['a name left out', joint, { namesStaff: ['decision'] }, 'Joint Code 5.6', 'decision names somebody'],
    [
      'names left out',
      joint,
      { namesStaff: ['points.0.reasons', 'changes'] },
      'Joint Code 5.6',
      'points.0.reasons, changes name somebody',
    ],
  ])('%s (%#)', (_, policy, changes, rule, says) => {
    const faults = responseFaults(against(policy), whole(changes))
    expect(faults).toHaveLength(1)
    const cited = rule === 'responses' ? cite(igt, igt.stages[0].response.clause) : rule
    expect(faults[0]).toMatchObject({ rule: cited, message: expect.stringContaining(says) as string })
  })

  it('whether stage 2 agrees with an upheld stage 1, where its own findings uphold nothing (Joint Code 6.22)', () => {
    const given = against(joint, 'stage-2', { stage1: 'upheld' })
    const not = whole({ findings: ['not-upheld', 'not-upheld'] })
    expect(rules(given, not)).toEqual(['Joint Code 6.22'])
    expect(rules(given, { ...not, agreesWithStage1: true })).toEqual([])
    expect(rules(given, { ...not, agreesWithStage1: false })).toEqual([])
    expect(rules(given, { ...not, agreesWithStage1: true, outcome: 'not-upheld' })).toEqual(['Joint Code 6.22'])
    expect(rules(given, whole())).toEqual([])
    expect(rules({ ...given, stage1: 'not-upheld' }, not)).toEqual([])
    expect(rules(against(ho, 'stage-2', { stage1: 'upheld' }), not)).toEqual([])
  })
})

describe('what is no fault', () => {
  it.each<[what: string, policy: Policy, changes: Partial<ResponseFacts>]>([
    [
      'an apology, an acknowledgement, an explanation need no more words',
      joint,
      {
        remedies: (['apology', 'acknowledgement', 'explanation'] as const).map((kind) => ({ kind, by: mon3May })),
      },
    ],
    ['money with its amount', ho, { remedies: [{ kind: 'money', by: fri14May, says: true }] }],
    ['no remedy at all', ho, { remedies: [] }],
    ['what is done already', ho, { remedies: [{ kind: 'action', by: '2027-04-01', says: true }] }],
    ['the outcome left to the findings', joint, {}],
    ['staff named where a policy allows it', ho, { namesStaff: ['decision'] }],
    ['staff named for a reason', joint, { namesStaff: ['decision'], namesStaffBecause: true }],
    ['no parts of its own where the policy asks for none', ho, { written: [] }],
  ])('%s', (_, policy, changes) => {
    expect(responseFaults(against(policy), whole(changes))).toEqual([])
  })
})

it('all that is missing is told at once, under the first rule', () => {
  const nothing: ResponseFacts = {
    findings: ['partially-upheld'],
    reasons: [false],
    remedies: [
      { kind: 'apology', by: fri14May },
      { kind: 'action', by: fri14May },
      { kind: 'money', by: fri14May },
    ],
    namesStaff: ['points.0.reasons'],
  }
  const faults = responseFaults(against(joint), nothing)
  expect(faults.map(({ rule }) => rule)).toEqual([
    ...['Joint Code 6.7', 'Joint Code 6.7', 'Joint Code 6.8', 'Joint Code 7.3', 'Joint Code 7.3', 'Joint Code 5.6'],
  ])
  const refusal = together(faults)
  expect(refusal).toMatchObject({ rule: 'Joint Code 6.7', missing: faults })
  expect(refusal?.message).toMatch(
    /^6 things are missing\. \(1\) The complaint has .*\(2\) Point 1 .*\(3\) Joint Code 6\.8: .*\(6\) Joint Code 5\.6: /,
  )
  for (const { message } of faults) expect(refusal?.message).toContain(message)
  expect(together([])).toBeUndefined()
  expect(rules(against(igt), { ...nothing, written: [] })).toHaveLength(7)
})

describe('advice, which refuses nothing (7.1)', () => {
  const advice = (facts: Partial<ResponseFacts>, policy = ho) =>
    responseAdvice(against(policy), whole(facts), mon3May).map(({ message }) => message)

  it('where something went wrong and nothing is offered', () => {
    expect(advice({ remedies: [] })).toEqual([expect.stringContaining('no remedy is offered')])
    expect(advice({ remedies: [], findings: ['not-upheld', 'not-upheld'] })).toEqual([])
    expect(advice({})).toEqual([])
  })

  it('where a day has passed, so that the letter says it is done; an apology is made by the letter itself', () => {
    const passed = [
      { kind: 'apology', by: '2027-05-02' },
      { kind: 'money', by: '2027-05-02', says: true },
    ] as const
    expect(advice({ remedies: [...passed] })).toEqual([
      expect.stringContaining('remedy 2 (Sunday 2 May 2027) has passed'),
    ])
    expect(advice({ remedies: [{ kind: 'money', by: mon3May, says: true }] })).toEqual([])
  })
})
