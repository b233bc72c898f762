/** What holds for every policy on file, from any day and with any closure days. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { policyLibrary } from '../../../prisma/policies.ts'
import { calendarOf } from '../../../workflows/policy/bank-holidays.ts'
import { addDays, isWorkingDay } from '../../../workflows/policy/calendar.ts'
import { clockFor, clockNames, unlimited, type ClockName } from '../../../workflows/policy/deadline-rules.ts'
import { dueAt, lastDay, openDeadline, passesAt, trailOf } from '../../../workflows/policy/deadlines.ts'
import { extensionLimit, extensionRefusal } from '../../../workflows/policy/extension.ts'
import type { Policy } from '../../../workflows/policy/policy.ts'
import { stageRules } from '../../../workflows/policy/reading.ts'

const { policies } = policyLibrary()

const policy = fc.constantFrom(...policies)
const area = fc.constantFrom('repairs', 'rents', 'parks', 'planning')
const day = fc.integer({ min: 0, max: 365 * 6 }).map((days) => addDays('2024-01-01', days))
const closed = fc.array(day, { maxLength: 25 })
const calendarWith = (dates: string[]) => calendarOf(dates.map((date) => ({ date, name: 'Training' })))

/** Every deadline that a policy has a clock for. */
function namesOf(of: Policy): ClockName[] {
  return clockNames.filter(
    (name) => !unlimited(of, name) && (name !== 'resolve-urgent-enquiry' || of.enquiry !== undefined),
  )
}
const clocked = policy.chain((of) => fc.record({ policy: fc.constant(of), name: fc.constantFrom(...namesOf(of)) }))
const stageOf = (name: ClockName) => (name.endsWith('2') ? 'stage-2' : 'stage-1')

describe('a deadline of any policy', () => {
  it('that is counted in working days is never on a day off', () => {
    fc.assert(
      fc.property(clocked, area, day, closed, ({ policy, name }, area, from, off) => {
        const calendar = calendarWith(off)
        const deadline = openDeadline({ policy, calendar, area }, { name, stage: stageOf(name), from })
        fc.pre(deadline.counts.unit === 'working-days')
        expect(isWorkingDay(calendar, deadline.due)).toBe(true)
        expect(trailOf(deadline, calendar).filter(({ counted }) => counted)).toHaveLength(deadline.counts.number)
      }),
      { numRuns: 400 },
    )
  })

  it('is after its event, by as much as the policy says, and ends with its day', () => {
    fc.assert(
      fc.property(clocked, area, day, ({ policy, name }, area, from) => {
        const deadline = openDeadline(
          { policy, calendar: calendarWith([]), area },
          { name, stage: stageOf(name), from },
        )
        expect(deadline.due > from).toBe(true)
        expect(deadline.counts).toEqual({
          from: clockFor(policy, name, area).from,
          ...clockFor(policy, name, area).span,
        })
        expect(dueAt(deadline)).toBeLessThan(passesAt(deadline))
      }),
      { numRuns: 400 },
    )
  })

  it('is never earlier for one more closure day, and does not move for one outside it', () => {
    fc.assert(
      fc.property(clocked, area, day, closed, day, ({ policy, name }, area, from, off, more) => {
        const due = (dates: string[]) =>
          openDeadline({ policy, calendar: calendarWith(dates), area }, { name, stage: stageOf(name), from }).due
        const before = due(off)
        const after = due([...off, more])
        expect(after >= before).toBe(true)
        if (more <= from || more > before) expect(after).toBe(before)
      }),
      { numRuns: 400 },
    )
  })
})

describe('an extension under any policy', () => {
  const asked = fc.record({
    hasReason: fc.boolean(),
    hasGoodReason: fc.boolean(),
    agreed: fc.boolean(),
    updatesAgreed: fc.boolean(),
  })
  const stage = fc.constantFrom('stage-1' as const, 'stage-2' as const)
  const further = fc.integer({ min: -40, max: 90 })

  it('that is allowed is to a day after the old one, has a reason, and keeps the limit or what lies beyond it', () => {
    let allowed = 0
    fc.assert(
      fc.property(policy, area, stage, day, closed, further, asked, (policy, area, id, from, off, days, given) => {
        const calendar = calendarWith(off)
        const deadline = openDeadline({ policy, calendar, area }, { name: `respond-${id}`, stage: id, from })
        const rules = stageRules(policy, id)
        const until = addDays(deadline.due, days)
        const refusal = extensionRefusal({ policy, rules, calendar, deadline }, { until, ...given }, dueAt(deadline))
        if (refusal !== undefined) return
        allowed++
        expect(until > lastDay(deadline)).toBe(true)
        expect(given.hasReason).toBe(true)
        const limit = extensionLimit(rules, calendar, deadline)
        if (limit === undefined || until <= limit) return
        const { beyond } = rules.extend
        expect(beyond).not.toBe('never')
        expect(beyond === 'good-reason' ? given.hasGoodReason : given.agreed && given.updatesAgreed).toBe(true)
      }),
      { numRuns: 800 },
    )
    expect(allowed).toBeGreaterThan(50)
  })

  it('to the limit itself is never shorter than what the policy gives, and always allowed with a reason', () => {
    fc.assert(
      fc.property(policy, area, stage, day, closed, (policy, area, id, from, off) => {
        const calendar = calendarWith(off)
        const deadline = openDeadline({ policy, calendar, area }, { name: `respond-${id}`, stage: id, from })
        const rules = stageRules(policy, id)
        const limit = extensionLimit(rules, calendar, deadline)
        expect(limit === undefined).toBe(rules.extend.atMost === 'none')
        const until = limit ?? addDays(deadline.due, 1)
        expect(until > deadline.due).toBe(true)
        const given = { hasReason: true, hasGoodReason: false, agreed: false, updatesAgreed: false }
        expect(
          extensionRefusal({ policy, rules, calendar, deadline }, { until, ...given }, dueAt(deadline)),
        ).toBeUndefined()
      }),
      { numRuns: 300 },
    )
  })

  it('is refused once the day has passed', () => {
    fc.assert(
      fc.property(policy, area, stage, day, (policy, area, id, from) => {
        const calendar = calendarWith([])
        const deadline = openDeadline({ policy, calendar, area }, { name: `respond-${id}`, stage: id, from })
        const given = {
          until: addDays(deadline.due, 3),
          hasReason: true,
          hasGoodReason: true,
          agreed: true,
          updatesAgreed: true,
        }
        const under = { policy, rules: stageRules(policy, id), calendar, deadline }
        expect(extensionRefusal(under, given, passesAt(deadline))?.message).toContain('that day has passed')
      }),
    )
  })
})
