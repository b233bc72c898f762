/** A policy never departs from itself, and times compare as they are counted. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { policyLibrary } from '../../prisma/policies.ts'
import { assess, ruleNames } from '../../workflows/policy/assessment.ts'
import { compareSpans, longerIsBetter, shorterIsBetter } from '../../workflows/policy/assessment/comparing.ts'
import { calendarOf } from '../../workflows/policy/bank-holidays.ts'
import { count } from '../../workflows/policy/counting.ts'
import type { Span } from '../../workflows/policy/policy.ts'
import { units } from '../../workflows/policy/span.ts'
import { calendarDays, changed, ho, months, strikes } from './assessment-changed.ts'

const { policies } = policyLibrary()

describe('every policy on file', () => {
  it.each(policies.map((policy) => [policy.id, policy] as const))('%s does not depart from itself', (_, policy) => {
    const findings = assess(policy, policy)
    expect(findings.length).toBeGreaterThan(10)
    expect(findings.filter(({ verdict }) => verdict !== 'complies')).toEqual([])
  })

  it.each(policies.map((policy) => [policy.id, policy] as const))(
    '%s explains only rules that there are',
    (_, policy) => {
      expect(Object.keys(policy.explains).filter((rule) => !ruleNames.includes(rule))).toEqual([])
    },
  )
})

const anySpan = fc.record({ number: fc.integer({ min: 1, max: 40 }), unit: fc.constantFrom(...units) })

describe('spans', () => {
  it('a policy with any times at all does not depart from itself', () => {
    fc.assert(
      fc.property(fc.array(anySpan, { minLength: 7, maxLength: 7 }), (spans) => {
        const [a, b, c, d, e, f, g] = spans as [Span, Span, Span, Span, Span, Span, Span]
        const policy = changed(ho, (p) => {
          p.stages[0].acknowledge.within = a
          p.stages[0].respond.within = b
          p.stages[0].extend.atMost = c
          p.stages[1].respond.within = d
          p.stages[1].respond.areas = [{ of: ['repairs'], within: e }]
          p.accept.within = f
          p.escalation.window = { limit: g, clause: '9' }
          delete p.sameForAllServices
        })
        expect(strikes(assess(policy, policy))).toEqual({})
      }),
    )
  })

  it('are longer and shorter as they are counted, and the other way round from the other side', () => {
    const calendar = calendarOf([])
    const days = fc.date({ min: new Date('2025-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(anySpan, anySpan, days, (one, other, day) => {
        const { longer, shorter } = compareSpans(one, other)
        expect(compareSpans(other, one)).toEqual({ longer: shorter, shorter: longer })
        if (one.unit !== other.unit) {
          const from = day.toISOString().slice(0, 10)
          const [a, b] = [count(calendar, from, one).due, count(calendar, from, other).due]
          if (a > b) expect(longer).toBe(true)
          if (a < b) expect(shorter).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('what is better one way is worse the other way', () => {
    fc.assert(
      fc.property(anySpan, anySpan, (one, other) => {
        const [there, back] = [shorterIsBetter(one, other).verdict, longerIsBetter(one, other).verdict]
        if (there === 'stricter') expect(back).toBe('departs')
        if (there === 'complies') expect(back).toBe('complies')
      }),
      { numRuns: 60 },
    )
  })

  it('28 calendar days are never longer than a month; 31 never shorter', () => {
    expect(compareSpans(calendarDays(28), months(1))).toEqual({ longer: false, shorter: true })
    expect(compareSpans(calendarDays(31), months(1))).toEqual({ longer: true, shorter: false })
    expect(compareSpans(calendarDays(30), months(1))).toEqual({ longer: true, shorter: true })
  })
})
