/** How a policy is held against a Code: each rule made worse, and made better, in turn. What real policies come to is in assessment-oracle.test.ts. */
import { describe, expect, it } from 'vitest'
import { assess, ruleNames, type Verdict } from '../../workflows/policy/assessment.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import { calendarDays, changed, enquiry, ho, joint, months, strikes, workingDays } from './assessment-changed.ts'

type Case = [rule: string, verdict: Verdict, how: string | undefined, change: (policy: Policy) => void]

/** Each of these is all that is changed in the HO Code, so all that may be found. */
const changes: Case[] = [
  ['no-earlier-stage', 'departs', 'Quick Look is a stage before stage 1', (p) => (p.enquiry = enquiry(true))],
  ['no-earlier-stage', 'departs', 'Quick Look is a stage before stage 1', (p) => (p.enquiry = enquiry(false))],
  ['no-earlier-stage', 'silent', undefined, (p) => delete p.noEarlierStage],
  [
    'acknowledge-stage-1',
    'departs',
    'longer than 5 working days',
    (p) => (p.stages[0].acknowledge.within = workingDays(7)),
  ],
  [
    'acknowledge-stage-1',
    'stricter',
    'shorter than 5 working days',
    (p) => (p.stages[0].acknowledge.within = workingDays(2)),
  ],
  [
    'acknowledge-stage-2',
    'departs',
    'longer than 5 working days',
    (p) => (p.stages[1].acknowledge.within = workingDays(6)),
  ],
  ['acknowledge-stage-1-always', 'departs', 'may be left out', (p) => (p.stages[0].acknowledge.maySkip = true)],
  ['acknowledge-stage-2-always', 'departs', 'may be left out', (p) => (p.stages[1].acknowledge.maySkip = true)],
  ['respond-stage-1', 'departs', 'longer than 10 working days', (p) => (p.stages[0].respond.within = workingDays(15))],
  ['respond-stage-1', 'stricter', 'shorter than 10 working days', (p) => (p.stages[0].respond.within = workingDays(9))],
  [
    'respond-stage-1',
    'departs',
    'may be longer than 10 working days',
    (p) => (p.stages[0].respond.within = calendarDays(14)),
  ],
  ['respond-stage-2', 'departs', 'longer than 20 working days', (p) => (p.stages[1].respond.within = months(2))],
  ['respond-stage-1-starts', 'departs', 'starts earlier', (p) => (p.stages[0].respond.of = 'receipt')],
  ['respond-stage-2-starts', 'departs', 'starts earlier', (p) => (p.stages[1].respond.of = 'request')],
  ['extend-stage-1', 'departs', 'longer than 10 working days', (p) => (p.stages[0].extend.atMost = workingDays(20))],
  ['extend-stage-1', 'stricter', 'shorter than 10 working days', (p) => (p.stages[0].extend.atMost = workingDays(5))],
  ['extend-stage-2', 'departs', 'longer than 20 working days', (p) => (p.stages[1].extend.atMost = months(3))],
  ['extend-stage-1-beyond', 'stricter', undefined, (p) => (p.stages[0].extend.beyond = 'never')],
  ['extend-stage-2-ombudsman', 'silent', undefined, (p) => (p.stages[1].extend.notice.ombudsman = false)],
  ['definition-stage-1', 'silent', undefined, (p) => delete p.stages[0].definition],
  ['responsibilities-stage-2', 'silent', undefined, (p) => delete p.stages[1].responsibilities],
  ['points-stage-1', 'silent', undefined, (p) => (p.stages[0].points = { assumption: 'ours' })],
  [
    'response-parts-stage-1',
    'silent',
    'does not mention: remedy',
    (p) => (p.stages[0].response.parts = p.stages[0].response.parts.filter((part) => part !== 'remedy')),
  ],
  [
    'response-parts-stage-2',
    'stricter',
    'also: steps taken and changes',
    (p) => p.stages[1].response.parts.push('steps-taken', 'changes'),
  ],
  ['stage-2-reviewer', 'silent', undefined, (p) => delete p.stages[1].reviewer],
  ['stage-2-reasons', 'departs', 'has to give reasons', (p) => (p.escalation.reasons.required = true)],
  [
    'stage-2-in-any-way',
    'departs',
    'by phone or in person is not enough',
    (p) => (p.escalation.inWriting = { required: true, clause: '9' }),
  ],
  [
    'stage-2-after',
    'departs',
    'not after upheld',
    (p) => (p.escalation.from.outcomes = ['partially-upheld', 'not-upheld']),
  ],
  ['acceptance-window', 'departs', 'shorter than 12 calendar months', (p) => (p.accept.within = months(3))],
  ['acceptance-window', 'stricter', 'longer than 12 calendar months', (p) => (p.accept.within = months(24))],
  ['acceptance-window-starts', 'departs', 'when it happened', (p) => (p.accept.of = ['occurring'])],
  ['acceptance-discretion', 'departs', 'none is accepted', (p) => (p.accept.discretion = false)],
  ['decline-explained', 'silent', undefined, (p) => (p.decline.explanation = { assumption: 'ours' })],
  [
    'representatives',
    'departs',
    'councillor or Member of Parliament',
    (p) => (p.representatives.notBy = ['councillor', 'mp']),
  ],
  ['updates-when-late', 'silent', undefined, (p) => (p.late.updates.agreed = false)],
  ['new-points', 'silent', undefined, (p) => (p.newPoints = { assumption: 'ours' })],
  ['full-record', 'silent', undefined, (p) => (p.keptFor = { record: 'full', assumption: 'ours' })],
  ['survey-feedback', 'silent', undefined, (p) => (p.feedback.survey = { assumption: 'ours' })],
  ['clarification', 'departs', 'waits until', (p) => (p.clarification = { ...p.clarification!, clockWaits: true })],
  ['clarification', 'silent', undefined, (p) => delete p.clarification],
  ['service-requests', 'departs', 'as a service request first', (p) => (p.serviceRequests.dissatisfactionToo = true)],
]

