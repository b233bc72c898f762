/** Where a rule and a Code's clause do not simply differ or agree: what is held to depart, what not, and what is said with it. */
import { describe, expect, it } from 'vitest'
import { assess } from '../../workflows/policy/assessment.ts'
import type { Policy } from '../../workflows/policy/policy.ts'
import {
  calendarDays,
  changed,
  enquiry,
  heldAgainst,
  ho,
  joint,
  months,
  strikes,
  workingDays,
} from './assessment-changed.ts'

describe('what needs judgement', () => {
  it('a time to ask for stage 2 is no departure: the Code sets none and forbids none', () => {
    const { strikes, of } = heldAgainst(ho, (p) => (p.escalation.window = { limit: calendarDays(28), clause: '9' }))
    expect(strikes).toEqual({})
    expect(of('stage-2-window')).toMatchObject({ verdict: 'complies', policy: '28 calendar days from the response' })
    expect(of('stage-2-window')?.how).toContain('a later request with good reason')
  })

  it('but against a policy that sets one, a shorter one departs', () => {
    const window = (number: number) => (p: Policy) =>
      void (p.escalation.window = { limit: calendarDays(number), clause: '9' })
    const code = changed(ho, window(28))
    expect(strikes(assess(changed(ho, window(14)), code))).toEqual({ 'stage-2-window': 'departs' })
    expect(strikes(assess(ho, code))).toEqual({ 'stage-2-window': 'stricter' })
  })

  it('money after a formal investigation departs only where something comes before stage 1', () => {
    const money = (p: Policy) => void (p.remedies.money = 'formal-investigation')
    expect(heldAgainst(ho, money).strikes).toEqual({})
    const both = heldAgainst(ho, (p) => {
      money(p)
      p.enquiry = enquiry(true)
    })
    expect(both.strikes).toEqual({ 'no-earlier-stage': 'departs', 'remedies-at-any-stage': 'departs' })
    expect(both.of('remedies-at-any-stage')?.how).toBe(
      'no money at the Quick Look: the resident has to go on to stage 1 for it',
    )
  })

  it('another time for one service departs in itself, and where it is longer', () => {
    const areas = (number: number) => (p: Policy) =>
      void (p.stages[0].respond.areas = [{ of: ['planning', 'parks'], within: workingDays(number) }])
    const longer = heldAgainst(ho, areas(15))
    expect(longer.strikes).toEqual({ 'same-for-all-services': 'departs', 'respond-stage-1': 'departs' })
    expect(longer.of('respond-stage-1')?.how).toBe('longer than 10 working days for planning and parks')
    const shorter = heldAgainst(ho, areas(8))
    expect(shorter.strikes).toEqual({ 'same-for-all-services': 'departs', 'respond-stage-1': 'stricter' })
    const rest = heldAgainst(ho, (p) => {
      p.stages[0].respond.areas = [{ of: ['housing'], within: workingDays(10) }]
      p.stages[0].respond.within = workingDays(15)
    })
    expect(rest.of('respond-stage-1')).toMatchObject({
      verdict: 'departs',
      policy: '10 working days for housing, 15 working days for every other service',
      how: 'longer than 10 working days for every other service',
    })
  })

  it('an extension without a limit of its own is silent on the limit, and says what it does say', () => {
    const { strikes, of } = heldAgainst(ho, (p) => (p.stages[0].extend.atMost = 'none'))
    expect(strikes).toEqual({ 'extend-stage-1': 'silent', 'extend-stage-1-beyond': 'silent' })
    expect(of('extend-stage-1')).toMatchObject({
      policyClause: '6.4',
      policy: 'a new date is given; the document sets no limit',
    })
  })

  it('to ask the resident before going further is no lesser safeguard than good reason', () => {
    const { strikes, of } = heldAgainst(ho, (p) => (p.stages[0].extend.beyond = 'agreed-with-resident'))
    expect(strikes).toEqual({})
    expect(of('extend-stage-1-beyond')?.how).toContain('no lesser safeguard')
  })

  it('to keep to the original complaint is what a review of stage 1 does', () => {
    expect(
      heldAgainst(joint, (p) => (p.stages[1].looksAt = { what: 'original-complaint', clause: '2' })).strikes,
    ).toEqual({})
  })

  it('a matter counted from when the resident knew of it alone is no narrower', () => {
    expect(heldAgainst(ho, (p) => (p.accept.of = ['knowing'])).strikes).toEqual({})
  })

  it('signed permission is for the organisation to ask; the Code has a rule on who, and none on how', () => {
    const { strikes, of } = heldAgainst(ho, (p) => (p.representatives.permission = 'signed'))
    expect(strikes).toEqual({})
    expect(of('representatives')?.policy).toContain('signed')
  })

  it('a value that is only assumed is not what the document says', () => {
    const { strikes, of } = heldAgainst(ho, (p) => {
      p.accept = { within: months(3), of: ['occurring'], discretion: false, assumption: 'The document does not say.' }
    })
    const silent = {
      'acceptance-window': 'silent',
      'acceptance-window-starts': 'silent',
      'acceptance-discretion': 'silent',
    }
    expect(strikes).toEqual(silent)
    expect(of('acceptance-window')).toMatchObject({
      policy: 'does not say; Redress goes by: 3 calendar months',
      policyClause: null,
      policyAssumption: 'The document does not say.',
    })
  })

  it('a Code asks nothing by what is only assumed of it', () => {
    const rules = assess(joint, ho).map(({ rule }) => rule)
    for (const rule of ['outcomes', 'staff-names', 'stage-2-looks-at']) expect(rules).not.toContain(rule)
  })

  it('gives the policy’s own answer beside the rule', () => {
    const policy = changed(ho, (p) => {
      p.stages[0].acknowledge.within = workingDays(7)
      p.explains = { 'acknowledge-stage-1': 'Until June.' }
    })
    const found = assess(policy, ho)
    expect(found.find(({ rule }) => rule === 'acknowledge-stage-1')).toEqual({
      rule: 'acknowledge-stage-1',
      title: 'Stage 1: how soon it is acknowledged',
      clause: '6.2',
      verdict: 'departs',
      how: 'longer than 5 working days',
      policy: '7 working days of receipt',
      policyClause: '6.2',
      policyAssumption: null,
      code: '5 working days of receipt',
      codeAssumption: null,
      explanation: 'Until June.',
    })
    expect(found.filter(({ explanation }) => explanation !== null)).toHaveLength(1)
  })

  it('is in the order of the Code’s clauses', () => {
    const clauses = assess(ho, ho).map(({ clause }) => clause.split('.').map(Number))
    const inOrder = clauses.toSorted(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d)
    expect(clauses).toEqual(inOrder)
    expect(clauses[0]).toEqual([1, 4])
  })
})