describe('one thing changed in the HO Code', () => {
  it.each(changes)('%s: %s', (rule, verdict, how, change) => {
    const findings = assess(changed(ho, change), ho)
    expect(strikes(findings)).toEqual({ [rule]: verdict })
    const found = findings.find((finding) => finding.rule === rule)
    if (how === undefined) expect(found?.how).toBeUndefined()
    else expect(found?.how).toContain(how)
  })

  it.each<Case>([
    ['staff-names', 'departs', 'where possible', (p) => (p.staffNames.inLetters = 'if-possible')],
    [
      'outcomes',
      'departs',
      'there is partially upheld as well and a complaint with only some points upheld is partially upheld',
      (p) =>
        Object.assign(p.outcomes, { allowed: ['upheld', 'partially-upheld', 'not-upheld'], mixed: 'partially-upheld' }),
    ],
    ['upheld-stays-upheld', 'silent', undefined, (p) => delete p.agreement],
    ['never-excluded', 'silent', undefined, (p) => delete p.decline.never],
    [
      'never-excluded',
      'silent',
      'does not mention: safeguarding',
      (p) => (p.decline.never = { concerns: ['health-and-safety'], clause: '2' }),
    ],
    [
      'stage-2-looks-at',
      'departs',
      'the whole complaint, afresh',
      (p) => (p.stages[1].looksAt = { what: 'the-whole', clause: '2' }),
    ],
    [
      'stage-2-looks-at',
      'departs',
      'the process alone',
      (p) => (p.stages[1].looksAt = { what: 'process', clause: '2' }),
    ],
    ['respond-stage-1-starts', 'departs', 'starts later', (p) => (p.stages[0].respond.of = 'acknowledgement')],
  ])('and in the Joint Code, %s: %s', (rule, verdict, how, change) => {
    const findings = assess(changed(joint, change), joint)
    expect(strikes(findings)).toEqual({ [rule]: verdict })
    const found = findings.find((finding) => finding.rule === rule)
    if (how !== undefined) expect(found?.how).toContain(how)
  })

  it('leaves no rule of either Code untried', () => {
    const asked = new Set([...assess(ho, ho), ...assess(joint, joint)].map(({ rule }) => rule))
    // Neither Code asks for a second pair of eyes: only another policy can be held to that, see below.
    const ofTheCodes = ruleNames.filter((rule) => !rule.startsWith('approval'))
    expect([...asked].toSorted()).toEqual(ofTheCodes.toSorted())
    const byStage = (rule: string) => rule.replace(/-stage-[12]/, '-stage')
    const tried = new Set([...changes.map(([rule]) => byStage(rule))])
    const hoOnly = new Set(assess(ho, ho).map(({ rule }) => byStage(rule)))
    expect([...hoOnly].filter((rule) => !tried.has(rule)).toSorted()).toEqual([
      'remedies-at-any-stage', // needs two things changed, see below
      'same-for-all-services', // changes the time as well, see below
      'stage-2-window', // never strikes, see below
    ])
  })

  it('a policy without a second pair of eyes is silent beside one that asks for it', () => {
    const approving = (policy: Policy) => (policy.stages[0].response.approve = { who: ['manager'], clause: '9.1' })
    const asking = changed(ho, approving)
    expect(strikes(assess(ho, asking))).toEqual({ 'approval-stage-1': 'silent' })
    expect(strikes(assess(asking, asking))).toEqual({})
    // To ask for more than a Code does is no departure from it.
    expect(strikes(assess(asking, ho))).toEqual({})
  })
})
